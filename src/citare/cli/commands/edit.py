"""`citare edit`."""

from __future__ import annotations

import sys

import click

from citare.actions.edit import entry_text, replace_entry
from citare.cli import output
from citare.cli.context import App
from citare.cli.options import common, dry_run_option
from citare.errors import UnsafeEdit, UsageError
from citare.library.library import Library


@click.command("edit", epilog="Example:  EDITOR=vim citare edit ning2025")
@click.argument("key")
@dry_run_option
@common
def command(key: str, dry_run: bool, project: str | None, as_json: bool) -> int:
    """Open KEY's entry in $EDITOR. What you save is checked before it is written."""
    files = App(project).library
    library = Library.load(files)
    text = entry_text(library, key)
    draft = text
    while True:
        edited = _edited(draft)
        if edited is None or edited.strip() == text.strip():
            output.say("nothing changed")
            return 0
        try:
            file, _, _ = replace_entry(files, library, key, edited, dry_run=dry_run)
            break
        except UnsafeEdit as error:
            output.say(f"citare: {error.message}")
            if not sys.stdin.isatty() or not click.confirm("Edit again?", default=True, err=True):
                raise
            draft = edited
    if as_json:
        output.json_data({"key": key, "file": file, "dry-run": dry_run})
    else:
        output.say(f"{'would change' if dry_run else 'changed'} {key} in {file}")
    return 0


def _edited(text: str) -> str | None:
    try:
        return click.edit(text, extension=".bib", require_save=False)
    except click.ClickException as error:
        raise UsageError(
            f"the editor did not work: {error.message}",
            hint="name one that waits until you are done: EDITOR=nano, EDITOR='code --wait'",
        ) from error
