"""Replace one entry's own text by what a person made of it."""

from __future__ import annotations

from citare.changes import FileChanges
from citare.library.library import Library, Replace


def entry_text(library: Library, key: str) -> str:
    """An entry's text as it is in the file. NotFoundError for an unknown key."""
    return library.record(key).entry.text


def replace_entry(library: Library, key: str, text: str, *, dry_run: bool = False) -> FileChanges:
    """Put `text` in the place of an entry.

    UnsafeEdit unless `text` is exactly one entry that reads well, under a key that is free.
    """
    changes = library.edit([Replace(key, text)]).changes
    if not dry_run:
        library.save(changes)
    return changes
