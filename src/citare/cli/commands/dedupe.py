"""`citare dedupe`."""

from __future__ import annotations

from typing import Any

import click

from citare.actions.dedupe import Deduped, Pair, dedupe
from citare.cli import output
from citare.cli.app import App
from citare.cli.options import dry_run_option, with_app
from citare.disk.documents import documents_under
from citare.errors import ExitCode


@click.command("dedupe", epilog="Example:  citare dedupe --yes --prefer ning2025")
@click.option(
    "-y", "--yes", is_flag=True, help="Merge what an identifier proves and where nothing conflicts."
)
@click.option(
    "--prefer", multiple=True, metavar="KEY", help="The entry that stays, conflicts or not."
)
@click.option("--no-documents", is_flag=True, help="Leave documents' citations alone.")
@dry_run_option
@with_app
def command(app: App, yes: bool, prefer: tuple[str, ...], no_documents: bool) -> ExitCode:
    """Find entries that are one work and show why. Nothing is merged without asking or --yes.

    A merge fills what the surviving entry lacks and never drops a value that says something
    else: such pairs are left for you, unless --prefer names the entry that stays. The other
    key lives on in the survivor's `ids`, and citations in the project's documents follow.
    Ends with 1 while duplicates remain.
    """
    asks = app.asks and not yes

    def decide(pair: Pair) -> bool:
        preferred = pair.keep.key in prefer
        if asks:
            _show_pair(pair)
            return click.confirm(f"Merge {pair.drop.key} into {pair.keep.key}?", err=True)
        if preferred and yes:
            return True
        return yes and pair.duplicate.certain and not pair.conflicts

    paths = [] if no_documents else [app.shown(p) for p in documents_under(app.root)]
    result = dedupe(app.library, decide, prefer=prefer, documents=paths, dry_run=app.dry_run)
    app.report(
        _json(result),
        text=lambda: _show(result, app.dry_run, shown=asks),
        changed=result.files,
        summary=lambda: _say(result),
    )
    remain = result.repeated or any(not pair.merged for pair in result.pairs)
    return ExitCode.FINDINGS if remain else ExitCode.OK


def _show_pair(pair: Pair) -> None:
    kind = "" if pair.duplicate.certain else " (likely)"
    output.data(f"{pair.drop.key} is {pair.keep.key}{kind}: {pair.duplicate.reason}")
    output.data(f"  {pair.keep.place()}\n  {pair.drop.place()}")
    for name in pair.fields:
        output.data(f"  {name}: filled from {pair.drop.key}")
    for conflict in pair.conflicts:
        output.data(f"  {conflict.field}: conflict (similarity {conflict.similarity:.2f})")
        output.data(f"    {pair.keep.key}: {conflict.ours}\n    {pair.drop.key}: {conflict.theirs}")


def _show(result: Deduped, dry_run: bool, *, shown: bool) -> None:
    for pair in result.pairs:
        if not shown:
            _show_pair(pair)
        if pair.merged:
            output.data(f"  {'would merge' if dry_run else 'merged'}")
        elif pair.note:
            output.data(f"  {pair.note}")


def _say(result: Deduped) -> None:
    for finding in result.findings:
        output.say(f"{finding.place}: {finding.message}")
    merged = sum(pair.merged for pair in result.pairs)
    output.say(f"{output.counted(len(result.pairs), 'duplicate')}, {merged} merged")
    for key in result.repeated:
        output.say(f"citare: several entries have the key {key}; give them keys of their own first")


def _json(result: Deduped) -> dict[str, Any]:
    return {
        "pairs": [
            {
                "keep": pair.keep.key,
                "drop": pair.drop.key,
                "reason": pair.duplicate.reason,
                "certain": pair.duplicate.certain,
                "similarity": pair.duplicate.similarity,
                "filled": list(pair.fields),
                "conflicts": [c.field for c in pair.conflicts],
                "merged": pair.merged,
            }
            for pair in result.pairs
        ],
        "repeated_keys": list(result.repeated),
    }
