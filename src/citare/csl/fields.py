"""Turn an item's text into working text: inline markup, quotation marks, apostrophes.

CSL-JSON inline markup (`<i> <b> <sup> <sub> <sc> <span class="nocase">`, small-caps spans)
becomes marks where it is balanced; anything else stays the characters it is. Paired straight
or curly quotation marks become marks whose shape follows from nesting; a lone `'` becomes an
apostrophe.
"""

from __future__ import annotations

import re
import unicodedata

from citare.csl.codes import (
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

_SUPERSCRIPTS = "ª²³¹ºʰ-ʸˠ-ˤᴬᴮᴰᴱᴳ-ᴺᴼᴾᴿᵀ-ᵡ⁰ⁱ⁴-ⁿ℠™"
_SUPERSCRIPT = re.compile(f"[{_SUPERSCRIPTS}]")
_SPECIAL = re.compile(
    f"[<\"'“”‘’«{_SUPERSCRIPTS}\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef]| [ :;?!»]"
)
_SPACED = re.compile(" (?=[:;?!»])|(?<=«) ")
_TAG = (
    r"</?(?:i|b|sup|sub|sc|em|strong)>"
    r"|<span\s+class=\"(?:nocase|nodecor)\"\s*>"
    r"|<span\s+style=\"font-variant:\s*small-caps;?\"\s*>|</span>"
)
_TOKEN = re.compile(_TAG + r"|[\"'“”‘’]")
_TAGS = {
    "i": FIELD_ITALIC,
    "b": FIELD_BOLD,
    "em": FIELD_ITALIC,
    "strong": FIELD_BOLD,
    "sup": SUP,
    "sub": SUB,
    "sc": FIELD_SMALL_CAPS,
}
_BEFORE_OPEN = " \t\n\u00a0\u2009\u202f([{–—-/\"'“‘«„"
_AFTER_CLOSE = " \t\n\u00a0\u2009\u202f)]}.,;:!?–—-/\"'”’»"


def _tag_code(tag: str) -> str:
    if tag.startswith("<span"):
        if "nocase" in tag:
            return NOCASE
        return NODECOR if "nodecor" in tag else FIELD_SMALL_CAPS
    return _TAGS[tag[1:-1]]


def _closes(opened: str, tag: str) -> bool:
    return tag == ("</span>" if opened.startswith("<span") else f"</{opened[1:]}")


def _match_tags(parts: list[str]) -> None:
    """Replace balanced tags (odd positions of `parts`) by marks; leave others as text."""
    stack: list[int] = []
    opens: list[tuple[int, int]] = []
    for index in range(1, len(parts), 2):
        tag = parts[index]
        if tag[0] != "<":
            continue
        if tag[1] != "/":
            stack.append(index)
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if _closes(parts[stack[depth]], tag):
                opens.append((stack[depth], index))
                del stack[depth:]
                break
    for start, end in opens:
        parts[start] = _tag_code(parts[start])
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
    return f"{SUP}{unicodedata.normalize('NFKC', match.group())}{CLOSE}"


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
    parts = re.split(f"({_TAG})", clean(text))
    _match_tags(parts)
    return "".join(parts)
