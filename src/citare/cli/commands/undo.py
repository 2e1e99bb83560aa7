"""`citare undo`."""

from __future__ import annotations

import click

from citare.cli import output
from citare.cli.context import App
from citare.cli.options import common, dry_run_option
from citare.disk.files import BibFiles
from citare.disk.undo import Operation, UndoLog
from citare.errors import NotFoundError, UsageError


@click.command("undo", epilog="Example:  citare undo --dry-run")
@click.option("--finish", is_flag=True, help="Finish what was interrupted instead.")
@dry_run_option
@common
def command(finish: bool, dry_run: bool, project: str | None, as_json: bool) -> None:
    """Take back the last thing that citare wrote in this project: all its files, byte for byte.

    What was interrupted (by a crash, or a power cut) when only some of its files were written is
    taken back first, or finished with --finish. Refuses if one of the files was changed since.
    """
    if finish and dry_run:
        raise UsageError("--finish and --dry-run do not go together")
    app = App(project)
    operation = _next(app) if dry_run else _done(app.files, finish=finish)
    paths = dict.fromkeys(write.path for write in operation.writes[operation.begun :])
    files = [app.shown_path(path) for path in paths]
    if as_json:
        output.json_data(
            {
                "command": operation.command,
                "time": operation.time,
                "files": files,
                "finished": finish,
                "dry-run": dry_run,
            }
        )
    else:
        verb = "finished" if finish else "would take back" if dry_run else "took back"
        output.say(f"{verb} `{operation.command}` of {operation.time}: {', '.join(files)}")


def _done(files: BibFiles, *, finish: bool) -> Operation:
    operation = files.finish() if finish else files.undo()
    if damage := files.damage():
        output.say(f"citare: {damage}")
    return operation


def _next(app: App) -> Operation:
    """The operation that would be taken back."""
    log = UndoLog(app.state, str(app.root))
    operation = log.pending() or log.last()
    if operation is None:
        raise NotFoundError("there is nothing to undo here")
    return operation
