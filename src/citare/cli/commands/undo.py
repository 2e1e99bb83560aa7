"""`citare undo`."""

from __future__ import annotations

import click

from citare.cli import output
from citare.cli.context import App
from citare.cli.options import common, dry_run_option
from citare.disk.undo import UndoLog
from citare.errors import NotFoundError


@click.command("undo", epilog="Example:  citare undo --dry-run")
@dry_run_option
@common
def command(dry_run: bool, project: str | None, as_json: bool) -> None:
    """Take back the last thing that citare wrote in this project: all its files, byte for byte.

    Refuses if one of them was changed since.
    """
    app = App(project)
    if dry_run:
        operation = UndoLog(app.state).last(str(app.root))
        if operation is None:
            raise NotFoundError("there is nothing to undo here")
    else:
        operation = app.files.undo()
    files = [app.shown_path(write.path) for write in operation.writes]
    if as_json:
        output.json_data(
            {
                "command": operation.command,
                "time": operation.time,
                "files": files,
                "dry-run": dry_run,
            }
        )
    else:
        verb = "would take back" if dry_run else "took back"
        output.say(f"{verb} `{operation.command}` of {operation.time}: {', '.join(files)}")
