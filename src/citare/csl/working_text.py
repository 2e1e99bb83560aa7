"""Make working text of fields, affixes and text case (the marks are explained in marks.py).

Fields: CSL-JSON inline markup (`<i> <b> <sup> <sub> <sc> <span class="nocase">`, small-caps
spans) becomes marks where it is balanced; anything else stays the characters it is. Paired
straight or curly quotation marks become marks whose shape follows from nesting; a lone `'`
becomes an apostrophe. Text case looks through marks; protected parts keep their letters.
Affixes are outside formatting, quotes, strip-periods and text-case of the same element
(CSL 1.0.2, "Affixes").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from citare.csl import marks
from citare.csl.marks import (
    CLOSE,
    FIELD_BOLD,
    FIELD_ITALIC,
    FIELD_SMALL_CAPS,
    INNER_OPEN,
    NOCASE,
    NODECOR,
    QUOTE_CLOSE,
    QUOTE_OPEN,
    SUB,
    SUP,
    clean,
)
from citare.csl.punctuation import STOPS
from citare.text import casing, markup

# What Unicode decomposes as <super>, and four letters that it does not decompose.
_LETTERS = {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}
_SUPERSCRIPTS = (
    "ª²³¹ºʰ-ʸˀˁˠ-ˤۥۦ\u10fc\u1d2c-\u1d2e\u1d30-\u1d3a\u1d3c-\u1d4d\u1d4f-\u1d61\u1d78"
    "\u1d9b-\u1dbf⁰ⁱ⁴-ⁿ℠™\u2c7d\u2d6f\u3192-\u319f"
)
_SUPERSCRIPT = re.compile(f"[{_SUPERSCRIPTS}]")
_SPECIAL = re.compile(
    f"[<\"'“”‘’«{_SUPERSCRIPTS}\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef]| [ :;?!»]"
)
_SPACED = re.compile(" (?=[:;?!»])|(?<=«) ")
_TOKEN = re.compile(markup.TAG + r"|[\"'“”‘’]")
_KINDS = {
    "i": FIELD_ITALIC,
    "b": FIELD_BOLD,
    "sup": SUP,
    "sub": SUB,
    "sc": FIELD_SMALL_CAPS,
    "nocase": NOCASE,
    "nodecor": NODECOR,
}
_BEFORE_OPEN = " \t\n\u00a0\u2009\u202f([{–—-/\"'“‘«„"
_AFTER_CLOSE = " \t\n\u00a0\u2009\u202f)]}.,;:!?–—-/\"'”’»"


def _match_tags(parts: list[str]) -> None:
    """Replace balanced tags (odd positions of `parts`) by marks; leave others as text."""
    for start, end in markup.pairs(parts):
        parts[start] = _KINDS[markup.kind_of(parts[start])]
        parts[end] = CLOSE


def _neighbours(parts: list[str], index: int) -> tuple[str, str]:
    """The visible characters before and after a token, looking through marks."""
    before = after = ""
    for position in range(index - 1, -1, -1):
        part = parts[position]
        if position % 2 and len(part) == 1 and part not in "\"'“”‘’":
            continue
        if part:
            before = part[-1]
            break
    for position in range(index + 1, len(parts)):
        part = parts[position]
        if position % 2 and len(part) == 1 and part not in "\"'“”‘’":
            continue
        if part:
            after = part[0]
            break
    return before, after


def _match_quotes(parts: list[str], outer: str) -> None:
    stack: list[int] = []
    tokens = parts[1::2]
    both = tokens if '"' in tokens and "'" in tokens else None
    for index in range(1, len(parts), 2):
        token = parts[index]
        if token in (CLOSE, "“", "”", "‘", "’") or len(token) > 1 or token not in "\"'":
            if "“" in outer and (token in "“”" or outer[0] == "“"):
                _double(parts, stack, index, token)
            elif outer[:1] == "‘":
                _single(parts, stack, index, token)
            continue
        before, after = _neighbours(parts, index)
        opening = not before or (before in _BEFORE_OPEN and before != token)
        closing = not after or after in _AFTER_CLOSE
        if closing and before and not before.isspace() and _close(parts, stack, index, token):
            continue
        if opening and after and not after.isspace():
            stack.append(index)
        elif closing and before.isspace():
            _forget(parts, stack, token)
    if both:
        _second_kind(parts, both)
    for index in range(1, len(parts), 2):
        if parts[index] == "'":
            parts[index] = "’"


def _second_kind(parts: list[str], tokens: list[str]) -> None:
    """A field with "x" and 'y' side by side keeps them apart: the second kind is the inner one."""
    first = ""
    depth = 0
    for number, token in enumerate(tokens):
        mark = parts[2 * number + 1]
        if mark == QUOTE_CLOSE:
            depth -= 1
        elif mark == QUOTE_OPEN:
            if not depth and token in "\"'":
                first = first or token
                if token != first:
                    parts[2 * number + 1] = INNER_OPEN
            depth += 1


def _double(parts: list[str], stack: list[int], index: int, token: str) -> None:
    """Curly marks where the locale's outer ones are “ ”."""
    if token == "“" or (token == "‘" and stack):
        stack.append(index)
    elif token == "”":
        _close(parts, stack, index, "“")
    elif token == "’":
        _close(parts, stack, index, "‘", strict=True)


