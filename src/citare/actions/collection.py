"""Loading the library from its files, and saving a plan's texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citare.actions.ports import BibFiles
from citare.errors import NotFoundError
from citare.findings import Finding, Severity
from citare.library.changes import LibraryChange, plan
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


def save(
    files: BibFiles, library: Library, changes: Sequence[LibraryChange], *, dry_run: bool = False
) -> Mapping[str, tuple[str, str]]:
    """Make changes and write them. Gives each changed file's text before and after."""
    texts = plan(library, changes).texts
    before = {document.file: document.text for document in library.documents}
    if not dry_run:
        for file, text in texts.items():
            files.write(file, text)
    return {file: (before.get(file, ""), text) for file, text in texts.items()}


def file_to_add_to(library: Library, wanted: str, setting: str) -> str:
    """Where new entries go: the file asked for, the one set, else the library's first."""
    if wanted or setting:
        return wanted or setting
    if library.documents:
        return library.documents[0].file
    raise NotFoundError(
        "there is no .bib file to add to",
        hint="name one with --to, or start a library with `citare init`",
    )


def unread(library: Library) -> tuple[Finding, ...]:
    """The blocks that could not be read at all: what a list or a bibliography leaves out."""
    return tuple(
        finding
        for document in library.documents
        for finding in document.findings
        if finding.severity is Severity.ERROR and finding.code == UNREADABLE
    )
