"""`citare note`."""

from __future__ import annotations

import click

from citare.actions.tag import note
from citare.cli import output
from citare.cli.changed_report import show_changed
from citare.cli.context import App
from citare.cli.options import common, dry_run_option
from citare.library.library import Library


@click.command("note", epilog='Example:  citare note ning2025 "A viewpoint, no study."')
@click.argument("key")
@click.argument("text", required=False)
@click.option("--append", is_flag=True, help="Put it behind what is there.")
@click.option("--remove", is_flag=True, help="Remove the note.")
@dry_run_option
@common
def command(
    key: str,
    text: str | None,
    append: bool,
    remove: bool,
    dry_run: bool,
    project: str | None,
    as_json: bool,
) -> None:
    """Set the note of KEY's entry to TEXT (- is standard input), or show it without TEXT.

    It is kept in `annote` (BibLaTeX: `annotation`), which no style prints.
    """
    app = App(project)
    if text is None and not remove:
        record = Library.load(app.library).record(key)
        if as_json:
            output.json_data({"key": record.key, "note": record.item.get("annote")})
        elif record.item.get("annote"):
            output.data(record.item.get("annote"))
        else:
            output.say(f"{record.key} has no note")
        return
    said = "" if remove else output.stdin_text().strip() if text == "-" else text or ""
    show_changed(note(app.library, key, said, append=append, dry_run=dry_run), dry_run, as_json)
