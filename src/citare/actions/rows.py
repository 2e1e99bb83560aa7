"""The library as rows for lists and searches, from the index where it can be.

Reading and mapping are the builder's business (actions/row_builder), so that a list from the
index need not even import them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from citare.findings import Finding
from citare.library.query import Everything, Query, matches
from citare.library.search_text import SearchRow


class Index(Protocol):
    """Keeps rows by what the files held (disk/index)."""

    def rows(
        self,
        digest: str,
        build: Callable[[], Iterable[SearchRow]],
        query: Query | None = None,
        *,
        name: str = "",
        brief: bool = False,
    ) -> list[SearchRow]: ...


@dataclass(frozen=True, slots=True)
class Built:
    """All rows by file, and the blocks that could not be read."""

    rows: Mapping[str, Sequence[SearchRow]]
    unread: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Each row with its file, and the blocks that could not be read."""

    rows: tuple[tuple[str, SearchRow], ...]
    unread: tuple[Finding, ...] = ()


class _Unread(Exception):
    """A library that is not whole must not be kept: its findings would be lost."""


def rows(
    files: Sequence[str],
    index: Index,
    digest: Callable[[str], str],
    build: Callable[[], Built],
    query: Query | None = None,
    *,
    brief: bool = False,
) -> Rows:
    """The rows of all files that the query matches.

    `digest` gives the name of a file in the index: entries inherit across files, so it has
    to change when any file does. `build` is called once, if the index lacks a file. `brief` asks
    for keys, authors, years and titles only.
    """
    built: list[Built] = []

    def rows_of(file: str) -> Sequence[SearchRow]:
        if not built:
            built.append(build())
            if built[0].unread:
                raise _Unread
        return built[0].rows.get(file, ())

    wanted = query or Everything()
    found: list[tuple[str, SearchRow]] = []
    try:
        for file in files:
            kept = index.rows(digest(file), partial(rows_of, file), wanted, name=file, brief=brief)
            found += [(file, row) for row in kept]
    except _Unread:
        return chosen(built[0], wanted)
    return Rows(tuple(found))


def chosen(built: Built, query: Query) -> Rows:
    """Of rows that were just built, those that the query matches."""
    every = [(file, row) for file, rows_of_file in built.rows.items() for row in rows_of_file]
    return Rows(tuple((file, row) for file, row in every if matches(query, row)), built.unread)
