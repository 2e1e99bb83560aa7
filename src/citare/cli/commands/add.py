"""`citare add`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from citare.actions.add import Options, add
from citare.cli import output
from citare.cli.add_report import choose, exit_code, say, to_json
from citare.cli.context import App
from citare.cli.diff import unified
from citare.cli.network import client
from citare.cli.options import common, dry_run_option, network
from citare.errors import UsageError
from citare.matching.clues import clues_in
from citare.sources.registry import SOURCES


@click.command("add", epilog="Example:  citare add 10.2196/58161 PMID:39871336")
@click.argument("clues", nargs=-1)
@click.option("--to", metavar="FILE", help="The .bib file that the entries go to.")
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    help="Read clues from a text file: a line each, or a reference list.",
)
@click.option("--key", help="The citation key (for one reference).")
@dry_run_option
@network
@common
def command(
    clues: tuple[str, ...],
    to: str | None,
    sources: tuple[str, ...],
    key: str | None,
    dry_run: bool,
    offline: bool,
    refresh: bool,
    mailto: str | None,
    project: str | None,
    as_json: bool,
) -> int:
    """Add references from CLUES, each one a whole argument; `-` reads them from standard input.

    A clue is a DOI, PMID, PMCID, arXiv id, ISBN, an address, or the text of a citation. Text is
    only accepted without asking when at least three fields agree with one record and nothing
    contradicts but one slip that all the rest outweighs; else the nearest are shown and nothing
    is added.
    Ends with 1 if not certain or there already, 4 if a source could not be asked, 5 if not found.
    """
    wanted = _clues(clues, sources)
    if key and len(wanted) != 1:
        raise UsageError("--key goes with one reference")
    app = App(project, {"offline": offline or None, "mailto": mailto})
    settings = app.settings
    options = Options(
        to=to or "",
        default_file=app.path(settings.text("add-to")) if settings.text("add-to") else "",
        key=key or "",
        template=settings.text("key-template"),
        dialect=settings.text("dialect"),
        dry_run=dry_run,
        choose=choose if sys.stdin.isatty() and sys.stderr.isatty() and not as_json else None,
        lock_file=_lock(app),
        also=tuple(s.name for s in SOURCES if s.option and settings.flag(s.name)),
    )
    with client(app, refresh=refresh) as fetch:
        result = add(app.files, fetch, wanted, options)
    if as_json:
        output.json_data(to_json(result, dry_run))
    else:
        for row in result.rows:
            for line in say(row, dry_run):
                output.say(line)
        if dry_run and result.files:
            output.document(unified(result.files).rstrip("\n"))
    return exit_code(result)


def _lock(app: App) -> str:
    """The lock, where there is a folder for it: no command makes folders that nobody asked for."""
    lock = app.settings.text("lock")
    return app.path(lock) if (app.root / lock).parent.is_dir() else ""


def _clues(arguments: tuple[str, ...], sources: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for argument in arguments:
        found += clues_in(output.stdin_text()) if argument == "-" else [argument]
    for source in sources:
        found += clues_in(Path(source).read_text(encoding="utf-8", errors="replace"))
    if not found:
        raise UsageError("nothing to add", hint="give a DOI, another identifier or a citation")
    return found
