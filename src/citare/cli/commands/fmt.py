"""`citare fmt`: the layout of the .bib files, only as far as settings or options ask for it."""

from __future__ import annotations

from typing import Any

import click

from citare.actions.fmt import FmtResult, fmt, format_of
from citare.cli import output
from citare.cli.bib_texts import read_texts
from citare.cli.context import App
from citare.cli.diff import unified
from citare.cli.options import common, dry_run_option

DIFFERS = 1
_WORDS: dict[str, Any] = {"true": True, "yes": True, "false": False, "no": False}


@click.command("fmt", epilog="Example:  citare fmt --sort author,year --indent 2 --diff")
@click.argument("files", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; end with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--field-order", metavar="FIELDS", help="`true`, or names separated by commas.")
@click.option("--indent", metavar="N", help="Blanks before a field on its line, or `tab`.")
@click.option("--align", metavar="N", help="Column of the equals sign; `true`: the longest name.")
@click.option("--delimiters", metavar="WORD", help="`braces` or `quotes` around values.")
@click.option("--trailing-comma", metavar="YES", help="A comma behind the last field or not.")
@click.option("--lowercase", metavar="YES", help="Names of types and fields in small letters.")
@click.option("--wrap", metavar="N", help="Break values so that lines are not longer.")
@click.option("--blank-lines", metavar="N", help="Blank lines between two entries.")
@click.option("--sort", metavar="KEYS", help="key, type, author, title, year; -year: downward.")
@dry_run_option
@common
def command(
    files: tuple[str, ...],
    check: bool,
    diff: bool,
    dry_run: bool,
    project: str | None,
    as_json: bool,
    **options: str | None,
) -> int:
    """Format FILES (default: the library; - is standard input).

    Everything is off until the `fmt` table of citare.toml or an option asks for it. What the
    entries say is compared before and after: nothing is written if it would differ.
    """
    app = App(project)
    table = app.settings.table("fmt")
    origin = app.settings.values["fmt"].origin
    given = {n.replace("_", "-"): _value(v) for n, v in options.items() if v is not None}
    wanted = format_of({**table, **given}, f"{origin}: fmt" if table else "fmt")
    if wanted.does_nothing:
        output.say("nothing to do: no transform is asked for (see `citare fmt --help`)")
    texts = read_texts(app, files)
    result = fmt(texts.texts, wanted)
    only_look = check or diff or dry_run
    if not only_look:
        texts.write_all(result.files)
    _print(result, as_json=as_json, diff=diff, wrote=not only_look)
    return DIFFERS if result.changed and check else 0


def _value(text: str) -> Any:
    """An option's text as the settings would hold it."""
    return int(text) if text.isdecimal() else _WORDS.get(text.lower(), text)


def _print(result: FmtResult, *, as_json: bool, diff: bool, wrote: bool) -> None:
    if as_json:
        output.json_data(
            {"files": list(result.files), "changed": list(result.changed), "written": wrote}
        )
    elif diff:
        text = unified(result.changes)
        if text:
            output.document(text.rstrip("\n"))
    for name in result.changed:
        output.say(f"{'formatted' if wrote else 'would format'} {name}")
    if not result.changed:
        output.say("nothing changed" if wrote else "nothing would change")
