"""`citare styles`."""

from __future__ import annotations

import click

from citare.actions.styles import search
from citare.cli import output
from citare.cli.context import App
from citare.cli.options import common
from citare.cli.styling import style_files
from citare.csl.short_names_table import SHORT_NAMES


@click.command("styles", epilog="Example:  citare styles lancet")
@click.argument("words", nargs=-1)
@common
def command(words: tuple[str, ...], project: str | None, as_json: bool) -> int:
    """Search the installed CSL styles by the WORDS of their names.

    Short names that people say work everywhere: apa, ama, vancouver, nlm, ieee, chicago, mla,
    harvard, nature, bmj, lancet and more.
    """
    found = search(style_files(App(project)), words)
    short: dict[str, list[str]] = {}
    for name, style in SHORT_NAMES.items():
        short.setdefault(style, []).append(name)
    if as_json:
        output.json_data([{"name": n, "short-names": short.get(n, [])} for n in found])
    else:
        for name in found:
            said = [s for s in short.get(name, []) if s != name]
            output.data(f"{name}  ({', '.join(said)})" if said else name)
    if not found:
        output.say(f"citare: no style's name holds {' '.join(words)!r}")
        return 5
    return 0
