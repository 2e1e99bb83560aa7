"""`citare list`."""

from __future__ import annotations

import click

from citare.cli.listing import show_rows
from citare.cli.options import common
from citare.cli.query_command import QueryCommand


@click.command(
    "list",
    cls=QueryCommand,
    epilog="Example:  citare list author:ning year:2020..",
)
@click.argument("query", nargs=-1)
@common
def command(query: tuple[str, ...], project: str | None, as_json: bool) -> int:
    """List the references of the library (or of .bib files named), or those that a QUERY matches.

    A QUERY holds words and author:, title:, journal:, year:2020..2025, type:, tag:, key:, has:doi,
    missing:doi; `-` negates, quotes hold words together, and/or and parentheses join.
    """
    return show_rows(project, query, as_json)
