"""`citare tag`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from citare.actions.tag import Changed, tag, tags_of
from citare.cli import completion, output
from citare.cli.app import App
from citare.cli.options import dry_run_option, query_option, with_app
from citare.errors import UsageError
from citare.library.library import Library, Record
from citare.model.keywords import split_keywords


@click.command("tag", epilog="Example:  citare tag ning2025 --add review --remove unread")
@click.argument("keys", nargs=-1, shell_complete=completion.keys)
@click.option(
    "-a", "--add", multiple=True, shell_complete=completion.tags, metavar="TAG", help="Add a tag."
)
@click.option(
    "-r",
    "--remove",
    multiple=True,
    shell_complete=completion.tags,
    metavar="TAG",
    help="Remove a tag.",
)
@click.option("--all", "everything", is_flag=True, help="All entries of the library.")
@query_option
@dry_run_option
@with_app
def command(
    app: App,
    keys: tuple[str, ...],
    add: tuple[str, ...],
    remove: tuple[str, ...],
    everything: bool,
    query: str,
) -> None:
    """Add tags to entries, remove them, or (with neither) show them. Kept in `keywords`."""
    add, remove = _names(add), _names(remove)
    selection = app.select(keys)
    files, keys = app.files(selection.paths), selection.words
    if not add and not remove:
        _show(app, Library.load(files).select(keys, query))
        return
    if not keys and not query and not everything:
        raise UsageError("no key was given", hint="--all tags the whole library")
    report_changed(app, tag(files, keys, query, add, remove, dry_run=app.dry_run))


def _show(app: App, records: Sequence[Record]) -> None:
    def text() -> None:
        for record in records:
            output.data(f"{record.key}\t{', '.join(tags_of(record))}")

    app.report({"tags": {record.key: tags_of(record) for record in records}}, text=text)


def report_changed(app: App, result: Changed) -> None:
    """The keys whose entries changed; with --dry-run the diff."""
    verb = "would change" if app.dry_run else "changed"
    app.report(
        {"changed": list(result.keys)},
        changed=result.files,
        summary=lambda: output.say(f"{verb} {', '.join(result.keys) or 'nothing'}"),
    )


def _names(options: tuple[str, ...]) -> tuple[str, ...]:
    """The tags named; an option may hold several with commas between."""
    names = tuple(name for option in options for name in split_keywords(option))
    if options and not names:
        raise UsageError("a tag needs a name")
    return names
