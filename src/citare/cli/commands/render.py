"""`citare render`."""

from __future__ import annotations

from pathlib import Path

import click

from citare.actions.render import Rendered, render_items
from citare.cli import completion, output
from citare.cli.app import App, loss
from citare.cli.options import force_option, output_option, query_option, with_app
from citare.csl.locale import fallbacks
from citare.errors import ExitCode, UsageError
from citare.formats.metadata import METADATA
from citare.formats.registry import FORMATS

ENGINES = ("citare", "citeproc-py")


@click.command("render", epilog="Example:  citare render refs --style ama --format html")
@click.argument("what", nargs=-1, shell_complete=completion.keys)
@click.option(
    "-s",
    "--style",
    shell_complete=completion.styles,
    help="A style's name, short name (apa, ama, ...) or file.",
)
@click.option("-f", "--format", "form", type=click.Choice(list(FORMATS)), help="Output format.")
@click.option("-l", "--locale", help="Language of the output, such as de-DE.")
@click.option("--cite", is_flag=True, help="Print one citation of them all, no bibliography.")
@click.option("--standalone", is_flag=True, help="A whole document, not a fragment.")
@click.option("--heading", help="The heading of a whole document ('' for none).")
@click.option(
    "--metadata",
    type=click.Choice(METADATA),
    multiple=True,
    help="In HTML, also for programs: COinS (Zotero) or schema.org JSON-LD (search engines).",
)
@output_option("Write a whole document to a file; its name says the format.")
@click.option("--engine", type=click.Choice(ENGINES), help="The CSL processor.")
@force_option
@query_option
@with_app
def command(
    app: App,
    what: tuple[str, ...],
    style: str | None,
    form: str | None,
    locale: str | None,
    cite: bool,
    standalone: bool,
    heading: str | None,
    metadata: tuple[str, ...],
    target: str | None,
    engine: str | None,
    force: bool,
    query: str,
) -> ExitCode:
    """Print a bibliography of the library, or of WHAT: keys, .bib files, folders, or - (stdin)."""
    if target and not form:
        form = _format_of(target)
    app.override(style=style, format=form, locale=locale, engine=engine)
    settings = app.settings
    _, records = app.read(what, query)
    result = render_items(
        [record.item for record in records],
        app.style(),
        app.styles,
        output=settings.text("format"),
        language=settings.text("locale"),
        cite=cite,
        document=standalone or bool(target),
        heading=heading,
        metadata=metadata,
        sentence_case=settings.text("title-case") == "sentence",
        make_engine=app.engine(),
    )
    if target:
        ending = FORMATS[settings.text("format")].extension
        app.write_output(target, result.text, [ending], force=force)
        output.say(f"wrote {output.counted(len(records), 'reference')} to {target}")

    def text() -> None:
        if result.text and not target:
            output.document(result.text.rstrip("\n"))

    # Each entry by itself is written for JSON alone.
    entries = [{"key": k, "text": t} for k, t in result.entries] if app.as_json else []
    app.report({"text": result.text, "entries": entries, "file": target or ""}, text=text)
    _warn(app, result)
    app.warn_of_retractions(records)
    return ExitCode.first_of([app.say_unread(), loss(result.warnings)])


def _warn(app: App, result: Rendered) -> None:
    language = app.settings.text("locale")
    if language and not any(app.styles.locale(tag) for tag in fallbacks(language)[:-1]):
        output.say(f"citare: warning: there is no locale {language!r}; en-US is used")
    for finding in result.warnings:
        output.say(f"citare: {finding.severity}: {finding.message}")


def _format_of(target: str) -> str:
    """The format that a file's ending names."""
    ending = Path(target).suffix.lower()
    for name, form in FORMATS.items():
        if form.extension == ending:
            return name
    known = ", ".join(form.extension for form in FORMATS.values())
    raise UsageError(
        f"{target}: its name does not say which format", hint=f"one of {known}, or --format"
    )
