"""`citare edit`."""

from __future__ import annotations

import sys

import click

from citare.actions.edit import entry_text, replace_entry
from citare.cli import completion, output
from citare.cli.app import App
from citare.cli.options import dry_run_option, with_app
from citare.errors import ExitCode, UnsafeEdit, UsageError
from citare.library.library import Library


@click.command("edit", epilog="Example:  EDITOR=vim citare edit ning2025")
@click.argument("key", shell_complete=completion.keys)
@dry_run_option
@with_app
def command(app: App, key: str) -> ExitCode:
    """Open KEY's entry in $EDITOR. What you save is checked before it is written."""
    library = Library.load(app.library)
    text = entry_text(library, key)
    file = library.record(key).file
    draft = text
    while True:
        edited = _edited(draft)
        if edited is None or edited.strip() == text.strip():
            output.say("nothing changed")
            return ExitCode.OK
        try:
            replace_entry(library, key, edited, dry_run=app.dry_run)
            break
        except UnsafeEdit as error:
            output.say(f"citare: {error.message}")
            if not sys.stdin.isatty() or not click.confirm("Edit again?", default=True, err=True):
                raise
            draft = edited
    verb = "would change" if app.dry_run else "changed"
    app.report(
        {"key": key, "file": file, "dry_run": app.dry_run},
        summary=lambda: output.say(f"{verb} {key} in {file}"),
    )
    return ExitCode.OK


def _edited(text: str) -> str | None:
    try:
        return click.edit(text, extension=".bib", require_save=False)
    except click.ClickException as error:
        raise UsageError(
            f"the editor did not work: {error.message}",
            hint="name one that waits until you are done: EDITOR=nano, EDITOR='code --wait'",
        ) from error
