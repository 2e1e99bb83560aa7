"""Loading the library from its files."""

from __future__ import annotations

from collections.abc import Sequence

from citare.actions.ports import BibFiles
from citare.findings import Finding, Severity
from citare.library.library import Library, Record

UNREADABLE = "unreadable-block"


def load(files: BibFiles, paths: Sequence[str] = ()) -> Library:
    """The library of all files, or of those named."""
    return Library.of({path: files.read(path) for path in paths or files.paths()})


def chosen(library: Library, keys: Sequence[str]) -> tuple[Record, ...]:
    """The records of these keys (NotFoundError for an unknown one), or all that can be cited."""
    if not keys:
        return tuple(library.by_key.values())
    return tuple(dict.fromkeys(library.record(key) for key in keys))


def unread(library: Library) -> tuple[Finding, ...]:
    """The blocks that could not be read at all: what a list or a bibliography leaves out."""
    return tuple(
        finding
        for document in library.documents
        for finding in document.findings
        if finding.severity is Severity.ERROR and finding.code == UNREADABLE
    )
