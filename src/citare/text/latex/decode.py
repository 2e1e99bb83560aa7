"""LaTeX as BibTeX files hold it, to text with CSL inline markup.

One pass over tokens with a stack of open groups, so nesting costs no recursion. What a reader
of LaTeX would not print (a macro that is not defined here, math that needs more than a line) is
reported; math stays as it was written, an unknown macro leaves its argument or its name.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from typing import Final

from citare.text.latex.tables import (
    ACCENTS,
    BELOW,
    CHANGES_OF_CASE,
    DECLARATIONS,
    DROPPED,
    FIRST_OF_TWO,
    QUOTERS,
    SINGLE,
    SKIPPED_ARGUMENTS,
    SYMBOLS,
    TRANSPARENT,
    WRAPPERS,
)
from citare.text.tex_math import decode_math

NOCASE: Final = ('<span class="nocase">', "</span>")
ENTITY: Final = re.compile(r"&#?\w+;")
NO_ENTITY: Final = "\ue002"  # while decoding: after an ampersand that begins no entity
_ALONE: Final = {"~": "~", "^": "^", "`": "`", "'": "´", '"': "¨", "=": "¯", "c": "¸"}


def balanced(latex: str, position: int) -> tuple[str, int] | None:
    """The text between the brace at `position` and its partner, and where that ends."""
    start = re.compile(r"\s*\{").match(latex, position)
    if not start:
        return None
    depth = 1
    for brace in re.compile(r"\\.|[{}]", re.DOTALL).finditer(latex, start.end()):
        if brace[0] == "{":
            depth += 1
        elif brace[0] == "}":
            depth -= 1
            if depth == 0:
                return latex[start.end() : brace.start()], brace.end()
    return None


_LEADING_TAGS: Final = re.compile(r"(?:<[^<>]*>)*")


def accented(text: str, name: str) -> str:
    """`text` with an accent on its first letter (and on an accent that it already has)."""
    if not text.strip():
        return _ALONE.get(name, unicodedata.normalize("NFC", "\u00a0" + ACCENTS[name]).strip())
    tags = _LEADING_TAGS.match(text)
    start = tags.end() if tags else 0
    mark = ACCENTS[name]
    text = text[:start] + text[start:].lstrip()
    base, rest = text[start : start + 1], text[start + 1 :]
    while rest and unicodedata.combining(rest[0]):
        base, rest = base + rest[0], rest[1:]
    if mark not in BELOW:
        base = base.replace("ı", "i").replace("ȷ", "j")
    return text[:start] + unicodedata.normalize("NFC", base + mark) + rest


def upper(text: str) -> str:
    return re.sub(r"<[^<>]*>|[^<]+", lambda m: m[0] if m[0][0] == "<" else m[0].upper(), text)


def lower(text: str) -> str:
    return re.sub(r"<[^<>]*>|[^<]+", lambda m: m[0] if m[0][0] == "<" else m[0].lower(), text)


def nocase(text: str) -> str:
    """A protected group; one without letters protects nothing."""
    plain = re.sub(r"<[^<>]*>", "", text)
    if plain.lower() == plain.upper():
        return text
    return NOCASE[0] + text + NOCASE[1]


def tidy(text: str) -> str:
    text = text.replace(NOCASE[1] + NOCASE[0], "")
    if "&" in text:
        text = ENTITY.sub(lambda match: html.unescape(match[0]), text).replace(NO_ENTITY, "")
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


_TOKEN: Final = re.compile(
    r"""\\(?P<name>[a-zA-Z]+)[ \t\r\n]* | \\(?P<sign>.)
      | (?P<open>\{) | (?P<close>\}) | (?P<dollar>\$\$?)
      | (?P<ligature>---?|``|''|[?!]`|,,|[~`'?!,])
      | (?P<text>[^\\{}$~`'?!,-]+|-)""",
    re.VERBOSE | re.DOTALL,
)
_LIGATURES: Final = {
    "---": "—",
    "--": "–",
    "``": "“",
    "''": "”",
    "`": "‘",
    "'": "’",
    "~": "\u00a0",
    "?`": "¿",
    "!`": "¡",
    "?": "?",
    "!": "!",
    ",": ",",
    ",,": "„",
}
_SIMPLE_ACCENT: Final = re.compile(
    r"""\s*(?:\{\s*\\([ij])\s*\}|\\([ij])(?![a-zA-Z])[ \t\n]*|\{\s*([a-zA-Z])\s*\}|([a-zA-Z]))""",
    re.VERBOSE,
)
_ONE_TOKEN: Final = re.compile(r"\s*(\\[a-zA-Z]+\s*|\\.|[^\s{}\\])", re.DOTALL)
# Behind an opening `'`: words up to a closing one. Not `'90s`, `'n' roll`, `'t Hooft`, `'s-G`.
_STRAIGHT_QUOTED: Final = re.compile(
    r"(?=[^\W\d_])(?![tsnTN]['\s-])[^'`]*(?:(?<=\w)'(?=\w)[^'`]*)*(?<=[^\s'])'(?![\w'])"
)
_OPENS: Final = frozenset(" \t\r\n([{-~/")
_LONGEST_CHAIN: Final = 6
_DEEPEST: Final = 12


@dataclass(slots=True)
class Group:
    """An open group or argument, and what its text becomes when it closes."""

    close: Callable[[str], str]
    parts: list[str] = field(default_factory=list)
    protects: bool = False
    font: str = ""
    font_from: int = 0

    def end_font(self) -> None:
        """Wrap what a font switch has covered so far."""
        if self.font:
            covered = "".join(self.parts[self.font_from :])
            if covered.strip():
                covered = f"<{self.font}>{covered}</{self.font}>"
            self.parts[self.font_from :] = [covered]
        self.font = ""


class Reader:
    """Tokens, groups, characters and math; what a command does is left to the subclass."""

    def __init__(self, latex: str, title: bool, depth: int = 0) -> None:
        self.depth = depth
        self.latex = latex
        self.title = title
        self.position = 0
        self.problems: list[str] = []
        self.stack = [Group(str)]
        self.protected = 0
        self.quotes = 0

    def run(self) -> str:
        latex = self.latex
        while match := _TOKEN.match(latex, self.position):
            self.position = match.end()
            kind = match.lastgroup
            if kind == "text":
                self.emit(match[0])
            elif kind == "ligature":
                self._ligature(match[0])
            elif kind == "open":
                self._open_group()
            elif kind == "close":
                self._close_group()
            elif kind == "dollar":
                self._math(match[0])
            elif kind == "name":
                self.command(match["name"], match.end("name"))
            else:
                self._sign(match["sign"])
        if self.position < len(latex):
            self.problems.append("a backslash at the end")
        while len(self.stack) > 1:
            self.problems.append("a brace that nothing closes")
            self._close_group()
        self.stack[0].end_font()
        return tidy("".join(self.stack[0].parts))

    # --- groups ---

    def emit(self, text: str) -> None:
        self.stack[-1].parts.append(text)

    def open(self, close: Callable[[str], str], protects: bool = False) -> None:
        self.protected += protects
        self.stack.append(Group(close, protects=protects))

    def _open_group(self) -> None:
        special = self.latex.startswith("\\", self.position)
        protects = self.title and not self.protected and not special
        self.open(nocase if protects else str, protects)

    def _close_group(self) -> None:
        if len(self.stack) == 1:
            self.problems.append("a brace that nothing opens")
            return
        group = self.stack.pop()
        self.protected -= group.protects
        group.end_font()
        self.emit(group.close("".join(group.parts)))

    def argument(self, close: Callable[[str], str]) -> None:
        """Let `close` have the argument that follows: a group, or one token."""
        brace = re.compile(r"\s*\{").match(self.latex, self.position)
        if brace:
            self.position = brace.end()
            self.open(close)
            return
        token = self._one_token()
        self.emit(close(self.decode_piece(token) if token else ""))

    def _one_token(self) -> str:
        """The next token, with its own argument when it is a chain of accents."""
        start = self.position
        for _ in range(_LONGEST_CHAIN):
            match = _ONE_TOKEN.match(self.latex, self.position)
            if not match:
                break
            self.position = match.end()
            if match[1].strip().lstrip("\\") not in ACCENTS or not match[1].startswith("\\"):
                break
            group = balanced(self.latex, self.position)
            if group:
                self.position = group[1]
                break
        return self.latex[start : self.position].strip()

    def raw_argument(self) -> str | None:
        """The braced argument that follows, as it is written; None when there is none."""
        found = balanced(self.latex, self.position)
        if found is None:
            return None
        self.position = found[1]
        return found[0]

    # --- characters ---

    def _ligature(self, text: str) -> None:
        if text == ",," and not re.match(r"\w|\\", self.latex[self.position : self.position + 1]):
            self.emit(text)
            return
        if text == "'" and self._opens_quotation():
            text = "`"  # TeX would print a closing one; those who type it mean an opening one
        self.emit(_LIGATURES.get(text, text))

    def _opens_quotation(self) -> bool:
        before = self.latex[max(0, self.position - 2) : self.position - 1]
        return (not before or before in _OPENS) and bool(
            _STRAIGHT_QUOTED.match(self.latex, self.position)
        )

    def _sign(self, sign: str) -> None:
        if sign in ACCENTS:
            self.accent(sign)
        elif sign in "([":
            self._display(sign)
        elif sign in SINGLE:
            self.emit(SINGLE[sign])
            if sign == "&" and self.latex.startswith("{}", self.position):
                self.emit(NO_ENTITY)  # `encode` writes the text "&amp;" as `\&{}amp;`
        else:
            self.problems.append(f"unknown command \\{sign}")
            self.emit("\\" + sign)

    def accent(self, name: str) -> None:
        simple = _SIMPLE_ACCENT.match(self.latex, self.position)
        if simple:
            self.position = simple.end()
            letter = simple[1] or simple[2] or simple[3] or simple[4]
            self.emit(unicodedata.normalize("NFC", letter + ACCENTS[name]))
            return
        self.argument(lambda text: accented(text, name))

    # --- math ---

    def _math(self, dollar: str) -> None:
        closing = re.compile(r"((?:[^$\\]|\\.)*)" + re.escape(dollar), re.DOTALL)
        match = closing.match(self.latex, self.position)
        if dollar == "$$" and not match:
            return  # an empty formula
        if not match or re.match(r"\d[^$]*\s\$\d", self.latex[self.position : match.end() + 1]):
            self.emit(dollar)  # an amount of money
            return
        self.position = match.end()
        self.formula(match[1], match[0][-len(dollar) :] + match[0])

    def _display(self, opening: str) -> None:
        end = "\\)" if opening == "(" else "\\]"
        stop = self.latex.find(end, self.position)
        if stop < 0:
            self.problems.append(f"\\{opening} without its end")
            return
        formula = self.latex[self.position : stop]
        self.position = stop + 2
        self.formula(formula, f"${formula}$")

    def formula(self, formula: str, source: str) -> None:
        text = decode_math(formula)
        if text is None:
            self.problems.append(f"math kept as it is: {source}")
            text = source
        self.emit(text)

    def command(self, name: str, end_of_name: int) -> None:
        """Do what a command does; `end_of_name` is where its name ends in the source."""
        raise NotImplementedError

    def decode_piece(self, latex: str) -> str:
        """A short piece (a token, a raw argument) decoded on its own."""
        if self.depth > _DEEPEST:
            self.problems.append("commands nested too deeply")
            return latex
        inner = type(self)(latex, title=False, depth=self.depth + 1)
        text = inner.run()
        self.problems.extend(inner.problems)
        return text


_SPECIAL: Final = re.compile(r"[\\{}$~`']|--|,,|&#?\w+;|\s\s|[\n\t\r]|^\s|\s$")
_MATH_ACCENTS: Final = {
    "ddot": '"',
    "dot": ".",
    "hat": "^",
    "check": "v",
    "breve": "u",
    "mathring": "r",
    "acute": "'",
    "grave": "`",
    "bar": "=",
    "tilde": "~",
    "widetilde": "~",
    "widehat": "^",
}
_DIMENSION: Final = re.compile(
    r"\s*=?\s*[+-]?(?:\d*\.?\d+|\\\w+)\s*(?:pt|em|ex|mm|cm|in|mu|sp|bp)?(?:\s*(?:plus|minus)\s*[\d.]+\w\w)*"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with CSL inline markup, and what of the LaTeX could not be understood."""

    text: str
    problems: tuple[str, ...] = ()


def decode(latex: str, *, title: bool = False) -> Decoded:
    """LaTeX as text. In a `title`, braces that protect case become nocase spans.

    By BibTeX's rule (btxdoc, 4; "Tame the BeaST", 7): a group at brace level zero keeps its
    case, unless it starts with a backslash ("special character"); a command's argument is not
    such group.
    """
    if not _SPECIAL.search(latex):
        return Decoded(latex)
    decoder = _Decoder(latex, title)
    text = decoder.run()
    return Decoded(text, tuple(dict.fromkeys(decoder.problems)))


def decode_verbatim(value: str) -> str:
    """A value that is not LaTeX (url, doi, file, eprint), without the escapes people write."""
    value = value.strip()
    if "\\" not in value and "{" not in value and "$" not in value:
        return re.sub(r"\s+", " ", value) if "\n" in value else value
    if match := re.fullmatch(r"\\(?:url|path|nolinkurl|texttt)\s*\{(.*)\}", value, re.DOTALL):
        value = match[1]
    value = re.sub(r"\{?\\(?:textasciitilde|sim|~)\s*(?:\{\s*\})?\}?", "~", value)
    value = re.sub(r"\{?\\(?:textless|lt)\s*(?:\{\})?\}?", "<", value)
    value = re.sub(r"\{?\\(?:textgreater|gt)\s*(?:\{\})?\}?", ">", value)
    value = re.sub(r"\{?\\(?:textunderscore|_)\s*(?:\{\})?\}?", "_", value)
    value = re.sub(r"\$([<>~_])\$", r"\1", value)
    value = re.sub(r"\$\\sim\$|\$~\$", "~", value)
    value = re.sub(r"\\([_%&#{}$~^])", r"\1", value)
    value = re.sub(r"\{([^{}\\]*)\}", r"\1", value)
    return re.sub(r"\s+", " ", value).strip()


class _Decoder(Reader):
    """What each command does."""

    def command(self, name: str, end_of_name: int) -> None:
        for table, handle in _FAMILIES:
            if name in table:
                handle(self, name, end_of_name)
                return
        self._unknown(name, end_of_name)

    def _wrapper(self, name: str, _: int) -> None:
        before, after = WRAPPERS[name]
        self.argument(lambda text: before + text + after if text else "")

    def _accent_command(self, name: str, _: int) -> None:
        self.accent(name)

    def _math_accent(self, name: str, _: int) -> None:
        """`\\ddot{o}` outside math: the accent that is meant."""
        self.accent(_MATH_ACCENTS[name])

    def _chemistry(self) -> None:
        """mhchem's `\\ce{H2O}`: numbers after a letter or bracket are indices, charges raised."""
        formula = self.raw_argument() or ""
        formula = re.sub(r"(?<=[A-Za-z)\]])(\d+)", r"<sub>\1</sub>", formula)
        formula = re.sub(r"\^\{?([\d+-]+)\}?|(?<=[\w>)\]])([+-])$", r"<sup>\1\2</sup>", formula)
        formula = formula.replace("<=>", "⇌").replace("->", "→")
        self.emit(self.decode_piece(formula))

    def _declaration(self, name: str, _: int) -> None:
        if not self._argument_of_declaration(name):
            self._font(DECLARATIONS[name])

    def _change_of_case(self, name: str, _: int) -> None:
        self.argument(upper if CHANGES_OF_CASE[name] else lower)

    def _peculiar(self, name: str, _: int) -> None:
        _PECULIAR[name](self)

    def _dropped(self, name: str, _: int) -> None:
        for _place in range(DROPPED[name]):
            self.raw_argument()

    def _first_of_two(self, _name: str, _: int) -> None:
        first = self.raw_argument()
        self.raw_argument()
        self.emit(self.decode_piece(first or ""))

    def _last_argument(self, name: str, _: int) -> None:
        self._skip_optional()
        for _place in range(SKIPPED_ARGUMENTS.get(name, 0)):
            self.raw_argument()
        self.argument(str)

    def _argument_of_declaration(self, name: str) -> bool:
        """Whether `\\it{x}` is meant as `\\textit{x}`: TeX would not end the font there, but
        those who write it mean so."""
        element = DECLARATIONS[name]
        brace = re.compile(r"\s*\{").match(self.latex, self.position)
        if not brace or self.latex[self.position - 1].isspace():
            return False
        self.position = brace.end()
        self.open(lambda text: f"<{element}>{text}</{element}>" if element and text else text)
        return True

    def _font(self, element: str) -> None:
        group = self.stack[-1]
        group.end_font()
        group.font, group.font_from = element, len(group.parts)

    def _quote(self, _name: str, _: int) -> None:
        before, after = "‘’" if self.quotes % 2 else "“”"
        self.quotes += 1

        def close(text: str) -> str:
            self.quotes -= 1
            return before + text + after

        self.argument(close)

    def _symbol(self, name: str, _: int) -> None:
        self.emit(SYMBOLS[name])
        if self.latex.startswith("{}", self.position):
            self.position += 2

    def _skip_optional(self) -> None:
        match = re.compile(r"\s*\[[^\[\]{}]*\]").match(self.latex, self.position)
        if match:
            self.position = match.end()

    def _url(self) -> None:
        self.emit(decode_verbatim(self.raw_argument() or ""))

    def _ensuremath(self) -> None:
        formula = self.raw_argument()
        if formula is not None:
            self.formula(formula, f"${formula}$")

    def _verb(self) -> None:
        match = re.compile(r"\*?([^\w\s])(.*?)\1", re.DOTALL).match(self.latex, self.position)
        if match:
            self.position = match.end()
            self.emit(match[2])

    def _char(self) -> None:
        number = re.compile(r"\{?(?:\"([0-9A-F]+)|'([0-7]+)|(\d+)|`\\?(.))\s?\}?", re.DOTALL)
        match = number.match(self.latex, self.position)
        if not match:
            self.problems.append("\\char without a number")
            return
        self.position = match.end()
        hexadecimal, octal, decimal, character = match.groups()
        code = int(
            hexadecimal or octal or decimal or "0", 16 if hexadecimal else 8 if octal else 10
        )
        self.emit(character or (chr(code) if 32 <= code < 0x110000 else ""))

    def _space(self) -> None:
        match = _DIMENSION.match(self.latex, self.position)
        self.position = match.end() if match else self.position

    def _tie(self) -> None:
        self.argument(lambda text: text[:1] + "\u0361" + text[1:])

    def _swap(self) -> None:
        first, second = self.raw_argument() or "", self.raw_argument() or ""
        self.emit(self.decode_piece(second + first))

    def _environment(self) -> None:
        self.problems.append(f"environment {self.raw_argument() or ''}")

    def _footnote(self) -> None:
        self.problems.append("a footnote left out")
        self.raw_argument()

    def _unknown(self, name: str, end_of_name: int) -> None:
        self.problems.append(f"unknown command \\{name}")
        if self.latex.startswith("{", self.position):
            if self.latex.startswith("{}", self.position):
                self.position += 2
                self.emit(name)
                return
            self.position += 1
            self.open(str)
            return
        self.emit(name + (" " if self.position > end_of_name else ""))


_PECULIAR: Final[dict[str, Callable[[_Decoder], None]]] = {
    "url": _Decoder._url,
    "path": _Decoder._url,
    "nolinkurl": _Decoder._url,
    "ensuremath": _Decoder._ensuremath,
    "ce": _Decoder._chemistry,
    "verb": _Decoder._verb,
    "char": _Decoder._char,
    "symbol": _Decoder._char,
    "kern": _Decoder._space,
    "raise": _Decoder._space,
    "lower": _Decoder._space,
    "penalty": _Decoder._space,
    "t": _Decoder._tie,
    "newtie": _Decoder._tie,
    "texttie": _Decoder._tie,
    "switchargs": _Decoder._swap,
    "begin": _Decoder._environment,
    "end": _Decoder._environment,
    "footnote": _Decoder._footnote,
    "thanks": _Decoder._footnote,
}

_FAMILIES: Final[tuple[tuple[Container[str], Callable[[_Decoder, str, int], None]], ...]] = (
    (WRAPPERS, _Decoder._wrapper),
    (ACCENTS, _Decoder._accent_command),
    (_MATH_ACCENTS, _Decoder._math_accent),
    (DECLARATIONS, _Decoder._declaration),
    (QUOTERS, _Decoder._quote),
    (CHANGES_OF_CASE, _Decoder._change_of_case),
    (SYMBOLS, _Decoder._symbol),
    (_PECULIAR, _Decoder._peculiar),
    (DROPPED, _Decoder._dropped),
    (FIRST_OF_TWO, _Decoder._first_of_two),
    (SKIPPED_ARGUMENTS, _Decoder._last_argument),
    (TRANSPARENT, _Decoder._last_argument),
)