def _single(parts: list[str], stack: list[int], index: int, token: str) -> None:
    """Curly marks where the locale's outer ones are ‘ ’ (which is the apostrophe too)."""
    if token == "‘":
        stack.append(index)
    elif token == "’":
        _, after = _neighbours(parts, index)
        if not after or after in _AFTER_CLOSE:
            _close(parts, stack, index, "‘", strict=True)


def _forget(parts: list[str], stack: list[int], token: str) -> None:
    if token == '"' and stack and parts[stack[-1]] == '"':
        stack.pop()


def _close(
    parts: list[str], stack: list[int], index: int, wanted: str, *, strict: bool = False
) -> bool:
    for depth in range(len(stack) - 1, -1, -1):
        if parts[stack[depth]] == wanted:
            parts[stack[depth]] = QUOTE_OPEN
            parts[index] = QUOTE_CLOSE
            del stack[depth:]
            return True
        if strict:
            return False
    return False


def _superscript(match: re.Match[str]) -> str:
    char = match.group()
    return f"{SUP}{_LETTERS.get(char) or unicodedata.normalize('NFKC', char)}{CLOSE}"


def superscripts(text: str) -> str:
    """Text with superscript characters as marked letters, as terms have them ("1ᵉʳ")."""
    return text if text.isascii() else _SUPERSCRIPT.sub(_superscript, text)


def parse_field(text: str, *, outer: str = "“") -> str:
    """Working text of a field, an affix of a cite or a style's text value.

    `outer` holds the locale's opening marks: “ nests like a straight one where it is one of them,
    ‘ (an apostrophe, too) where it is the outer one. A space before a colon, a
    semicolon, a question or exclamation mark and inside « » is a narrow no-break one.
    """
    if not _SPECIAL.search(text):
        return text
    text = _SPACED.sub("\u202f", clean(text)).replace("  ", "\u00a0 ")
    if not text.isascii():
        text = _SUPERSCRIPT.sub(_superscript, text)
    pieces: list[str] = []
    position = 0
    for match in _TOKEN.finditer(text):
        pieces.append(text[position : match.start()])
        pieces.append(match.group())
        position = match.end()
    pieces.append(text[position:])
    if len(pieces) == 1:
        return text
    _match_tags(pieces)
    _match_quotes(pieces, outer)
    return "".join(pieces)


def inline_markup(text: str) -> str:
    """Working text of an affix: balanced markup becomes marks, all else stays."""
    parts = markup.parts_of(clean(text))
    _match_tags(parts)
    return "".join(parts)


_MARKS = re.compile(f"([{marks.MARKS}]+)")
_OPENING = frozenset(chr(c) for c in range(0x80, 0xA0) if c != 0x85)
_PROTECTING = frozenset({marks.NOCASE, marks.NODECOR, marks.SUP, marks.SUB, marks.FIELD_SMALL_CAPS})


def lowercase(text: str, language: str = "") -> str:
    """All letters small."""
    return _change(text, "lowercase", language)


def uppercase(text: str, language: str = "") -> str:
    """All letters capital."""
    return _change(text, "uppercase", language)


def capitalize_first(text: str, language: str = "") -> str:
    """The first letter of the first word capital, if the word is lowercase."""
    return _change(text, "capitalize-first", language)


def capitalize_all(text: str, language: str = "") -> str:
    """The first letter of every lowercase word capital."""
    return _change(text, "capitalize-all", language)


def sentence(text: str, language: str = "") -> str:
    """Sentence case."""
    return _change(text, "sentence", language)


def title(text: str, language: str = "") -> str:
    """Title case, for text in English; any other stays."""
    return _change(text, "title", language) if casing.is_english(language) else text


def for_term(attributes: Mapping[str, str], language: str) -> tuple[Mapping[str, str], str]:
    """(attributes, language) for the text case of a term.

    Title case is for terms of every language, so they count as English, except where the
    letters themselves are the locale's own ("i" is "İ" in Turkish).
    """
    if language[:2] not in ("tr", "az"):
        return attributes, "en"
    if attributes.get("text-case") == "title":
        attributes = {**attributes, "text-case": "capitalize-all"}
    return attributes, language


