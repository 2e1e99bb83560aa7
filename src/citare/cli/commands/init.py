"""`citare init`."""

from __future__ import annotations

from pathlib import Path

import click

from citare.actions.init import init
from citare.cli import output
from citare.cli.app import App
from citare.cli.options import dry_run_option, with_app
from citare.disk.settings import PROJECT_FILE
from citare.errors import UsageError
from citare.project import Project


@click.command("init", epilog="Example:  citare init && citare add 10.2196/58161")
@click.argument("folder", default=".", type=click.Path(file_okay=False))
@dry_run_option
@with_app
def command(app: App, folder: str) -> None:
    """Start a library in FOLDER (default: this one).

    The .bib files that are there become the library, in citare.toml; only where there is none,
    refs/references.bib is made. What is there already stays as it is.
    """
    project = Project(folder, command="citare init")
    root = Path(folder)
    place = project.library_place
    if place.others:
        raise UsageError(
            f"there are .bib files in several folders: {', '.join(place.others)}",
            hint="name one: citare init FOLDER",
        )
    new = "refs/references.bib"
    result = init(
        project.files(),
        (root / PROJECT_FILE).as_posix(),
        place.patterns,
        ((root / new).as_posix(), new),
        dry_run=app.dry_run,
    )

    def text() -> None:
        for path in result.made:
            output.say(f"{'would make' if app.dry_run else 'made'} {path}")
        for path in result.kept:
            output.say(f"kept {path}")
        if len(project.library_paths) > 1:
            output.say(f"new entries go to {result.add_to} (`add-to` in {PROJECT_FILE})")

    app.report(
        {
            "made": result.made,
            "kept": result.kept,
            "add_to": result.add_to,
            "dry_run": app.dry_run,
        },
        text=text,
    )
