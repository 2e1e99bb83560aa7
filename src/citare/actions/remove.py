"""Remove entries from the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citare.actions.collection import chosen, load
from citare.actions.ports import BibFiles
from citare.actions.saving import save
from citare.errors import UsageError
from citare.library.library import Remove


@dataclass(frozen=True, slots=True)
class Removed:
    """The keys that went, and each changed file's text before and after."""

    keys: tuple[str, ...]
    files: Mapping[str, tuple[str, str]]


def remove(files: BibFiles, keys: Sequence[str], *, dry_run: bool = False) -> Removed:
    """Remove the entries of `keys`. NotFoundError for an unknown one: then nothing is removed."""
    if not keys:
        raise UsageError("no key was given", hint="`citare list` shows them")
    library = load(files)
    records = chosen(library, keys)
    changes = [Remove(record.key) for record in records]
    return Removed(tuple(r.key for r in records), save(files, library, changes, dry_run=dry_run))
