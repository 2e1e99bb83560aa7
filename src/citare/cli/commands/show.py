"""`citare show`."""

from __future__ import annotations

from typing import Any

import click

from citare.cli import completion, output
from citare.cli.app import App
from citare.cli.options import query_option, with_app
from citare.errors import ExitCode, UsageError
from citare.library.library import Record
from citare.model.csl_json import item_to_json


@click.command("show", epilog="Example:  citare show ning2025 --csl")
@click.argument("keys", nargs=-1, shell_complete=completion.keys)
@click.option("--csl", is_flag=True, help="As CSL-JSON items instead of the entry's own text.")
@query_option
@with_app
def command(app: App, keys: tuple[str, ...], csl: bool, query: str) -> ExitCode:
    """Show the entries with these KEYS (or that the --query matches) as they are in the file."""
    if not keys and not query:
        raise UsageError("no key was given", hint="`citare list` shows them")
    _, records = app.read(keys, query)

    def text() -> None:
        if csl:
            output.json_document([item_to_json(record.item) for record in records])
            return
        for record in records:
            output.say(f"{record.place()}")
            output.document(record.entry.text.rstrip())

    app.report({"references": [_json(record) for record in records]}, text=text)
    return app.say_unread()


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
