"""The part of a library that documents need: cited entries, what they need, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from citare.bibtex.nodes import Document, Entry, Field, PieceKind, Preamble, Strings
from citare.library.library import Library, Record


@dataclass(frozen=True, slots=True)
class Subset:
    """A .bib text and the keys of its entries, in the order of the library."""

    text: str
    keys: tuple[str, ...]


def subset(library: Library, keys: Iterable[str]) -> Subset:
    """A .bib text with these entries, as they are in their files.

    With them come the entries that they refer to (crossref, xdata and the like), the @string
    definitions that all of them use, and every @preamble. Keys that the library does not have
    are left out.
    """
    chosen = _with_parents(library, keys)
    entries = {id(record.entry) for record in chosen.values()}
    macros = _macros(library, entries)
    blocks: list[str] = []
    found: list[str] = []
    for document in library.documents:
        for segment in document.segments:
            if isinstance(segment, Entry) and id(segment) in entries:
                found.append(segment.key)
            elif not (
                isinstance(segment, Preamble)
                or (isinstance(segment, Strings) and any(f.name in macros for f in segment.fields))
            ):
                continue
            blocks.append(segment.text.strip())
    return Subset("".join(f"{block}\n\n" for block in blocks).removesuffix("\n"), tuple(found))


def _with_parents(library: Library, keys: Iterable[str]) -> dict[str, Record]:
    """The records of keys and of what they refer to, by key."""
    entries = {record.key.lower(): record for record in reversed(library.entries)}
    chosen: dict[str, Record] = {}
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        record = library.get(key) or entries.get(key.lower())
        if record is not None and record.key not in chosen:
            chosen[record.key] = record
            waiting += record.links
    return chosen


def _macros(library: Library, entries: set[int]) -> set[str]:
    """The names of the macros that entries use, and those that their definitions use."""
    used: set[str] = set()
    for document in library.documents:
        for entry in document.entries:
            if id(entry) in entries:
                used |= _names(document, entry.fields)
    definitions: dict[str, set[str]] = {}
    for document in library.documents:
        for segment in document.segments:
            if isinstance(segment, Strings):
                for field in segment.fields:
                    definitions.setdefault(field.name, set()).update(_names(document, [field]))
    waiting = list(used)
    while waiting:
        for name in definitions.get(waiting.pop(), ()):
            if name not in used:
                used.add(name)
                waiting.append(name)
    return used


def _names(document: Document, fields: Iterable[Field]) -> set[str]:
    return {
        document.text[piece.start : piece.end].lower()
        for field in fields
        for piece in field.pieces
        if piece.kind is PieceKind.MACRO
    }
