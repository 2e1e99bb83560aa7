"""`citare import`."""

from __future__ import annotations

from typing import Any

import click

from citare.actions.import_ import Result, import_texts
from citare.cli import output
from citare.cli.app import App
from citare.cli.options import dry_run_option, with_app
from citare.disk.standard_streams import STDIN
from citare.errors import ExitCode
from citare.exchange.registry import FORMATS
from citare.findings import Severity
from citare.project import STANDARD_INPUT


@click.command("import", epilog="Example:  citare import library.ris --to refs/library.bib")
@click.argument("files", nargs=-1, required=True)
@click.option("--to", metavar="FILE", help="The .bib file that the entries go to.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice([known.name for known in FORMATS]),
    help="The files' format (default: by name and content).",
)
@dry_run_option
@with_app
def command(app: App, files: tuple[str, ...], to: str | None, form: str | None) -> ExitCode:
    """Import references from FILES (- is standard input) of other tools.

    What the library has already is left out and named. Ends with 3 if something could not be
    read, with 5 if there was no reference; the rest is imported all the same.
    """
    settings = app.settings
    result = import_texts(
        app.files(),
        _texts(app, files),
        to=to or "",
        default_file=app.add_to,
        form=form or "",
        template=settings.text("key-template"),
        dialect=settings.text("dialect"),
        dry_run=app.dry_run,
    )
    app.report(
        _json(result),
        text=lambda: _show(result),
        changed=result.files,
        summary=lambda: _say_counts(result, app.dry_run),
    )
    if any(f.severity is Severity.ERROR for f in result.findings):
        return ExitCode.INPUT
    if not result.added and not result.duplicates:
        output.say(f"citare: no reference found in {', '.join(files)}")
        return ExitCode.NOT_FOUND
    return ExitCode.OK


def _texts(app: App, names: tuple[str, ...]) -> dict[str, str]:
    """The text of each file, by its name."""
    reader = app.files([])
    return {
        STDIN if name == STANDARD_INPUT else name: output.stdin_text()
        if name == STANDARD_INPUT
        else reader.read(name)
        for name in names
    }


def _show(result: Result) -> None:
    for what, key, why in result.duplicates:
        output.say(f"left out: {what}: the library has it as {key} ({why})")
    for finding in result.findings:
        output.say(f"{finding.place}: {finding.severity}: {finding.message}")


def _say_counts(result: Result, dry_run: bool) -> None:
    verb = "would import" if dry_run else "imported"
    output.say(f"{verb} {len(result.added)}, left out {len(result.duplicates)}")


def _json(result: Result) -> dict[str, Any]:
    return {
        "added": list(result.added),
        "duplicates": [
            {"reference": what, "key": key, "reason": why} for what, key, why in result.duplicates
        ],
        "findings": [{"place": str(f.place), "message": f.message} for f in result.findings],
    }
