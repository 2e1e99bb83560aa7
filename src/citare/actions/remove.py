"""Remove entries from the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citare.changes import FileChanges, Files
from citare.errors import UsageError
from citare.library.library import Library, Remove


@dataclass(frozen=True, slots=True)
class Removed:
    """The keys that went, and what became of the files."""

    keys: tuple[str, ...]
    files: FileChanges


def remove(files: Files, keys: Sequence[str], *, dry_run: bool = False) -> Removed:
    """Remove the entries of `keys`. NotFoundError for an unknown one: then nothing is removed."""
    if not keys:
        raise UsageError("no key was given", hint="`citare list` shows them")
    library = Library.load(files)
    records = library.chosen(keys)
    changes = library.edit([Remove(record.key) for record in records]).changes
    if not dry_run:
        library.save(changes)
    return Removed(tuple(record.key for record in records), changes)
