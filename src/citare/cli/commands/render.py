"""`citare render`."""

from __future__ import annotations

from pathlib import Path

import click

from citare.actions.render import render_items
from citare.cli import output
from citare.cli.context import App
from citare.cli.options import common, query_option
from citare.cli.reading import say_unread
from citare.cli.selection import read_records
from citare.cli.styling import engine_named, load_style, style_files
from citare.csl.locale import fallbacks
from citare.errors import UsageError
from citare.findings import Severity
from citare.formats.registry import FORMATS

ENGINES = ("citare", "citeproc-py")


@click.command("render", epilog="Example:  citare render refs --style ama --format html")
@click.argument("what", nargs=-1)
@click.option("-s", "--style", help="A style's name, short name (apa, ama, ...) or file.")
@click.option("-f", "--format", "form", type=click.Choice(list(FORMATS)), help="Output format.")
@click.option("-l", "--locale", help="Language of the output, such as de-DE.")
@click.option("--cite", is_flag=True, help="Print one citation of them all, no bibliography.")
@click.option("--standalone", is_flag=True, help="A whole document, not a fragment.")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(dir_okay=False),
    help="Write a whole document to a file; its ending tells the format.",
)
@click.option("--engine", type=click.Choice(ENGINES), help="The CSL processor.")
@query_option
@common
def command(
    what: tuple[str, ...],
    style: str | None,
    form: str | None,
    locale: str | None,
    cite: bool,
    standalone: bool,
    target: str | None,
    engine: str | None,
    query: str,
    project: str | None,
    as_json: bool,
) -> int:
    """Print a bibliography of the library, or of WHAT: keys, .bib files, folders, or - (stdin)."""
    if target and not form:
        form = _format_of(target)
    options = {"style": style, "format": form, "locale": locale, "engine": engine}
    app = App(project, options)
    settings = app.settings
    library, records = read_records(app, what, query)
    files = style_files(app)
    result = render_items(
        [record.item for record in records],
        load_style(files, settings.text("style")),
        files,
        output=settings.text("format"),
        language=settings.text("locale"),
        cite=cite,
        document=standalone or bool(target),
        make_engine=engine_named(settings.text("engine")),
    )
    if as_json:
        entries = [{"key": key, "text": text} for key, text in result.entries]
        output.json_data({"text": result.text, "entries": entries})
    elif target:
        app.write_output(target, result.text)
        output.say(f"wrote {output.counted(len(records), 'reference')} to {target}")
    elif result.text:
        output.document(result.text.rstrip("\n"))
    language = settings.text("locale")
    if language and not any(files.locale(tag) for tag in fallbacks(language)[:-1]):
        output.say(f"citare: warning: there is no locale {language!r}; en-US is used")
    for finding in result.warnings:
        output.say(f"citare: {finding.severity}: {finding.message}")
    lost = any(finding.severity is Severity.ERROR for finding in result.warnings)
    return say_unread([*app.unreadable, *library.unread]) or int(lost)


def _format_of(target: str) -> str:
    """The format that a file's ending tells."""
    ending = Path(target).suffix.lower()
    for name, form in FORMATS.items():
        if form.extension == ending:
            return name
    known = ", ".join(form.extension for form in FORMATS.values())
    raise UsageError(f"{target}: its ending tells no format", hint=f"one of {known}, or --format")
