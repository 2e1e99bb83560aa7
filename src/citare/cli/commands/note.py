"""`citare note`."""

from __future__ import annotations

import click

from citare.actions.tag import note
from citare.cli import completion, output
from citare.cli.app import App
from citare.cli.commands.tag import report_changed
from citare.cli.options import dry_run_option, with_app
from citare.library.library import Library, Record


@click.command("note", epilog='Example:  citare note ning2025 "A viewpoint, not a study."')
@click.argument("key", shell_complete=completion.keys)
@click.argument("text", required=False)
@click.option("--append", is_flag=True, help="Put it after what is there.")
@click.option("--remove", is_flag=True, help="Remove the note.")
@dry_run_option
@with_app
def command(app: App, key: str, text: str | None, append: bool, remove: bool) -> None:
    """Set the note of KEY's entry to TEXT (- is standard input), or show it without TEXT.

    It is kept in `annote` (BibLaTeX: `annotation`), which no style prints.
    """
    if text is None and not remove:
        _show(app, Library.load(app.library).record(key))
        return
    new = "" if remove else output.stdin_text().strip() if text == "-" else text or ""
    report_changed(app, note(app.library, key, new, append=append, dry_run=app.dry_run))


def _show(app: App, record: Record) -> None:
    found = record.item.get("annote")

    def text() -> None:
        if found:
            output.data(found)
        else:
            output.say(f"{record.key} has no note")

    app.report({"key": record.key, "note": found}, text=text)
