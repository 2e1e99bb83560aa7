"""A registry's text as Item text: entities resolved, markup reduced to CSL inline markup.

Registries hand out titles with HTML, JATS and MathML in them, entities encoded once or twice,
and line breaks left by pretty-printing. `clean` says the same in the inline markup that items
hold (`<i> <b> <sup> <sub> <sc>`); what is not a known tag stays text (`x < 0.11`, `<La captive>`).
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping

from citare.sources.title_math import Element, mathml_text
from citare.text.latex.decode import decode
from citare.text.tex_math import decode_math
from citare.text.xml import Element as XmlElement

_INLINE = {
    "i": "i", "italic": "i", "em": "i", "emph": "i", "ital": "i", "cite": "i",
    "b": "b", "bold": "b", "strong": "b", "sup": "sup", "sub": "sub", "inf": "sub",
    "scp": "sc", "sc": "sc", "small-caps": "sc", "smallcaps": "sc",
}  # fmt: skip
_DROPPED = frozenset({"fn", "xref", "annotation", "annotation-xml", "inline-graphic", "graphic"})
_BREAKS = frozenset({"br", "break", "p", "title", "sec", "article-title", "div", "tr", "list-item"})
_FORMULAS = frozenset({"formula", "inline-formula", "disp-formula", "alternatives"})
_TEX = frozenset({"tex", "tex-math"})
_UNWRAPPED = frozenset(
    [
        *("tt", "monospace", "u", "underline", "ul", "overline", "strike", "s", "del", "ins"),
        *("roman", "sans-serif", "serif", "span", "font", "subtitle", "styled-content", "uri"),
        *("named-content", "ext-link", "email", "a", "abbrev", "abbr", "big", "small", "list"),
        *("emphasis", "label", "caption", "text", "math", "html", "body", "hyperlink", "smaller"),
        *("larger", "code", "kbd", "q"),
    ]
)
_MATHML = frozenset(
    [
        *("mi", "mn", "mo", "mtext", "ms", "mspace", "mrow", "msub", "msup", "msubsup", "mover"),
        *("munder", "munderover", "mmultiscripts", "mprescripts", "none", "mfrac", "msqrt"),
        *("mroot", "mfenced", "mstyle", "mpadded", "mphantom", "menclose", "mtable", "mtr", "mtd"),
        *("semantics",),
    ]
)
_KNOWN = frozenset(_INLINE) | _DROPPED | _BREAKS | _FORMULAS | _TEX | _UNWRAPPED | _MATHML
_PREFIXES = frozenset({"mml", "jats", "m", "ce", "xhtml", "html"})

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(
    r"<(?P<end>/?)(?:(?P<prefix>[A-Za-z]\w*):)?(?P<name>[A-Za-z][\w-]*)"
    r"""(?P<attributes>(?:\s+[\w:.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*)\s*(?P<empty>/?)>"""
    r"|<!--.*?-->|<\?[^>]*\?>|<!\[CDATA\[(?P<cdata>.*?)\]\]>",
    re.S,
)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_IN_TEXT_TEX = re.compile(
    r"\$\$(.+?)\$\$"
    r"|\$([^$]*\\[^$]*|[^$\s]{0,30}[_^][^$]{0,60}|(?![\d\s])[^$]{0,60}(?<!\s))\$(?!\d)",
    re.S,
)  # a dollar before a digit is a price, unless a formula's own signs follow
_TEX_COMMAND = re.compile(r"\\[A-Za-z]+\s*\{")
_BRACKET_SPACE = re.compile(r"(?<=[(\[]) (?=[^ ])|(?<=[^ ]) (?=[)\]])")
_ZERO_WIDTH = dict.fromkeys([0x200B, 0x2060, 0xFEFF, 0xAD], None)
_CONTROLS = dict.fromkeys((*range(32), 127, *range(128, 160), 8232, 8233), " ")
_SPACES = re.compile(r"[ \u2000-\u200a\u3000]*[ \u2000-\u2009\u3000][ \u2000-\u200a\u3000\xa0]*")
_PLAIN = re.compile(r"[^<&$\x00-\x1f\x7f-\x9f\u2000-\u200b\u2028\u2029\u2060\ufeff\xad\u3000]*")

# Each run of white space is looked at once: registries are not trusted to be short.
_SPACE_BEFORE_STOP = re.compile(r"(?<!\s)\s++(?=[,.;:)\]])")
_DEEPEST = 100  # elements inside each other; deeper ones are flattened

_SOFT = "\x00"  # white space with a line break beside a tag: perhaps only pretty-printing


def clean(text: str) -> str:
    """`text` with entities resolved and markup reduced to CSL inline markup, NFC, one line."""
    if _PLAIN.fullmatch(text) and "  " not in text and not _BRACKET_SPACE.search(text):
        return unicodedata.normalize("NFC", text).strip()
    text = _SPACE_BEFORE_STOP.sub(lambda m: "" if "\n" in m[0] else m[0], _unescape(text))
    text = _write_root(_parse(text)) if "<" in text else _formulas(text)
    return _one_line(text)


def first_clean(value: object) -> str:
    """The first non-empty text of a registry's list (or the text itself), cleaned."""
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and (cleaned := clean(text)):
            return cleaned
    return ""


def all_clean(value: object) -> list[str]:
    """Every non-empty text of a registry's list (or the text itself), cleaned."""
    texts = value if isinstance(value, list) else [value]
    return [t for text in texts if isinstance(text, str) and (t := clean(text))]


def without_markup(text: str) -> str:
    """Cleaned text without its inline markup, for names and identifiers."""
    return re.sub(r"</?(?:i|b|sup|sub|sc)>", "", text)


def _unescape(text: str) -> str:
    """Entities resolved; encoded again and again by some depositors, hence at most three times."""
    for _ in range(3):
        resolved = _ENTITY.sub(lambda m: html.unescape(m[0]), text)
        if resolved == text:
            break
        text = resolved
    return text


def _one_line(text: str) -> str:
    text = unicodedata.normalize("NFC", text.translate(_ZERO_WIDTH).translate(_CONTROLS))
    return _BRACKET_SPACE.sub("", _SPACES.sub(" ", text)).strip()


def _parse(text: str) -> Element:
    """Known tags as a tree; unknown ones and stray `<` stay text, unclosed ones end at the end."""
    root = Element("root")
    stack = [root]
    position = 0

    def add(piece: str) -> None:
        if piece:
            stack[-1].children.append(piece)

    for match in _TAG.finditer(text):
        name = (match["name"] or "").lower()
        if name and name not in _KNOWN and (match["prefix"] or "").lower() not in _PREFIXES:
            continue
        add(text[position : match.start()])
        position = match.end()
        if match["cdata"]:
            add(match["cdata"])
        elif name and match["end"]:
            _close(stack, name)
        elif name:
            element = Element(name, _attributes(match["attributes"]))
            stack[-1].children.append(element)
            if not match["empty"] and name not in ("br", "break") and len(stack) < _DEEPEST:
                stack.append(element)
    add(text[position:])
    return root


def _close(stack: list[Element], name: str) -> None:
    if any(element.name == name for element in stack[1:]):
        while stack.pop().name != name:
            pass


def _attributes(text: str) -> Mapping[str, str]:
    return {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(text)}


def _write_root(root: Element) -> str:
    children = [c for c in root.children if not isinstance(c, str) or c.strip()]
    if len(children) == 1 and isinstance(children[0], Element):
        only = children[0]
        if _INLINE.get(only.name) in ("b", "sc"):  # a heading's look, not the title's
            return _children(only, frozenset())
    return _children(root, frozenset())


def _children(node: Element, within: frozenset[str]) -> str:
    """What an element holds, as text; `within` are the inline styles around it."""
    out = ""
    nested = node.name in _INLINE
    for index, child in enumerate(node.children):
        if isinstance(child, str):
            piece = _formulas(_soft_edges(node.children, index, child, nested=nested))
        elif child.name == "math":
            out, piece = _spaced_math(out, child, node.children[index + 1 : index + 2])
        else:
            piece = _element(child, within)
            if child.name in ("scp", "sc") and _glued(out, piece, node.children, index):
                piece = f" {piece} "
        out += piece
    return out


def _element(node: Element, within: frozenset[str]) -> str:
    if node.name in _DROPPED:
        return ""
    if node.name in _TEX:
        return _tex_element(node)
    if node.name in _FORMULAS:
        math = [e for e in node.elements() if e.name == "math"]
        return mathml_text(math[0]) if math else _children(node, within)
    if node.name == "subtitle":
        return ": " + _children(node, within).strip()
    if node.name in _BREAKS:
        return f" {_children(node, within)} "
    style = _INLINE.get(node.name)
    if node.name in ("emph", "emphasis"):
        how = " ".join(node.attributes.values()).lower()
        style = "b" if "bold" in how else "i"
    inner = _children(node, within | {style} if style else within)
    if not style or style in within:
        return inner
    core = inner.strip()
    if not core:
        return " " if inner else ""
    before = " " if inner[0].isspace() else ""
    after = " " if inner[-1].isspace() else ""
    return f"{before}<{style}>{core}</{style}>{after}"


def _tex_element(node: Element) -> str:
    source = "".join(child for child in node.children if isinstance(child, str))
    body = re.sub(r"\\begin\{document\}|\\end\{document\}", "$", source)
    if body.count("$") > 1:
        body = body[body.index("$") : body.rindex("$") + 1]
    tex = body.strip().strip("$").strip()
    text = decode_math(tex)
    return source.strip() if text is None else text


def _formulas(text: str) -> str:
    """TeX between dollars, or in commands, as text; left alone where it says more than text can."""
    if _TEX_COMMAND.search(text):
        decoded = decode(text)
        if not decoded.problems:
            return decoded.text
    if "$" not in text:
        return text

    def write(match: re.Match[str]) -> str:
        written = decode_math(match[1] or match[2] or "")
        return match[0] if written is None else written

    return _IN_TEXT_TEX.sub(write, text)


def _soft_edges(siblings: list[Element | str], index: int, text: str, *, nested: bool) -> str:
    """Text between tags, without the white space that pretty-printing put there.

    Line breaks beside a sub- or superscript, at the inner edges of an inline element, and
    before closing punctuation are pretty-printing; the others mean a space.
    """
    if "\n" not in text:
        return text
    before = siblings[index - 1] if index else None
    after = siblings[index + 1] if index + 1 < len(siblings) else None
    marked = _softened(text)
    body = marked.strip(_SOFT)
    if not body:
        hidden = nested and (before is None or after is None)
        return "" if hidden or _is_script(after) else " "
    if marked.startswith(_SOFT):
        joined = (
            (before is None and nested)
            or body[0] in ",.;:)]?!-‐–/"
            or (_is_script(before) and (nested or (_is_script(after) and _is_formula(body))))
        )
        body = body if joined or before is None else f" {body}"
    if marked.endswith(_SOFT) and not (_is_script(after) or after is None or body[-1] in "([/"):
        body = f"{body} "
    return body


def _softened(text: str) -> str:
    """White space at either edge, where a line breaks in it, as one soft break."""
    rest = text.lstrip()
    before = text[: len(text) - len(rest)]
    body = rest.rstrip()
    after = rest[len(body) :]
    before, after = (_SOFT if "\n" in edge else edge for edge in (before, after))
    return before + body + after


def _is_script(node: Element | str | None) -> bool:
    return isinstance(node, Element) and _INLINE.get(node.name) in ("sub", "sup")


def _is_formula(text: str) -> bool:
    return re.fullmatch(r"[(\[]?(?:[A-Z][a-z]?\d*){1,3}[)\]]?", text) is not None


_WORD_BEFORE = re.compile(r"(?:[^\W\d_A-Z]{2}|(?:^|\s)[aA])[,;:)]?$")
_WORD_AFTER = re.compile(r"(?:[a-z]{2}|[A-Z][a-z]{2}|a\s)")


def _spaced_math(out: str, math: Element, following: list[Element | str]) -> tuple[str, str]:
    """A formula set off from the words around it, where the depositor lost the spaces."""
    piece = mathml_text(math).strip()
    starts_word = bool(re.match(r"(?:<sup>)?[\w(]", piece)) and not piece.startswith("<sub>")
    if starts_word and _WORD_BEFORE.search(re.sub(r"<[^>]+>", "", out[-20:])):
        out += " "
    ends_word = bool(re.search(r"[\w)>∞∗]$", piece))
    if ends_word and following and isinstance(following[0], str):
        piece += " " if _WORD_AFTER.match(following[0]) else ""
    return out, piece


def _glued(out: str, piece: str, siblings: list[Element | str], index: int) -> bool:
    """Whether a small-caps word is between two lower-case ones without its spaces."""
    after = siblings[index + 1] if index + 1 < len(siblings) else None
    return (
        bool(re.search(r"[a-z]$", out))
        and isinstance(after, str)
        and bool(re.match(r"[a-z]", after))
        and bool(re.match(r"<sc>[A-Z]", piece))
    )


def text_of(element: XmlElement | None) -> str:
    """An element's mixed content, its inline markup reduced to that of items."""
    return clean("".join(_pieces(element))) if element else ""


def _pieces(element: XmlElement) -> Iterable[str]:
    for part in element.content:
        if isinstance(part, str):
            yield html.escape(part, quote=False)
        else:
            yield f"<{part.tag}>"
            yield from _pieces(part)
            yield f"</{part.tag}>"
