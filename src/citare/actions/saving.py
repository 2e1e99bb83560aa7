"""Saving changes to the library, and where new entries go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citare.actions.ports import BibFiles
from citare.errors import NotFoundError
from citare.library.library import Library, LibraryChange, plan


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