def _change(text: str, case: str, language: str) -> str:
    if text.isprintable():  # marks are control characters
        return casing.change_case(text, case, language)
    pieces = _MARKS.split(text)  # text and runs of marks by turns
    segments: list[casing.Segment] = []
    stack: list[str] = []
    for index, piece in enumerate(pieces):
        if not index % 2:
            segments.append((piece, not _PROTECTING.isdisjoint(stack)))
            continue
        for mark in piece:
            if mark in _OPENING:
                stack.append(mark)
            elif mark == marks.CLOSE and stack:
                stack.pop()
    pieces[::2] = casing.change_case_segments(segments, case, language)
    return "".join(pieces)


TextCase = Callable[[str, str], str]


_PERIOD = re.compile(r"\.(?![a-z])")  # "CEUR-WS.org" keeps its own


_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_ENTITY = re.compile(r"&(?:#(\d+)|(amp|lt|gt|quot|nbsp));")  # escaped twice in some styles
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "nbsp": "\u00a0"}


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1])) if match[1] else _NAMED[match[2]]


def edge(text: str) -> str:
    """An affix or delimiter with a seam before it when it may meet what is there."""
    if text and text[0] in STOPS + " \u00a0":
        return marks.SEAM + text
    return text


def delimiter_text(text: str) -> str:
    """A delimiter as working text."""
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    text = text.replace("  ", "\u00a0 ")
    return marks.JOINT + text if text and text[0] in STOPS + " \u00a0" else text


def typographic(text: str) -> str:
    """A term or value of a style: what is escaped twice decoded, apostrophes curled."""
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    return _APOSTROPHE.sub("’", text) if "'" in text else text


def affix(text: str, *, fixed: bool = True) -> str:
    """An affix as working text (inline markup becomes marks, quotation marks stay).

    `fixed`: of two spaces the first does not break.
    """
    text = typographic(text)
    if "<" in text:
        text = inline_markup(text)
    if fixed and "  " in text:
        text = text.replace("  ", "\u00a0 ")
    return edge(superscripts(text))


def opening(attributes: Mapping[str, str]) -> str:
    """Opening marks of an element's formatting attributes."""
    out = ""
    for name in ("vertical-align", "text-decoration", "font-weight", "font-variant", "font-style"):
        value = attributes.get(name)
        if value:
            out += marks.FORMATTING.get((name, value), "")
    return out


_DECORATING = frozenset(
    [
        *("vertical-align", "text-decoration", "font-weight", "font-variant", "font-style"),
        *("text-case", "strip-periods", "quotes", "prefix", "suffix", "display"),
    ]
)
_CASES: dict[str, TextCase] = {
    "lowercase": lowercase,
    "uppercase": uppercase,
    "capitalize-first": capitalize_first,
    "capitalize-all": capitalize_all,
    "sentence": sentence,
    "title": title,
}


def text_case(name: str) -> TextCase | None:
    """The function of a `text-case` value."""
    return _CASES.get(name)


def without_periods(text: str, *, term: bool = False) -> str:
    """Text without full stops (CSL 1.0.2, "Strip-periods"); a `term` loses all of them."""
    return text.replace(".", "") if term else _PERIOD.sub("", text)


def decorate(
    attributes: Mapping[str, str],
    *,
    affixes: bool = True,
    case: bool = True,
    normal: bool = True,
    leaf: bool = True,
    term: bool = False,
) -> tuple[Callable[[str, str], str] | None, str, str]:
    """(change, before, after): rendering is `before + change(text, language) + after`.

    `change` is None when nothing but constant text surrounds the element. `term`: the text is a
    term of the locale.
    """
    if _DECORATING.isdisjoint(attributes):
        return None, "", ""
    change: TextCase | None = _CASES.get(attributes.get("text-case", "")) if case else None
    if attributes.get("strip-periods") == "true":
        inner = change

        def strip(text: str, language: str) -> str:
            if inner:
                text = inner(text, language)
            return without_periods(text, term=term)

        change = strip
    opens = opening(attributes)
    if not normal:
        opens = "".join(m for m in opens if m not in marks.NORMALS)
    before, after = opens, marks.CLOSE * len(opens)
    if attributes.get("quotes") == "true":
        before, after = marks.QUOTE_OPEN + before, after + marks.QUOTE_CLOSE
    if affixes:
        prefix = affix(attributes.get("prefix", ""), fixed=leaf)
        suffix = affix(attributes.get("suffix", ""), fixed=leaf and not before)
        if prefix[:1] == marks.SEAM:
            prefix = marks.PREFIX + prefix[1:]
        if leaf and suffix[:1] == marks.SEAM:
            suffix = (marks.HARD if before else marks.LEAF) + suffix[1:]
        before, after = prefix + before, after + suffix
    display = marks.DISPLAY.get(attributes.get("display", ""))
    if display:
        before, after = display + before, after + marks.CLOSE
    return change, before, after
