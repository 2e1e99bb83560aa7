"""`citare fmt`: the layout of the .bib files, only as far as settings or options ask for it."""

from __future__ import annotations

from typing import Any

import click

from citare.actions.fmt import FmtResult, fmt, format_of
from citare.cli import output
from citare.cli.app import App
from citare.cli.options import dry_run_option, with_app
from citare.errors import ExitCode

_WORDS: dict[str, Any] = {"true": True, "yes": True, "false": False, "no": False}


@click.command("fmt", epilog="Example:  citare fmt --sort author,year --indent 2 --diff")
@click.argument("files", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; end with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--field-order", metavar="FIELDS", help="`true`, or names separated by commas.")
@click.option("--indent", metavar="N", help="Spaces before a field on its line, or `tab`.")
@click.option("--align", metavar="N", help="Column of the equals sign; `true`: the longest name.")
@click.option("--delimiters", metavar="WORD", help="`braces` or `quotes` around values.")
@click.option("--trailing-comma", metavar="YES", help="A comma after the last field, or none.")
@click.option("--lowercase", metavar="YES", help="Names of types and fields in lower case.")
@click.option("--wrap", metavar="N", help="Break values so that lines are not longer.")
@click.option("--blank-lines", metavar="N", help="Blank lines between two entries.")
@click.option("--sort", metavar="KEYS", help="key, type, author, title, year; -year: descending.")
@dry_run_option
@with_app
def command(
    app: App, files: tuple[str, ...], check: bool, diff: bool, **options: str | None
) -> ExitCode:
    """Format FILES (default: the library; - is standard input).

    Everything is off until the `fmt` table of citare.toml or an option asks for it. What the
    entries say is compared before and after: nothing is written if it would differ.
    """
    table = app.settings.table("fmt")
    origin = app.settings.values["fmt"].origin
    given = {n.replace("_", "-"): _value(v) for n, v in options.items() if v is not None}
    wanted = format_of({**table, **given}, f"{origin}: fmt" if table else "fmt")
    if wanted.does_nothing:
        output.say("nothing to do: no layout is asked for (see `citare fmt --help`)")
    bib_files = app.files(app.select(files, only_files=True).paths)
    result = fmt({name: bib_files.read(name) for name in bib_files.paths()}, wanted)
    only_look = check or diff or app.dry_run
    if not only_look:
        bib_files.write_all(result.files)
    _report(app, result, diff=diff, wrote=not only_look)
    return ExitCode.FINDINGS if result.changed and check else ExitCode.OK


def _value(text: str) -> Any:
    """An option's text as the settings would hold it."""
    return int(text) if text.isdecimal() else _WORDS.get(text.lower(), text)


def _report(app: App, result: FmtResult, *, diff: bool, wrote: bool) -> None:
    def text() -> None:
        if diff:
            output.diff(result.changes)

    value = {"files": list(result.files), "changed": list(result.changed), "written": wrote}
    app.report(value, text=text)
    for name in result.changed:
        output.say(f"{'formatted' if wrote else 'would format'} {name}")
    if not result.changed:
        output.say("nothing changed" if wrote else "nothing would change")
