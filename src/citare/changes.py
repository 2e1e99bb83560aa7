"""Changes to texts and to files, as values: what stays, what is new, which files are touched.

A changed text is a sequence of pieces: stretches kept from the text before, and new text. So it
is known which characters are untouched, and a file's bytes for them can be kept whatever its
encoding. `FileChanges` is one operation on several files; the port `Files` makes it as one:
everything is checked first, then written, or nothing is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol, TypeAlias

from citare.errors import UnsafeEdit
from citare.findings import Edit


class Kept(NamedTuple):
    """A stretch of the text before, by offsets in characters."""

    start: int
    end: int


Piece: TypeAlias = Kept | str
"""A part of a changed text: kept from the text before, or new."""


@dataclass(frozen=True)
class FileChange:
    """What becomes of one file. `before` is None for a file that does not exist yet.

    `pieces` make up the text after. A text that is written as a whole (`FileChange.whole`)
    keeps its common beginning and end.
    """

    before: str | None
    pieces: tuple[Piece, ...]

    @classmethod
    def edited(cls, before: str | None, edits: Sequence[Edit]) -> FileChange:
        """A file with edits. UnsafeEdit if two of them touch the same text."""
        return cls(before, pieces_of(len(before or ""), edits))

    @classmethod
    def whole(cls, before: str | None, after: str) -> FileChange:
        """A file that is given a text as a whole."""
        edit = difference(before or "", after)
        return cls.edited(before, [edit] if edit else [])

    @cached_property
    def after(self) -> str:
        """The text after the change."""
        return joined(self.before or "", self.pieces)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The change as edits of the text before, in its order."""
        found: list[Edit] = []
        at, new = 0, ""
        for piece in (*self.pieces, Kept(len(self.before or ""), len(self.before or ""))):
            if isinstance(piece, str):
                new += piece
                continue
            if new or piece.start > at:
                found.append(Edit(at, piece.start, new))
            at, new = piece.end, ""
        return tuple(found)

    @property
    def differs(self) -> bool:
        """Whether there is anything to write."""
        return self.before is None or self.after != self.before

    def then(self, later: FileChange) -> FileChange:
        """This change and one of its text after as one change."""
        return FileChange(self.before, composed(self.pieces, later.pieces))


class FileChanges(Mapping[str, FileChange]):
    """One operation: path to change, in the order in which they are shown.

    Paths are as the user would write them. Only files that differ are held.
    """

    def __init__(self, changes: Mapping[str, FileChange] | None = None) -> None:
        self._changes = {p: c for p, c in (changes or {}).items() if c.differs}

    def __getitem__(self, path: str) -> FileChange:
        return self._changes[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._changes)

    def __len__(self) -> int:
        return len(self._changes)

    def __repr__(self) -> str:
        return f"FileChanges({', '.join(self._changes)})"

    def __or__(self, others: Mapping[str, FileChange]) -> FileChanges:
        """Both as one operation. A path that is in both is changed twice, in this order."""
        found = dict(self._changes)
        for path, change in others.items():
            found[path] = found[path].then(change) if path in found else change
        return FileChanges(found)

    @property
    def texts(self) -> dict[str, str]:
        """Path to text after."""
        return {path: change.after for path, change in self._changes.items()}


class Files(Protocol):
    """The port for files: the library's .bib files, its lock, documents. disk/ implements it.

    Paths are as the user would write them.
    """

    def paths(self) -> Sequence[str]:
        """The library's .bib files, in a stable order."""

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""

    def read(self, path: str) -> str:
        """A file's text. InputError if it cannot be read."""

    def write_all(self, changes: FileChanges) -> tuple[str, ...]:
        """Make a change to one or several files as one operation, and one step of undo.

        The paths of the files that were written are returned.

        Every file is checked first: it can be written, it is still what was read, its encoding
        has the new characters. Then all are replaced; if one cannot be, those that were
        replaced are put back. ChangedUnderneath if another program wrote a file meanwhile,
        InputError if one cannot be written, UnsafeEdit for text that its encoding lacks.
        """


def pieces_of(length: int, edits: Sequence[Edit]) -> tuple[Piece, ...]:
    """Edits of a text of this length as pieces; those at one place keep their order.

    UnsafeEdit where two edits touch the same text, or one reaches out of it.
    """
    pieces: list[Piece] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < at or not edit.start <= edit.end <= length:
            raise UnsafeEdit("two changes touch the same text", hint="make them one by one")
        pieces += Kept(at, edit.start), edit.text
        at = edit.end
    pieces.append(Kept(at, length))
    return _tidy(pieces)


def joined(before: str, pieces: Iterable[Piece]) -> str:
    """The text that pieces make up."""
    return "".join(p if isinstance(p, str) else before[p.start : p.end] for p in pieces)


def splice(text: str, edits: Sequence[Edit]) -> str:
    """The text with edits made; UnsafeEdit if two of them touch the same text."""
    return joined(text, pieces_of(len(text), edits))


def difference(before: str, after: str) -> Edit | None:
    """The one edit that leads from one text to the other; None if they are the same."""
    if before == after:
        return None
    limit = min(len(before), len(after))
    start = _common(before, after, limit)
    tail = _common(before[::-1], after[::-1], limit - start)
    return Edit(start, len(before) - tail, after[start : len(after) - tail])


def _common(one: str, other: str, limit: int) -> int:
    """How many leading characters two texts share, at most `limit`."""
    low, high = 0, limit
    while low < high:  # slices are compared at the speed of memory
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def composed(first: Sequence[Piece], second: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of two changes made one after the other."""
    starts: list[int] = []
    at = 0
    for piece in first:
        starts.append(at)
        at += _length(piece)
    found: list[Piece] = []
    for piece in second:
        if isinstance(piece, str):
            found.append(piece)
            continue
        index = max(bisect_right(starts, piece.start) - 1, 0)
        while index < len(first) and starts[index] < piece.end:
            below = first[index]
            start = max(piece.start - starts[index], 0)
            end = min(piece.end - starts[index], _length(below))
            if isinstance(below, str):
                found.append(below[start:end])
            else:
                found.append(Kept(below.start + start, below.start + end))
            index += 1
    return _tidy(found)


def _length(piece: Piece) -> int:
    return len(piece) if isinstance(piece, str) else piece.end - piece.start


def _tidy(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Without empty pieces; neighbours of a kind are one."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if not _length(piece):
            continue
        if isinstance(piece, str) and isinstance(last, str):
            found[-1] = last + piece
        elif isinstance(piece, Kept) and isinstance(last, Kept) and last.end == piece.start:
            found[-1] = Kept(last.start, piece.end)
        else:
            found.append(piece)
    return tuple(found)
