"""`citare init`."""

from __future__ import annotations

from pathlib import Path

import click

from citare.actions.init import init
from citare.cli import output
from citare.cli.context import App
from citare.cli.options import dry_run_option, json_option
from citare.disk.settings import PROJECT_FILE


@click.command("init", epilog="Example:  citare init && citare add 10.2196/58161")
@click.argument("folder", default=".", type=click.Path(file_okay=False))
@dry_run_option
@json_option
def command(folder: str, dry_run: bool, as_json: bool) -> None:
    """Start a library in FOLDER (default: this one): refs/references.bib and citare.toml.

    What is there already stays as it is.
    """
    app = App(folder)
    root = Path(folder)
    result = init(
        app.files,
        str(root / "refs" / "references.bib"),
        str(root / PROJECT_FILE),
        dry_run=dry_run,
    )
    if as_json:
        output.json_data({"made": result.made, "kept": result.kept, "dry-run": dry_run})
        return
    for path in result.made:
        output.say(f"{'would make' if dry_run else 'made'} {path}")
    for path in result.kept:
        output.say(f"kept {path}")
