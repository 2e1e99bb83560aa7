"""The layout of one entry, rebuilt from its parts as `Format` asks.

An entry is a head, fields with what stands between them, and a tail. Only white space and
commas are ever written anew; values change in their delimiters and, when wrapped, in their
white space. An entry that the parser had to guess at, or with a remark in it, stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from citare.bibtex.formatting.options import Format
from citare.bibtex.grammar import Braces
from citare.bibtex.nodes import Entry, Field, PieceKind

# White space counts in these (code, addresses of files), or wrapping would help nobody.
_VERBATIM = re.compile(
    r"(?:url|doi|eprint|file|pdf|ee|bdsk-.*|local-url|citare|verb[abc]|code|isbn)"
)
_NEWLINE = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class _Part:
    """A field: what stands before it, its name, the equals sign with its gaps, its value."""

    before: str
    name: str
    equals: str
    value: str
    field: Field


def format_entry(entry: Entry, wanted: Format, newline: str) -> str:
    """The entry's text as wanted; its own text where it had better stay."""
    parts = _parts(entry) if entry.clean and entry.fields and entry.close >= 0 else None
    if parts is None:
        return entry.text
    source = entry.source
    head = source[entry.start : entry.key_end]
    tail = source[parts[-1].field.value_end : entry.close]
    closer = source[entry.close : entry.end]
    if wanted.lowercase:
        head = head.replace(source[entry.type_start : entry.type_end], entry.type, 1)
        parts = [replace(part, name=part.field.name) for part in parts]
    if wanted.field_order is not None:
        parts = _ordered(parts, wanted.field_order)
    if wanted.indent is not None:
        parts = [replace(part, before=_indented(part.before, wanted.indent)) for part in parts]
    if wanted.align is not None:
        parts = _aligned(parts, wanted.align)
    if wanted.delimiters is not None:
        parts = [replace(part, value=_delimited(source, part, wanted.delimiters)) for part in parts]
    if wanted.wrap is not None:
        parts = [_wrapped(part, wanted.wrap, newline) for part in parts]
    if wanted.trailing_comma is not None:
        tail = "," * wanted.trailing_comma + tail.replace(",", "", 1)
    body = "".join(part.before + part.name + part.equals + part.value for part in parts)
    return head + body + tail + closer


def _parts(entry: Entry) -> list[_Part] | None:
    """The fields with what stands between them; None if that is more than blanks and a comma."""
    source = entry.source
    parts = []
    at = entry.key_end
    for field in entry.fields:
        before = source[at : field.start]
        equals = source[field.name_end : field.value_start]
        if before.strip() != "," or equals.strip() != "=":
            return None
        parts.append(
            _Part(
                before,
                source[field.start : field.name_end],
                equals,
                source[field.value_start : field.value_end],
                field,
            )
        )
        at = field.value_end
    return parts if source[at : entry.close].strip() in {"", ","} else None


def _ordered(parts: list[_Part], order: tuple[str, ...]) -> list[_Part]:
    """Fields by the order; those that it does not name behind, as they stood."""
    rank = {name: number for number, name in enumerate(order)}
    chosen = sorted(parts, key=lambda part: rank.get(part.field.name, len(rank)))
    return [replace(one, before=there.before) for one, there in zip(chosen, parts, strict=True)]


def _indented(before: str, indent: str) -> str:
    """The white space before a field that begins a line."""
    ends = [found.end() for found in _NEWLINE.finditer(before)]
    if not ends or before[ends[-1] :].strip(" \t"):
        return before
    return before[: ends[-1]] + indent


def _aligned(parts: list[_Part], column: int) -> list[_Part]:
    """Equals signs in one column; names that reach beyond it have one blank behind them."""
    column = column or 1 + max(len(part.name) for part in parts)
    return [replace(part, equals=" " * max(1, column - len(part.name)) + "= ") for part in parts]


def _delimited(source: str, part: _Part, wanted: str) -> str:
    """The value with its pieces in braces or in quotes, where the piece can be."""
    value = part.value
    for piece in reversed(part.field.pieces):
        start, end = piece.start - part.field.value_start, piece.end - part.field.value_start
        inside = source[piece.start + 1 : piece.end - 1]
        if wanted == "braces" and piece.kind is PieceKind.QUOTED:
            value = f"{value[:start]}{{{inside}}}{value[end:]}"
        elif wanted == "quotes" and piece.kind is PieceKind.BRACED and _quotable(inside):
            value = f'{value[:start]}"{inside}"{value[end:]}'
    return value


def _quotable(text: str) -> bool:
    """Whether a text can stand in quotes: each of its own quotes is within braces."""
    braces = Braces(text)
    at = 0
    while at < len(text):
        if text[at] == '"':
            return False
        if text[at] == "{":
            at = max(braces.close(at, len(text)), at + 1)
        else:
            at += 1
    return True


def _wrapped(part: _Part, width: int, newline: str) -> _Part:
    """A long value on several lines, each beginning below the value's first letter."""
    if _VERBATIM.fullmatch(part.field.name) or len(part.field.pieces) != 1:
        return part
    value = part.value
    if part.field.pieces[0].kind not in (PieceKind.BRACED, PieceKind.QUOTED):
        return part
    lead = re.split(r"[\r\n]", part.before)[-1].replace(",", "", 1)
    column = len(lead.expandtabs(8)) + len(part.name) + len(part.equals) + 1
    words = re.sub(r"[ \t\r\n]+", " ", value[1:-1]).strip(" ").split(" ")
    lines, line = [], ""
    room = max(width - column - 2, 20)
    for word in words:
        if line and len(line) + 1 + len(word) > room and not line.endswith("\\"):
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    text = (newline + " " * column).join(lines)
    return replace(part, value=f"{value[0]}{text}{value[-1]}")
