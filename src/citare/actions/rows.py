"""The library as rows for lists and searches, from the cache where it can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from citare.actions.collection import load, unread
from citare.actions.ports import BibFiles
from citare.actions.select import row_of
from citare.findings import Finding
from citare.library.library import Library
from citare.library.query import Everything, Query, matches
from citare.library.search_text import SearchRow


class Index(Protocol):
    """Keeps rows by what the files held (disk/index_cache)."""

    def rows(
        self,
        digest: str,
        build: Callable[[], Iterable[SearchRow]],
        query: Query | None = None,
        *,
        name: str = "",
    ) -> list[SearchRow]: ...


@dataclass(frozen=True, slots=True)
class Rows:
    """Each row with its file, and the blocks that could not be read."""

    rows: tuple[tuple[str, SearchRow], ...]
    unread: tuple[Finding, ...] = ()


class _Unread(Exception):
    """A library that is not whole must not be kept: its findings would be lost."""


def rows(
    files: BibFiles, index: Index, digest: Callable[[str], str], query: Query | None = None
) -> Rows:
    """The rows of all files that the query matches.

    `digest` gives what stands for a file in the index: entries inherit across files, so it has
    to change when any file does.
    """
    library: list[Library] = []

    def build(file: str) -> list[SearchRow]:
        if not library:
            library.append(load(files))
            if unread(library[0]):
                raise _Unread
        return [row_of(record) for record in library[0].records if record.file == file]

    wanted = query or Everything()
    found: list[tuple[str, SearchRow]] = []
    try:
        for file in files.paths():
            kept = index.rows(digest(file), partial(build, file), wanted, name=file)
            found += [(file, row) for row in kept]
    except _Unread:
        return _uncached(library[0], wanted)
    return Rows(tuple(found))


def _uncached(library: Library, query: Query) -> Rows:
    made = [(record.file, row_of(record)) for record in library.records]
    return Rows(tuple((f, r) for f, r in made if matches(query, r)), unread(library))
