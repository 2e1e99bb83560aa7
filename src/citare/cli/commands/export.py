"""`citare export`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from citare.cli import output
from citare.cli.context import App
from citare.cli.options import common, query_option
from citare.cli.reading import say_unread
from citare.cli.selection import read_records
from citare.errors import UsageError
from citare.exchange.base import Exported
from citare.exchange.registry import WRITABLE, format_for, format_named
from citare.findings import Severity
from citare.model.item import Item


@click.command("export", epilog="Example:  citare export --format ris -o library.ris")
@click.argument("what", nargs=-1)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice([e.name for e in WRITABLE]),
    help="The format (default: seen by the output's ending).",
)
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False), help="Write to a file.")
@query_option
@common
def command(
    what: tuple[str, ...],
    form: str | None,
    target: str | None,
    query: str,
    project: str | None,
    as_json: bool,
) -> int:
    """Export the library, or WHAT (keys, .bib files, folders, -), to another tool's format.

    What the format cannot hold is named on standard error. Ends with 1 if a reference was lost.
    """
    write = _writer(form, target)
    app = App(project)
    library, records = read_records(app, what, query)
    result = write([record.item for record in records])
    if target:
        app.write_output(target, result.text)
        output.say(f"exported {len(records)} to {target}")
    elif not as_json and result.text:
        output.document(result.text.rstrip("\n"))
    if as_json:
        losses = [
            {
                "key": f.place.key,
                "variable": f.place.field,
                "severity": f.severity,
                "message": f.message,
            }
            for f in result.losses
        ]
        output.json_data({"text": result.text, "losses": losses, "file": target or ""})
    for loss in result.losses:
        if loss.severity is not Severity.INFO:
            output.say(f"{loss.place.key}: {loss.severity}: {loss.message}")
    lost = any(loss.severity is Severity.ERROR for loss in result.losses)
    return say_unread([*app.unreadable, *library.unread]) or int(lost)


def _writer(form: str | None, target: str | None) -> Callable[[Sequence[Item]], Exported]:
    if not form and not target:
        names = ", ".join(known.name for known in WRITABLE)
        raise UsageError("no format was given", hint=f"one of {names}")
    known = format_named(form) if form else format_for(Path(target or "").name)
    if known is None or known.write is None:
        raise UsageError(f"{target}: its ending tells no format", hint="name one with --format")
    return known.write
