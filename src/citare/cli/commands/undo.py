"""`citare undo`."""

from __future__ import annotations

import click

from citare.cli import output
from citare.cli.app import App
from citare.cli.options import dry_run_option, with_app
from citare.disk.undo import Operation, UndoLog
from citare.errors import NotFoundError, UsageError


@click.command("undo", epilog="Example:  citare undo --dry-run")
@click.option("--finish", is_flag=True, help="Finish what was interrupted instead.")
@dry_run_option
@with_app
def command(app: App, finish: bool) -> None:
    """Take back the last thing that citare wrote in this project: all its files, byte for byte.

    What was interrupted (by a crash, or a power cut) when only some of its files were written is
    taken back first, or finished with --finish. Refuses if one of the files was changed since.
    """
    if finish and app.dry_run:
        raise UsageError("--finish and --dry-run do not go together")
    operation = _next(app) if app.dry_run else _done(app, finish=finish)
    paths = dict.fromkeys(write.path for write in operation.writes[operation.begun :])
    files = [app.shown(path) for path in paths]
    verb = "finished" if finish else "would take back" if app.dry_run else "took back"
    app.report(
        {
            "command": operation.command,
            "time": operation.time,
            "files": files,
            "finished": finish,
            "dry_run": app.dry_run,
        },
        summary=lambda: output.say(
            f"{verb} `{operation.command}` of {operation.time}: {', '.join(files)}"
        ),
    )


def _done(app: App, *, finish: bool) -> Operation:
    files = app.files([])
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
