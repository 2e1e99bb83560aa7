"""`citare tag`."""

from __future__ import annotations

import click

from citare.actions.tag import tag, tags_of
from citare.cli import output
from citare.cli.changed_report import show_changed
from citare.cli.context import App
from citare.cli.options import common, dry_run_option, query_option
from citare.cli.selection import files_and_keys
from citare.errors import UsageError
from citare.library.library import Library
from citare.model.keywords import split_keywords


@click.command("tag", epilog="Example:  citare tag ning2025 --add review --remove unread")
@click.argument("keys", nargs=-1)
@click.option("-a", "--add", multiple=True, metavar="TAG", help="Add a tag.")
@click.option("-r", "--remove", multiple=True, metavar="TAG", help="Remove a tag.")
@click.option("--all", "everything", is_flag=True, help="All entries of the library.")
@query_option
@dry_run_option
@common
def command(
    keys: tuple[str, ...],
    add: tuple[str, ...],
    remove: tuple[str, ...],
    everything: bool,
    query: str,
    dry_run: bool,
    project: str | None,
    as_json: bool,
) -> None:
    """Add tags to entries, remove them, or (with neither) show them. Kept in `keywords`."""
    app = App(project)
    add, remove = _names(add), _names(remove)
    files, keys = files_and_keys(app, keys)
    if not add and not remove:
        records = Library.load(files).select(keys, query)
        if as_json:
            output.json_data({record.key: tags_of(record) for record in records})
            return
        for record in records:
            output.data(f"{record.key}\t{', '.join(tags_of(record))}")
        return
    if not keys and not query and not everything:
        raise UsageError("no key was given", hint="--all tags the whole library")
    show_changed(tag(files, keys, query, add, remove, dry_run=dry_run), dry_run, as_json)


def _names(options: tuple[str, ...]) -> tuple[str, ...]:
    """The tags named; an option may hold several with commas between."""
    names = tuple(name for option in options for name in split_keywords(option))
    if options and not names:
        raise UsageError("a tag needs a name")
    return names
