"""`citare show`."""

from __future__ import annotations

from typing import Any

import click

from citare.cli import output
from citare.cli.context import App
from citare.cli.options import common, query_option
from citare.cli.reading import say_unread
from citare.cli.selection import read_records
from citare.errors import UsageError
from citare.library.library import Record
from citare.model.csl_json import item_to_json


@click.command("show", epilog="Example:  citare show ning2025 --csl")
@click.argument("keys", nargs=-1)
@click.option("--csl", is_flag=True, help="As CSL-JSON items instead of the entry's own text.")
@query_option
@common
def command(
    keys: tuple[str, ...], csl: bool, query: str, project: str | None, as_json: bool
) -> int:
    """Show the entries with these KEYS (or that the --query matches) as they stand in the file."""
    if not keys and not query:
        raise UsageError("no key was given", hint="`citare list` shows them")
    app = App(project)
    library, records = read_records(app, keys, query)
    if as_json:
        output.json_data([_json(record) for record in records])
    elif csl:
        output.json_data([item_to_json(record.item) for record in records])
    else:
        for record in records:
            output.say(f"{record.place()}")
            output.document(record.entry.text.rstrip())
    return say_unread([*app.unreadable, *library.unread])


def _json(record: Record) -> dict[str, Any]:
    place = record.place()
    return {
        "key": record.key,
        "type": record.type,
        "file": record.file,
        "line": place.line,
        "fields": dict(record.fields),
        "csl": item_to_json(record.item),
        "text": record.entry.text,
    }
