"""`citare sync`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import click

from citare.actions.sync import Options, sync
from citare.cli import output
from citare.cli.context import App
from citare.cli.network import client
from citare.cli.options import common, dry_run_option, network, query_option
from citare.cli.selection import files_and_keys
from citare.cli.sync_choice import choose
from citare.cli.sync_report import exit_code, show, to_json
from citare.errors import UsageError
from citare.mapping.variable_names import variables_named
from citare.sources.registry import REGISTRIES


@click.command("sync", epilog="Example:  citare sync ning2025 --take title --keep author")
@click.argument("keys", nargs=-1)
@click.option("--take", multiple=True, metavar="FIELD", help="Take the record's value; or all.")
@click.option("--keep", multiple=True, metavar="FIELD", help="Keep yours, ask no more; or all.")
@click.option(
    "--source",
    multiple=True,
    type=click.Choice([source.name for source in REGISTRIES]),
    help="--take and --keep only for answers of this source.",
)
@click.option("-i", "--interactive", is_flag=True, help="Decide field by field, side by side.")
@click.option("--max-age", type=float, metavar="DAYS", help="Ask again what is older than this.")
@query_option
@dry_run_option
@network
@common
def command(
    keys: tuple[str, ...],
    take: tuple[str, ...],
    keep: tuple[str, ...],
    source: tuple[str, ...],
    interactive: bool,
    max_age: float | None,
    query: str,
    dry_run: bool,
    offline: bool,
    refresh: bool,
    mailto: str | None,
    project: str | None,
    as_json: bool,
) -> int:
    """Hold entries (all, those with KEYS, or .bib files named) against their registries' records.

    Empty fields are filled, and what the registry changed since the last sync is taken. Where
    both sides say something else, yours stays and the difference is shown, until you --take or
    --keep it. Nothing is ever blanked. What the registry said is kept in refs/citare.lock.
    Ends with 1 if something is undecided, 4 if a source could not be asked, 5 if not found.
    """
    if interactive and not sys.stdin.isatty():
        raise UsageError("--interactive needs a terminal", hint="use --take and --keep")
    app = App(project, {"offline": offline or None, "mailto": mailto, "max-age": max_age})
    days = 0.0 if refresh else app.settings.number("max-age")
    files, chosen = files_and_keys(app, keys)
    wanted = Options(
        keys=chosen,
        query=query,
        take=variables_named(take),
        keep=variables_named(keep),
        sources=frozenset(source),
        dry_run=dry_run,
        max_age=timedelta(days=days),
        dialect=app.settings.text("dialect"),
        decide=choose if interactive else None,
    )
    lock = app.path(app.settings.text("lock"))
    with client(app, refresh=refresh) as fetch:
        result = sync(files, fetch, lock, wanted, datetime.now(UTC))
        requests = fetch.requests.total()
    if as_json:
        output.json_data(to_json(result, requests, dry_run))
    else:
        show(result, requests, dry_run)
    return exit_code(result)
