"""Read and map the library into rows."""

from __future__ import annotations

from citare.actions.collection import load, unread
from citare.actions.ports import BibFiles
from citare.actions.rows import Built
from citare.actions.select import row_of
from citare.library.search_text import SearchRow


def build(files: BibFiles) -> Built:
    """The rows of all entries, by file."""
    library = load(files)
    found: dict[str, list[SearchRow]] = {}
    for record in library.records:
        found.setdefault(record.file, []).append(row_of(record))
    return Built(found, unread(library))
