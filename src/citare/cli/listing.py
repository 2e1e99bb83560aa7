"""Rows of references, as lists and searches show them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from citare.actions.rows import Rows, rows
from citare.cli import output
from citare.cli.context import App
from citare.cli.lazy import load
from citare.cli.query_command import query_text
from citare.cli.reading import say_unread
from citare.disk.folders import read_bytes
from citare.disk.index import IndexCache, content_digest
from citare.errors import InputError
from citare.library.query import parse_query
from citare.library.search_text import SearchRow

NOT_FOUND = 5
_MOST_AUTHORS = 32


def show_rows(
    project: str | None, words: Sequence[str], as_json: bool, *, must_find: bool = False
) -> int:
    """Print the rows that the words' query matches: aligned on a terminal, else with tabs.

    Words that name .bib files say where to look instead of in the library.
    """
    app = App(project)
    named = [word for word in words if word.endswith(".bib") and Path(word).exists()]
    query = query_text([word for word in words if word not in named])
    try:
        found = _rows(app, named or app.library_paths, query, not as_json)
    except InputError:
        if named:
            raise
        found = _rows(app, app.readable_library().paths(), query, not as_json)
    code = say_unread([*app.unreadable, *found.unread])
    if as_json:
        output.json_data([_json(file, row) for file, row in found.rows])
    elif found.rows:
        shown = [row for _, row in found.rows]
        output.data("\n".join(_aligned(shown) if sys.stdout.isatty() else _tabbed(shown)))
    if not found.rows and must_find:
        output.say("citare: nothing matches")
        return code or NOT_FOUND
    return code


def _rows(app: App, paths: Sequence[str], query: str, brief: bool) -> Rows:
    return rows(
        paths,
        IndexCache(app.cache),
        _digests(paths),
        lambda: load("citare.actions.row_builder", "build")(app.files_at(list(paths))),
        parse_query(query),
        brief=brief,
    )


def _digests(paths: Sequence[str]) -> Callable[[str], str]:
    """A file's name in the index: entries inherit across files, so all of them count."""
    whole = content_digest(b"\0".join(map(read_bytes, paths)))
    return lambda file: f"{whole}:{file}"


def _cells(row: SearchRow) -> tuple[str, str, str, str]:
    return row.key, str(row.year or ""), row.authors, row.title


def _tabbed(rows: Sequence[SearchRow]) -> list[str]:
    return ["\t".join(_cells(row)) for row in rows]


def _aligned(rows: Sequence[SearchRow]) -> list[str]:
    """Columns cut to the terminal's width; keys are never cut."""
    width = load("shutil", "get_terminal_size")((100, 24)).columns
    keys = max(len(row.key) for row in rows)
    authors = min(_MOST_AUTHORS, max(len(row.authors) for row in rows))
    room = max(20, width - keys - authors - 10)
    lines = []
    for row in rows:
        key, year, names, title = _cells(row)
        line = f"{key:<{keys}}  {year:>4}  {_cut(names, authors):<{authors}}  {_cut(title, room)}"
        lines.append(line.rstrip())
    return lines


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _json(file: str, row: SearchRow) -> dict[str, object]:
    return {
        "key": row.key,
        "type": row.type,
        "entry-type": row.entry_type,
        "authors": row.authors,
        "year": row.year,
        "title": row.title,
        "container": row.container,
        "doi": row.doi,
        "tags": list(row.tags),
        "file": file,
    }
