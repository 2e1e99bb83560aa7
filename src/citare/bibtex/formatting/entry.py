"""The layout of one entry, rebuilt from its parts as `Format` asks.

An entry is a head, fields with what is between them, and a tail. Only white space and
commas are ever written anew; values change in their delimiters and, when wrapped, in their
white space. An entry that the parser had to guess at, or with a remark in it, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from citare.bibtex.formatting.options import Format
from citare.bibtex.grammar import quotable
from citare.bibtex.nodes import Entry, Field, PieceKind

# White space counts in these (code, addresses of files), or wrapping would not help.
_VERBATIM = re.compile(
    r"(?:url|doi|eprint|file|pdf|ee|bdsk-.*|local-url|citare|verb[abc]|code|isbn)"
)
_NEWLINE = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class _Part:
    """A field: what is before it, its name, the equals sign with its gaps, its value."""

    before: str
    name: str
    equals: str
    value: str
    field: Field


@dataclass
class _Draft:
    """An entry taken apart, for one transform after the other."""

    entry: Entry
    newline: str
    head: str
    parts: list[_Part]
    tail: str


def format_entry(entry: Entry, wanted: Format, newline: str) -> str:
    """The entry's text as wanted; its own text where it is better left alone."""
    parts = _parts(entry) if entry.clean and entry.fields and entry.close >= 0 else None
    if parts is None:
        return entry.text
    source = entry.source
    head = source[entry.start : entry.key_end]
    tail = source[parts[-1].field.value_end : entry.close]
    draft = _Draft(entry, newline, head, parts, tail)
    for name, transform in TRANSFORMS:
        value = getattr(wanted, name)
        if value is not None:
            transform(draft, value)
    body = "".join(part.before + part.name + part.equals + part.value for part in draft.parts)
    return draft.head + body + draft.tail + source[entry.close : entry.end]


def _parts(entry: Entry) -> list[_Part] | None:
    """The fields with what is between them; None if that is more than blanks and a comma."""
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


def _lowercase(draft: _Draft, wanted: bool) -> None:
    """Names of types and fields in small letters."""
    if wanted:
        entry = draft.entry
        written = entry.source[entry.type_start : entry.type_end]
        draft.head = draft.head.replace(written, entry.type, 1)
        draft.parts = [replace(part, name=part.field.name) for part in draft.parts]


def _field_order(draft: _Draft, wanted: tuple[str, ...]) -> None:
    """Fields by the order; those that it does not name follow as they were."""
    rank = {name: number for number, name in enumerate(wanted)}
    ordered = sorted(draft.parts, key=lambda part: rank.get(part.field.name, len(rank)))
    pairs = zip(ordered, draft.parts, strict=True)
    draft.parts = [replace(part, before=there.before) for part, there in pairs]


def _indent(draft: _Draft, wanted: str) -> None:
    """The white space before a field that begins a line."""
    draft.parts = [replace(part, before=_indented(part.before, wanted)) for part in draft.parts]


def _indented(before: str, indent: str) -> str:
    ends = [found.end() for found in _NEWLINE.finditer(before)]
    if not ends or before[ends[-1] :].strip(" \t"):
        return before
    return before[: ends[-1]] + indent


def _align(draft: _Draft, wanted: int) -> None:
    """Equals signs in one column; names that reach beyond it have one blank after them."""
    column = wanted or 1 + max(len(part.name) for part in draft.parts)
    draft.parts = [
        replace(part, equals=" " * max(1, column - len(part.name)) + "= ") for part in draft.parts
    ]


def _delimiters(draft: _Draft, wanted: str) -> None:
    """Values in braces or in quotes, where each of their pieces can be."""
    source = draft.entry.source
    draft.parts = [replace(part, value=_delimited(source, part, wanted)) for part in draft.parts]


def _delimited(source: str, part: _Part, wanted: str) -> str:
    value = part.value
    for piece in reversed(part.field.pieces):
        start, end = piece.start - part.field.value_start, piece.end - part.field.value_start
        inside = source[piece.start + 1 : piece.end - 1]
        if wanted == "braces" and piece.kind is PieceKind.QUOTED:
            value = f"{value[:start]}{{{inside}}}{value[end:]}"
        elif wanted == "quotes" and piece.kind is PieceKind.BRACED and quotable(inside):
            value = f'{value[:start]}"{inside}"{value[end:]}'
    return value


def _wrap(draft: _Draft, wanted: int) -> None:
    """A long value on several lines, each beginning below the value's first letter."""
    draft.parts = [_wrapped(part, wanted, draft.newline) for part in draft.parts]


def _wrapped(part: _Part, width: int, newline: str) -> _Part:
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


def _trailing_comma(draft: _Draft, wanted: bool) -> None:
    """A comma after the last field, or none."""
    draft.tail = "," * wanted + draft.tail.replace(",", "", 1)


TRANSFORMS: Final[tuple[tuple[str, Callable[[_Draft, Any], None]], ...]] = (
    ("lowercase", _lowercase),
    ("field_order", _field_order),
    ("indent", _indent),
    ("align", _align),
    ("delimiters", _delimiters),
    ("wrap", _wrap),
    ("trailing_comma", _trailing_comma),
)
"""What works inside an entry, in order: the option's name in `Format`, and what it does."""
