"""`citare rekey`."""

from __future__ import annotations

import click

from citare.actions.rekey import Rekeyed, rekey
from citare.cli import completion, output
from citare.cli.app import App
from citare.cli.options import dry_run_option, query_option, with_app
from citare.disk.documents import documents_under, expand
from citare.errors import ExitCode, UsageError


@click.command("rekey", epilog="Example:  citare rekey ning2025 --as ning2025how --in paper.md")
@click.argument("keys", nargs=-1, shell_complete=completion.keys)
@click.option("--all", "everything", is_flag=True, help="All entries of the library.")
@click.option("--template", help="The template (default: the setting key-template).")
@click.option("--as", "new_key", help="The new key, for one entry.")
@click.option(
    "--in",
    "documents",
    multiple=True,
    type=click.Path(exists=True),
    help="A document or folder whose citations follow (default: all of the project's).",
)
@click.option("--no-documents", is_flag=True, help="Leave documents alone.")
@query_option
@dry_run_option
@with_app
def command(
    app: App,
    keys: tuple[str, ...],
    everything: bool,
    template: str | None,
    new_key: str | None,
    documents: tuple[str, ...],
    no_documents: bool,
    query: str,
) -> ExitCode:
    """Give the entries with these KEYS new citation keys, made from the template.

    Entries that refer to them, the lock, and the citations in Markdown, LaTeX, Typst
    and reStructuredText follow. `citare undo` takes all of it back.
    """
    if not keys and not query and not everything:
        raise UsageError("no key was given", hint="--all makes new keys for the whole library")
    paths = expand(documents) if documents else [app.shown(p) for p in documents_under(app.root)]
    result = rekey(
        app.library,
        keys,
        query,
        template=template or app.settings.text("key-template"),
        new_key=new_key or "",
        documents=[] if no_documents else paths,
        lock_file=app.lock,
        dry_run=app.dry_run,
    )
    app.report(
        {"keys": dict(result.keys), "citations": result.citations},
        text=lambda: _show(result),
        changed=result.files,
        summary=lambda: _say(result, app.dry_run),
    )
    return ExitCode.FINDINGS if result.findings else ExitCode.OK


def _show(result: Rekeyed) -> None:
    for old, new in result.keys.items():
        output.data(f"{old} -> {new}")


def _say(result: Rekeyed, dry_run: bool) -> None:
    for finding in result.findings:
        output.say(f"{finding.place}: {finding.message}")
    verb = "would change" if dry_run else "changed"
    files = f" in {', '.join(result.files)}" if result.files else ""
    keys = output.counted(len(result.keys), "key")
    output.say(f"{verb} {keys} and {output.counted(result.citations, 'citation')}{files}")
