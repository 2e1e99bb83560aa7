"""`citare tag`."""

from __future__ import annotations

import click

from citare.actions.collection import load
from citare.actions.select import select
from citare.actions.tag import tag, tags_of
from citare.cli import output
from citare.cli.changed_report import show_changed
from citare.cli.context import App
from citare.cli.options import common, dry_run_option, query_option


@click.command("tag", epilog="Example:  citare tag ning2025 --add review --remove unread")
@click.argument("keys", nargs=-1)
@click.option("-a", "--add", multiple=True, metavar="TAG", help="Add a tag.")
@click.option("-r", "--remove", multiple=True, metavar="TAG", help="Remove a tag.")
@query_option
@dry_run_option
@common
def command(
    keys: tuple[str, ...],
    add: tuple[str, ...],
    remove: tuple[str, ...],
    query: str,
    dry_run: bool,
    project: str | None,
    as_json: bool,
) -> None:
    """Add tags to entries, remove them, or (with neither) show them. Kept in `keywords`."""
    app = App(project)
    if not add and not remove:
        records = select(load(app.files), keys, query)
        if as_json:
            output.json_data({record.key: tags_of(record) for record in records})
            return
        for record in records:
            output.data(f"{record.key}\t{', '.join(tags_of(record))}")
        return
    show_changed(tag(app.files, keys, query, add, remove, dry_run=dry_run), dry_run, as_json)
