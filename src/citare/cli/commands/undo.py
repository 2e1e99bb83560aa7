"""`citare undo`."""

from __future__ import annotations

import click

from citare.cli import output
from citare.cli.app import App
from citare.cli.options import dry_run_option, with_app
from citare.disk.undo import UndoLog
from citare.errors import NotFoundError


@click.command("undo", epilog="Example:  citare undo --dry-run")
@dry_run_option
@with_app
def command(app: App) -> None:
    """Take back the last thing that citare wrote in this project: all its files, byte for byte.

    Refuses if one of them was changed since.
    """
    if app.dry_run:
        operation = UndoLog(app.state).last(str(app.root))
        if operation is None:
            raise NotFoundError("there is nothing to undo here")
    else:
        operation = app.files([]).undo()
    files = [app.shown(write.path) for write in operation.writes]
    verb = "would take back" if app.dry_run else "took back"
    app.report(
        {
            "command": operation.command,
            "time": operation.time,
            "files": files,
            "dry_run": app.dry_run,
        },
        summary=lambda: output.say(
            f"{verb} `{operation.command}` of {operation.time}: {', '.join(files)}"
        ),
    )
