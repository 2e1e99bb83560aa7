"""`citare init`."""

from __future__ import annotations

from pathlib import Path

import click

from citare.actions.init import init
from citare.cli import output
from citare.cli.app import App
from citare.cli.options import dry_run_option, with_app
from citare.disk.settings import PROJECT_FILE
from citare.project import Project


@click.command("init", epilog="Example:  citare init && citare add 10.2196/58161")
@click.argument("folder", default=".", type=click.Path(file_okay=False))
@dry_run_option
@with_app
def command(app: App, folder: str) -> None:
    """Start a library in FOLDER (default: this one): refs/references.bib and citare.toml.

    What is there already stays as it is.
    """
    project = Project(folder, command="citare init")
    root = Path(folder)
    result = init(
        project.files(),
        str(root / "refs" / "references.bib"),
        str(root / PROJECT_FILE),
        dry_run=app.dry_run,
    )

    def text() -> None:
        for path in result.made:
            output.say(f"{'would make' if app.dry_run else 'made'} {path}")
        for path in result.kept:
            output.say(f"kept {path}")

    app.report({"made": result.made, "kept": result.kept, "dry_run": app.dry_run}, text=text)
