"""`citare import`."""

from __future__ import annotations

import click

from citare.actions.import_ import import_texts
from citare.cli import output
from citare.cli.context import App
from citare.cli.diff import unified
from citare.cli.options import common, dry_run_option
from citare.exchange.registry import FORMATS
from citare.findings import Severity

UNREAD, NOT_FOUND = 3, 5


@click.command("import", epilog="Example:  citare import library.ris --to refs/library.bib")
@click.argument("files", nargs=-1, required=True)
@click.option("--to", metavar="FILE", help="The .bib file that the entries go to.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice([known.name for known in FORMATS]),
    help="The files' format (default: seen by ending and content).",
)
@dry_run_option
@common
def command(
    files: tuple[str, ...],
    to: str | None,
    form: str | None,
    dry_run: bool,
    project: str | None,
    as_json: bool,
) -> int:
    """Import references from FILES (- is standard input) of other tools.

    What the library has already is left out and named. Ends with 3 if something could not be
    read, with 5 if there was no reference; the rest is imported all the same.
    """
    app = App(project)
    settings = app.settings
    reader = app.files_at([])
    texts = {
        "<stdin>" if name == "-" else name: output.stdin_text()
        if name == "-"
        else reader.read(name)
        for name in files
    }
    result = import_texts(
        app.files,
        texts,
        to=to or "",
        default_file=app.path(settings.text("add-to")) if settings.text("add-to") else "",
        form=form or "",
        template=settings.text("key-template"),
        dialect=settings.text("dialect"),
        dry_run=dry_run,
    )
    if as_json:
        output.json_data(
            {
                "added": list(result.added),
                "duplicates": [
                    dict(zip(("what", "key", "why"), d, strict=True)) for d in result.duplicates
                ],
                "findings": [
                    {"place": str(f.place), "message": f.message} for f in result.findings
                ],
                "files": list(result.files),
                "dry-run": dry_run,
            }
        )
    else:
        for what, key, why in result.duplicates:
            output.say(f"left out: {what}: the library has it as {key} ({why})")
        for finding in result.findings:
            output.say(f"{finding.place}: {finding.severity}: {finding.message}")
        if dry_run and result.files:
            output.document(unified(result.files).rstrip("\n"))
        verb = "would import" if dry_run else "imported"
        output.say(f"{verb} {len(result.added)}, left out {len(result.duplicates)}")
    if any(f.severity is Severity.ERROR for f in result.findings):
        return UNREAD
    if not result.added and not result.duplicates:
        output.say(f"citare: no reference found in {', '.join(texts)}")
        return NOT_FOUND
    return 0
