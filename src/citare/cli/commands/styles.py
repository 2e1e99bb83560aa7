"""`citare styles`."""

from __future__ import annotations

import click

from citare.actions.styles import search
from citare.cli import output
from citare.cli.app import App
from citare.cli.options import with_app
from citare.csl.short_names_table import SHORT_NAMES
from citare.errors import ExitCode


@click.command("styles", epilog="Example:  citare styles lancet")
@click.argument("words", nargs=-1)
@with_app
def command(app: App, words: tuple[str, ...]) -> ExitCode:
    """Search the installed CSL styles by the WORDS of their names.

    Short names that people say work everywhere: apa, ama, vancouver, nlm, ieee, chicago, mla,
    harvard, nature, bmj, lancet and more.
    """
    found = search(app.styles, words)
    short: dict[str, list[str]] = {}
    for name, style in SHORT_NAMES.items():
        short.setdefault(style, []).append(name)

    def text() -> None:
        for name in found:
            others = [s for s in short.get(name, []) if s != name]
            output.data(f"{name}  ({', '.join(others)})" if others else name)

    app.report({"styles": [{"name": n, "short_names": short.get(n, [])} for n in found]}, text=text)
    if not found:
        output.say(f"citare: no style's name contains {' '.join(words)!r}")
        if not app.styles.all_are_installed:
            output.say("  hint: pip install 'citare[styles]' adds more than 10,000 styles")
        return ExitCode.NOT_FOUND
    return ExitCode.OK
