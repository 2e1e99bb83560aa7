"""`citare export`."""

from __future__ import annotations

from pathlib import Path

import click

from citare.cli import completion, output
from citare.cli.app import App, loss
from citare.cli.options import force_option, output_option, query_option, with_app
from citare.errors import ExitCode, UsageError
from citare.exchange.base import Format
from citare.exchange.registry import WRITABLE, format_for, format_named
from citare.findings import Severity


@click.command("export", epilog="Example:  citare export --format ris -o library.ris")
@click.argument("what", nargs=-1, shell_complete=completion.keys)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice([e.name for e in WRITABLE]),
    help="The format (default: by the output's name).",
)
@output_option("Write to a file.")
@force_option
@query_option
@with_app
def command(
    app: App,
    what: tuple[str, ...],
    form: str | None,
    target: str | None,
    force: bool,
    query: str,
) -> ExitCode:
    """Export the library, or WHAT (keys, .bib files, folders, -), to another tool's format.

    What the format cannot hold is named on standard error. Ends with 1 if a reference was lost.
    """
    known = _format(form, target)
    _, records = app.read(what, query)
    result = known.export(records)
    if target:
        app.write_output(target, result.text, known.extensions, force=force)
        output.say(f"exported {len(records)} to {target}")
    losses = [
        {
            "key": f.place.key,
            "variable": f.place.field,
            "severity": f.severity,
            "message": f.message,
        }
        for f in result.losses
    ]

    def text() -> None:
        if result.text and not target:
            output.document(result.text.rstrip("\n"))

    app.report({"text": result.text, "losses": losses, "file": target or ""}, text=text)
    for one in result.losses:
        if one.severity is not Severity.INFO:
            output.say(f"{one.place.key}: {one.severity}: {one.message}")
    app.warn_of_retractions(records)
    return ExitCode.first_of([app.say_unread(), loss(result.losses)])


def _format(form: str | None, target: str | None) -> Format:
    if not form and not target:
        names = ", ".join(known.name for known in WRITABLE)
        raise UsageError("no format was given", hint=f"one of {names}")
    known = format_named(form) if form else format_for(Path(target or "").name)
    if known is None or known.write is None:
        raise UsageError(f"{target}: its ending tells no format", hint="name one with --format")
    return known
