"""`citare upgrade`."""

from __future__ import annotations

import click

from citare.actions.upgrade import upgrade
from citare.cli import output
from citare.cli.context import App
from citare.cli.diff import unified
from citare.cli.network import client
from citare.cli.options import common, dry_run_option, network


@click.command("upgrade", epilog="Example:  citare upgrade smith2021preprint --dry-run")
@click.argument("key")
@dry_run_option
@network
@common
def command(
    key: str,
    dry_run: bool,
    offline: bool,
    refresh: bool,
    mailto: str | None,
    project: str | None,
    as_json: bool,
) -> None:
    """Move KEY's entry from the preprint to its published version, as the registry knows it.

    The citation key stays, and so does the preprint's identifier (in `eprint`).
    """
    app = App(project, {"offline": offline or None, "mailto": mailto})
    settings = app.settings
    with client(app, refresh=refresh) as fetch:
        result = upgrade(
            app.library,
            fetch,
            key,
            lock_file=app.path(settings.text("lock")),
            setting=settings.text("dialect"),
            dry_run=dry_run,
        )
    if as_json:
        output.json_data(
            {
                "key": result.key,
                "preprint": result.preprint,
                "published": result.published,
                "files": list(result.files),
                "dry-run": dry_run,
            }
        )
        return
    if dry_run:
        output.document(unified(result.files).rstrip("\n"))
    verb = "would move" if dry_run else "moved"
    output.say(f"{verb} {result.key} from {result.preprint} to {result.published}")
