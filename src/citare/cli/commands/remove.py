"""`citare remove`."""

from __future__ import annotations

import click

from citare.actions.remove import remove
from citare.cli import output
from citare.cli.context import App
from citare.cli.diff import unified
from citare.cli.options import common, dry_run_option


@click.command("remove", epilog="Example:  citare remove ning2025 --dry-run")
@click.argument("keys", nargs=-1, required=True)
@dry_run_option
@common
def command(keys: tuple[str, ...], dry_run: bool, project: str | None, as_json: bool) -> None:
    """Remove the entries with these KEYS from their files (`citare undo` brings them back)."""
    result = remove(App(project).library, keys, dry_run=dry_run)
    if as_json:
        output.json_data({"removed": result.keys, "files": list(result.files), "dry-run": dry_run})
    elif dry_run:
        output.document(unified(result.files).rstrip("\n"))
    else:
        output.say(f"removed {', '.join(result.keys)} from {', '.join(result.files)}")
