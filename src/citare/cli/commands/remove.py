"""`citare remove`."""

from __future__ import annotations

import click

from citare.actions.remove import remove
from citare.cli import completion, output
from citare.cli.app import App
from citare.cli.options import dry_run_option, with_app
from citare.disk.documents import documents_under


@click.command("remove", epilog="Example:  citare remove ning2025 --dry-run")
@click.argument("keys", nargs=-1, required=True, shell_complete=completion.keys)
@dry_run_option
@with_app
def command(app: App, keys: tuple[str, ...]) -> None:
    """Remove the entries with these KEYS from their files (`citare undo` brings them back).

    Entries that name them, and documents under the project that cite them, are told.
    """
    documents = [app.shown(path) for path in documents_under(app.root)]
    result = remove(app.library, keys, documents=documents, dry_run=app.dry_run)

    def summary() -> None:
        verb = "would remove" if app.dry_run else "removed"
        output.say(f"{verb} {', '.join(result.keys)} from {', '.join(result.files)}")

    left = [
        {"key": f.place.key, "field": f.place.field, "message": f.message}
        for f in result.left_behind
    ]
    value = {"removed": result.keys, "left_behind": left}
    app.report(value, changed=result.files, summary=summary)
    output.say_findings(result.left_behind)
