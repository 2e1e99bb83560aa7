"""`citare list` and `citare search`: the references that a query matches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import click

from citare.actions.rows import Rows, rows
from citare.cli import output
from citare.cli.app import App
from citare.cli.options import QueryCommand, query_text, with_app
from citare.disk.folders import read_bytes
from citare.disk.index import IndexCache, content_digest
from citare.errors import ExitCode, InputError
from citare.lazy import load
from citare.library.query import parse_query
from citare.library.search_text import SearchRow
from citare.project import STANDARD_INPUT, Selection


@click.command(
    "list",
    cls=QueryCommand,
    epilog="Example:  citare list author:ning year:2020..",
)
@click.argument("query", nargs=-1)
@with_app
def command(app: App, query: tuple[str, ...]) -> ExitCode:
    """List the references of the library (or of .bib files named), or those that a QUERY matches.

    A QUERY holds words and author:, title:, journal:, year:2020..2025, type:, tag:, key:, has:doi,
    missing:doi; `-` negates, quotes hold words together, and/or and parentheses join.
    """
    return _show(app, query)


@click.command(
    "search",
    cls=QueryCommand,
    epilog='Example:  citare search "artificial intelligence" -author:ning',
)
@click.argument("query", nargs=-1, required=True)
@with_app
def search(app: App, query: tuple[str, ...]) -> ExitCode:
    """Find references by words anywhere in them, or by a QUERY as `citare list` takes it.

    Ends with 5 if there is none.
    """
    return _show(app, query, must_find=True)


def _show(app: App, words: Sequence[str], *, must_find: bool = False) -> ExitCode:
    """Print the rows that the words' query matches: aligned on a terminal, else with tabs."""
    selection = app.select(words)
    query = query_text(selection.words)
    try:
        found = _rows(app, selection, query)
    except InputError:
        if selection.named:
            raise
        found = _rows(app, Selection(tuple(app.readable(selection).paths())), query)
    app.unread += found.unread
    shown = [row for _, row in found.rows]

    def text() -> None:
        if shown and sys.stdout.isatty():
            load("citare.cli.terminal", "show_references")([_cells(row) for row in shown])
        elif shown:
            output.data("\n".join("\t".join(_cells(row)) for row in shown))

    app.report({"references": [_json(file, row) for file, row in found.rows]}, text=text)
    code = app.say_unread()
    if not shown and must_find:
        output.say("citare: nothing matches")
        return ExitCode.first_of([code, ExitCode.NOT_FOUND])
    return code


def _rows(app: App, selection: Selection, query: str) -> Rows:
    """The rows from the index; standard input is not indexed."""
    paths = list(selection.paths)
    wanted = parse_query(query)
    if STANDARD_INPUT in paths:
        built = load("citare.actions.row_builder", "build")(app.files(paths))
        chosen: Rows = load("citare.actions.rows", "chosen")(built, wanted)
        return chosen
    return rows(
        paths,
        IndexCache(app.cache),
        _digests(paths),
        lambda: load("citare.actions.row_builder", "build")(app.files(paths)),
        wanted,
        brief=not app.as_json,
    )


def _digests(paths: Sequence[str]) -> Callable[[str], str]:
    """A file's name in the index: entries inherit across files, so all of them count."""
    whole = content_digest(b"\0".join(map(read_bytes, paths)))
    return lambda file: f"{whole}:{file}"


def _cells(row: SearchRow) -> tuple[str, str, str, str]:
    return row.key, str(row.year or ""), row.authors, row.title


def _json(file: str, row: SearchRow) -> dict[str, object]:
    return {
        "key": row.key,
        "type": row.type,
        "entry_type": row.entry_type,
        "authors": row.authors,
        "year": row.year,
        "title": row.title,
        "container": row.container,
        "doi": row.doi,
        "tags": list(row.tags),
        "file": file,
    }
