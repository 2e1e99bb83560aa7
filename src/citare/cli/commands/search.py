"""`citare search`."""

from __future__ import annotations

import click

from citare.cli.listing import show_rows
from citare.cli.options import common
from citare.cli.query_command import QueryCommand


@click.command(
    "search",
    cls=QueryCommand,
    epilog='Example:  citare search "artificial intelligence" -author:ning',
)
@click.argument("query", nargs=-1, required=True)
@common
def command(query: tuple[str, ...], project: str | None, as_json: bool) -> int:
    """Find references by words anywhere in them, or by a QUERY as `citare list` takes it.

    Ends with 5 if there is none.
    """
    return show_rows(project, query, as_json, must_find=True)
