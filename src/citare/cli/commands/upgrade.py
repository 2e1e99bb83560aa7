"""`citare upgrade`."""

from __future__ import annotations

import click

from citare.actions.upgrade import upgrade
from citare.cli import completion, output
from citare.cli.app import App
from citare.cli.options import dry_run_option, network_options, with_app
from citare.verify.verdict import grave_lines


@click.command("upgrade", epilog="Example:  citare upgrade smith2021preprint --dry-run")
@click.argument("key", shell_complete=completion.keys)
@dry_run_option
@network_options
@with_app
def command(app: App, key: str) -> None:
    """Move KEY's entry from the preprint to its published version, as the registry knows it.

    The citation key stays, and so does the preprint's identifier (in `eprint`).
    """
    with app.network() as fetch:
        result = upgrade(
            app.library,
            fetch,
            key,
            lock_file=app.lock,
            setting=app.settings.text("dialect"),
            dry_run=app.dry_run,
        )
    verb = "would move" if app.dry_run else "moved"
    app.report(
        {
            "key": result.key,
            "preprint": result.preprint,
            "published": result.published,
            "status": [str(notice.standing) for notice in result.status.notices],
        },
        changed=result.files,
        summary=lambda: output.say(
            f"{verb} {result.key} from {result.preprint} to {result.published}"
        ),
    )
    for line in grave_lines(result.status):
        output.say(f"warning: the published work is {line}")
