"""What a .bib text is made of: segments that tile it, entries and fields with their spans.

A `Document` holds the text and its segments: every character belongs to exactly one of them,
so joining the segments' texts gives the text. All spans are offsets in characters of the whole
text. Nothing here is decoded: a value is what is in the file.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from citare.bibtex.grammar import line_starts
from citare.findings import Finding, Place, Severity


class PieceKind(StrEnum):
    """How a piece of a value is written (btxdoc: a string, a number or an abbreviation)."""

    BRACED = "braced"
    QUOTED = "quoted"
    NUMBER = "number"
    MACRO = "macro"
    BARE = "bare"  # text without delimiters: BibTeX refuses it, we keep it
    BROKEN = "broken"  # opened and never closed where it should have been


class Piece(NamedTuple):
    """One of the strings that `#` joins; the span holds its delimiters."""

    kind: PieceKind
    start: int
    end: int


class Field(NamedTuple):
    """A field (or the definition in a @string). `name` is lower-case; `comma` is -1 for none."""

    name: str
    start: int
    name_end: int
    value_start: int
    value_end: int
    comma: int
    pieces: tuple[Piece, ...]

    @property
    def end(self) -> int:
        """After the value, or after the comma that follows it."""
        return self.comma + 1 if self.comma >= 0 else self.value_end


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """A stretch of the text."""

    source: str = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        """The segment as it is in the file."""
        return self.source[self.start : self.end]


@dataclass(frozen=True, slots=True, eq=False)
class Junk(Segment):
    """Text between blocks: BibTeX's way of commenting."""


@dataclass(frozen=True, slots=True, eq=False)
class Comment(Segment):
    """`@comment{...}`, or `@comment` and the rest of its line."""


@dataclass(frozen=True, slots=True, eq=False)
class Failed(Segment):
    """A block that could not be read; a finding says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Preamble(Segment):
    """`@preamble{...}` and the pieces of its value."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Strings(Segment):
    """`@string{...}`: one definition (BibTeX) or several (biber)."""

    open: int
    fields: tuple[Field, ...]
    close: int


@dataclass(frozen=True, slots=True, eq=False)
class Entry(Segment):
    """An entry. `type` is lower-case, `key` as written ("" where there is none).

    `open` and `close` are the offsets of the delimiters (`close` is -1 if it is missing), and
    `clean` tells that nothing in the entry had to be guessed.
    """

    type: str
    type_start: int
    type_end: int
    open: int
    key: str
    key_start: int
    key_end: int
    fields: tuple[Field, ...]
    close: int
    clean: bool

    def field(self, name: str) -> Field | None:
        """The first field of that name: the one that counts (BibTeX ignores later ones)."""
        for one in self.fields:
            if one.name == name:
                return one
        return None

    def raw(self, name: str) -> str:
        """A field's value as written, delimiters and all; "" if there is none."""
        found = self.field(name)
        return self.source[found.value_start : found.value_end] if found else ""

    def content(self, name: str) -> str:
        """A field's value without its outer delimiters, macros unresolved; "" if none."""
        found = self.field(name)
        return "".join(piece_text(self.source, p) for p in found.pieces) if found else ""


@dataclass(frozen=True, eq=False)
class Document:
    """A scanned .bib text. `file` is the name that findings show."""

    text: str = field(repr=False)
    file: str
    segments: tuple[Segment, ...]
    findings: tuple[Finding, ...]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in the order of the text, duplicates and unclosed ones among them."""
        return tuple(s for s in self.segments if isinstance(s, Entry))

    @cached_property
    def strings(self) -> tuple[Strings, ...]:
        """The @string blocks in the order of the text."""
        return tuple(s for s in self.segments if isinstance(s, Strings))

    @cached_property
    def by_key(self) -> dict[str, Entry]:
        """The first entry of each key; keys are compared as written."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            found.setdefault(entry.key, entry)
        return found

    @cached_property
    def _lines(self) -> list[int]:
        return line_starts(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, both from 1, kept inside the text."""
        if line < 1:
            return 0
        if line > len(self._lines):
            return len(self.text)
        return min(self._lines[line - 1] + max(column, 1) - 1, len(self.text))

    def place(self, start: int, end: int = -1, *, key: str = "", field: str = "") -> Place:
        """Where a span is, for a finding."""
        line, column = self.position(start)
        end_line, end_column = self.position(max(end, start))
        return Place(self.file, line, column, end_line, end_column, key, field)

    def at(self, offset: int) -> Segment | None:
        """The segment that holds an offset."""
        index = bisect_right(self.segments, offset, key=lambda s: s.start) - 1
        if index < 0:
            return None
        found = self.segments[index]
        return found if offset < found.end or index == len(self.segments) - 1 else None


_CLOSERS = {"{": "}", '"': '"'}


def piece_text(source: str, piece: Piece) -> str:
    """A piece without its delimiters."""
    if piece.kind in (PieceKind.BRACED, PieceKind.QUOTED):
        return source[piece.start + 1 : piece.end - 1]
    if piece.kind is PieceKind.BROKEN:
        text = source[piece.start : piece.end]
        if text[:1] in _CLOSERS:
            return text[1:].removesuffix(_CLOSERS[text[0]])
        return text
    return source[piece.start : piece.end]


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding before its place is known in lines: offsets only."""

    code: str
    start: int
    end: int
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    key: str = ""
    field: str = ""
