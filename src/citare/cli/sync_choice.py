"""`sync --interactive`: each difference side by side, and the person's word on it."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from citare.actions.sync import Row
from citare.cli.output import visible
from citare.cli.sync_report import shown
from citare.merging.three_way import OPEN
from citare.sources.registry import title_of


def choose(row: Row) -> tuple[frozenset[str], frozenset[str]]:
    """Ask about every undecided field: the variables to take, and those to keep."""
    if row.merge is None:
        return frozenset(), frozenset()
    source = title_of(row.source)
    console = Console(stderr=True)
    take: set[str] = set()
    keep: set[str] = set()
    for one in row.merge.fields:
        if one.verdict not in OPEN:
            continue
        # Text, not str: nothing in a key or a value is rich's markup.
        title = Text(visible(f"{row.record.key}: {one.variable}"))
        table = Table(title=title, title_justify="left")
        table.add_column("yours")
        table.add_column(source)
        values = (one.mine, one.theirs)
        table.add_row(*(Text(visible(shown(value)) if value else "") for value in values))
        console.print(table)
        word = click.prompt(
            f"[t]ake {source}'s, [k]eep yours, [s]kip, [q]uit asking",
            type=click.Choice(["t", "k", "s", "q"]),
            default="s",
            show_choices=False,
            err=True,
        )
        if word == "q":
            break
        if word != "s":
            (take if word == "t" else keep).add(one.variable)
    return frozenset(take), frozenset(keep)
