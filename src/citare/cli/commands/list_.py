"""`citare list` and `citare search`: the references that a query matches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from string import Formatter
from typing import Any

import click

from citare.actions.rows import Rows, rows
from citare.cli import completion, output
from citare.cli.app import App
from citare.cli.options import QueryCommand, query_option, query_text, with_app
from citare.disk.folders import read_bytes
from citare.disk.index import IndexCache, content_digest
from citare.errors import ExitCode, InputError, UsageError
from citare.lazy import load
from citare.library.query import parse_query
from citare.library.search_text import SearchRow
from citare.project import STANDARD_INPUT, Project

_SORTED_BY = ("key", "year", "authors", "title", "type", "container")
_NAMES = (
    "key",
    "year",
    "authors",
    "title",
    "type",
    "entry_type",
    "container",
    "doi",
    "tags",
    "file",
)


def _how(function: Callable[..., Any]) -> Callable[..., Any]:
    """--query, --sort and --format."""
    for option in (
        click.option(
            "--format",
            "form",
            metavar="TEXT",
            help=f"A line for each, such as '{{key}}: {{title}}'. Of: {', '.join(_NAMES)}.",
        ),
        click.option(
            "--sort",
            metavar="BY",
            type=click.Choice([*_SORTED_BY, *(f"-{name}" for name in _SORTED_BY)]),
            help=f"By one of {', '.join(_SORTED_BY)}; -year: the newest first.",
        ),
        query_option,
    ):
        function = option(function)
    return function


@click.command(
    "list",
    cls=QueryCommand,
    epilog="Example:  citare list author:ning year:2020.. --sort -year",
)
@click.argument("words", metavar="[QUERY]...", nargs=-1, shell_complete=completion.query)
@_how
@with_app
def command(
    app: App, words: tuple[str, ...], query: str, sort: str | None, form: str | None
) -> ExitCode:
    """List the references of the library (or of .bib files named), or those that a QUERY matches.

    A QUERY holds words and author:, title:, journal:, year:2020..2025, type:, tag:, key:, has:doi,
    missing:doi; `-` negates, quotes hold words together, and/or and parentheses join.
    """
    return _show(app, words, query, sort, form)


@click.command(
    "search",
    cls=QueryCommand,
    epilog='Example:  citare search "artificial intelligence" -author:ning',
)
@click.argument(
    "words", metavar="QUERY...", nargs=-1, required=True, shell_complete=completion.query
)
@_how
@with_app
def search(
    app: App, words: tuple[str, ...], query: str, sort: str | None, form: str | None
) -> ExitCode:
    """Find references by words anywhere in them, or by a QUERY as `citare list` takes it.

    Ends with 5 if there is none.
    """
    return _show(app, words, query, sort, form, must_find=True)


def _show(
    app: App,
    words: Sequence[str],
    query: str,
    sort: str | None,
    form: str | None,
    *,
    must_find: bool = False,
) -> ExitCode:
    """Print the rows that the words' query matches: aligned on a terminal, else with tabs."""
    line = _line(form) if form is not None else None
    selection = app.select(words)
    asked = " ".join(filter(None, [query_text(selection.words), f"({query})" if query else ""]))
    brief = not app.as_json and not form and sort not in ("type", "-type", "container")
    try:
        found = indexed(app, selection.paths, asked, brief=brief)
    except InputError:
        if selection.named:
            raise
        found = indexed(app, tuple(app.readable(selection).paths()), asked, brief=brief)
    app.unread += found.unread
    shown = _sorted(found.rows, sort or "")

    def text() -> None:
        if line and shown:
            output.data("\n".join(line(file, row) for file, row in shown))
        elif shown and sys.stdout.isatty():
            load("citare.cli.terminal", "show_references")([_cells(row) for _, row in shown])
        elif shown:
            output.data("\n".join("\t".join(_cells(row)) for _, row in shown))

    app.report({"references": [_json(file, row) for file, row in shown]}, text=text)
    code = app.say_unread()
    if not shown and must_find:
        output.say("citare: nothing matches")
        return ExitCode.first_of([code, ExitCode.NOT_FOUND])
    return code


def _sorted(rows: Sequence[tuple[str, SearchRow]], by: str) -> list[tuple[str, SearchRow]]:
    """The rows in another order; those that lack the value come last, whatever the direction."""
    name = by.removeprefix("-")
    if not name:
        return list(rows)
    have = [pair for pair in rows if getattr(pair[1], name)]
    lack = [pair for pair in rows if not getattr(pair[1], name)]
    fold = load("citare.text.unicode", "fold")

    def value(pair: tuple[str, SearchRow]) -> Any:
        found = getattr(pair[1], name)
        return fold(found) if isinstance(found, str) else found

    return sorted(have, key=value, reverse=by.startswith("-")) + lack


def _line(form: str) -> Callable[[str, SearchRow], str]:
    """A function that fills a template. UsageError for an unknown name or a bad template."""
    form = form.replace("\\t", "\t").replace("\\n", "\n")
    try:
        names = [name for _, name, _, _ in Formatter().parse(form) if name is not None]
    except ValueError as error:
        raise UsageError(f"--format {form!r}: {error}") from error
    for name in names:
        if name not in _NAMES:
            raise UsageError(f"--format: there is no {{{name}}}", hint=f"of {', '.join(_NAMES)}")

    def fill(file: str, row: SearchRow) -> str:
        values = {name: getattr(row, name) for name in _NAMES if name != "file"}
        values |= {"tags": ", ".join(row.tags), "year": row.year or "", "file": file}
        return form.format_map(values)

    return fill


def indexed(project: Project, paths: Sequence[str], query: str, *, brief: bool) -> Rows:
    """The rows of files from the index; standard input is not indexed."""
    wanted = parse_query(query)
    if STANDARD_INPUT in paths:
        built = load("citare.actions.row_builder", "build")(project.files(paths))
        chosen: Rows = load("citare.actions.rows", "chosen")(built, wanted)
        return chosen
    return rows(
        paths,
        IndexCache(project.cache),
        _digests(paths),
        lambda: load("citare.actions.row_builder", "build")(project.files(paths)),
        wanted,
        brief=brief,
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
