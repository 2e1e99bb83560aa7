"""`citare find`: works by words, from the registries' search, to pick from."""

from __future__ import annotations

from typing import Any

import click

from citare.actions.find import search
from citare.cli import output
from citare.cli.app import App
from citare.cli.commands.add import add_references
from citare.cli.options import dry_run_option, network_options, with_app
from citare.errors import ExitCode
from citare.model.summary import summary
from citare.sources.base import Found


@click.command("find", epilog="Example:  citare find artificial intelligence medical students")
@click.argument("words", nargs=-1, required=True)
@click.option("-l", "--limit", default=10, type=click.IntRange(1, 100), help="How many to show.")
@click.option("--author", default="", help="Part of an author's name.")
@click.option("--add", "numbers", multiple=True, type=int, metavar="N", help="Add the Nth of them.")
@click.option("--to", default="", metavar="FILE", help="The .bib file that entries go to.")
@dry_run_option
@network_options
@with_app
def command(
    app: App,
    words: tuple[str, ...],
    limit: int,
    author: str,
    numbers: tuple[int, ...],
    to: str,
) -> ExitCode:
    """Find works by WORDS of their titles, authors and journals, best first (Crossref's search).

    On a terminal you pick by number what to add. Elsewhere each is a line of number, DOI and
    what it is; --add N adds. Ends with 5 if there is none.
    """
    with app.network() as fetch:
        found = search(" ".join(words), fetch, author=author, limit=limit)
    picked = [number for number in numbers if number <= len(found)]
    if len(picked) < len(numbers):
        output.say(f"citare: there are only {len(found)}")
    if not numbers or not app.as_json:
        app.report(
            {"works": [_json(work) for work in found]},
            text=lambda: _show(found),
        )
    if not found:
        output.say("citare: nothing is found")
        return ExitCode.NOT_FOUND
    if not numbers and app.asks:
        picked = _asked(len(found))
    if not picked:
        return ExitCode.NOT_FOUND if numbers else ExitCode.OK
    return add_references(app, [found[number - 1].identifier for number in picked], to)


def _show(found: list[Found]) -> None:
    for number, work in enumerate(found, 1):
        output.data(f"{number}\t{work.identifier}\t{summary(work.item, container=True)}")


def _asked(most: int) -> list[int]:
    """The numbers that the person picks, `1 3` or none."""
    answer = click.prompt("Add which? (numbers, or n)", default="n", err=True)
    numbers = [int(word) for word in answer.replace(",", " ").split() if word.isdecimal()]
    return [number for number in numbers if 1 <= number <= most]


def _json(work: Found) -> dict[str, Any]:
    item = work.item
    return {
        "identifier": work.identifier,
        "source": work.source,
        "type": item.type,
        "title": item.get("title"),
        "container": item.get("container-title"),
        "summary": summary(item, container=True),
    }
