"""Read and map the library into rows."""

from __future__ import annotations

from citare.actions.rows import Built
from citare.changes import Files
from citare.library.library import Library
from citare.library.search_text import SearchRow


def build(files: Files) -> Built:
    """The rows of all entries, by file."""
    library = Library.load(files)
    found: dict[str, list[SearchRow]] = {}
    for record in library.records:
        found.setdefault(record.file, []).append(record.row)
    return Built(found, library.unread)
