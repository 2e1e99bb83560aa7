"""Remove entries from the library."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citare.actions.documents import citing
from citare.bibtex.schema import LINK_FIELDS
from citare.changes import FileChanges, Files
from citare.errors import UsageError
from citare.findings import Finding, Severity
from citare.library.library import Library, Remove

INHERITED_BY = ("crossref", "xdata")


@dataclass(frozen=True, slots=True)
class Removed:
    """The keys that went, what became of the files, and who named what went."""

    keys: tuple[str, ...]
    files: FileChanges
    left_behind: tuple[Finding, ...] = ()


def remove(
    files: Files, keys: Sequence[str], *, documents: Sequence[str] = (), dry_run: bool = False
) -> Removed:
    """Remove the entries of `keys`. NotFoundError for an unknown one: then nothing is removed.

    `documents` are looked through for citations of them; they are not changed.
    """
    if not keys:
        raise UsageError("no key was given", hint="`citare list` shows them")
    library = Library.load(files)
    records = library.chosen(keys)
    changes = library.edit([Remove(record.key) for record in records]).changes
    if not dry_run:
        library.save(changes)
    gone = tuple(record.key for record in records)
    cited = citing(files, documents, set(gone))
    return Removed(gone, changes, (*_left_behind(library, set(gone)), *cited))


def _left_behind(library: Library, gone: set[str]) -> Iterator[Finding]:
    """Entries that inherit from, or point to, entries that go."""
    for record in library.entries:
        if record.key in gone:
            continue
        for name in LINK_FIELDS:
            field = record.own.get(name)
            named = re.split(r"[\s,]+", field.value) if field else []
            for key in (key for key in named if key in gone):
                verb = "inherits from" if name in INHERITED_BY else "points to"
                message = f"{record.key} {verb} {key} ({name})"
                place = record.document.place(
                    record.entry.start, record.entry.key_end, key=record.key, field=name
                )
                yield Finding("missing-parent", Severity.WARNING, message, place)
