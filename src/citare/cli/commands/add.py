"""`citare add`: the record of each reference, as a new entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from citare.actions.add import Added, Duplicate, Options, Result, Row, add
from citare.actions.find import NotAsked, NotAWork, NotFound, Uncertain
from citare.cli import output
from citare.cli.app import App
from citare.cli.options import dry_run_option, network_options, with_app
from citare.errors import ExitCode, UsageError
from citare.matching.evidence import Agreement
from citare.matching.references import clues_in, clues_of
from citare.matching.score import Judgement
from citare.model.summary import summary
from citare.sources.base import Found
from citare.sources.registry import title_of
from citare.verify.verdict import grave_lines


@click.command("add", epilog="Example:  citare add 10.2196/58161 PMID:39871336")
@click.argument("references", nargs=-1)
@click.option("--to", metavar="FILE", help="The .bib file that the entries go to.")
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    help="Read them from a text file: a line each, or a reference list.",
)
@click.option("--key", help="The citation key (for one reference).")
@dry_run_option
@network_options
@with_app
def command(
    app: App,
    references: tuple[str, ...],
    to: str | None,
    sources: tuple[str, ...],
    key: str | None,
) -> ExitCode:
    """Add REFERENCES, each one a whole argument; `-` reads them from standard input.

    A reference is a DOI, PMID, PMCID, arXiv id, ISBN, an address, or the text of a citation. Text
    is only accepted without asking when at least three fields agree with one record and nothing
    contradicts but one slip that all the rest outweighs; else the nearest are shown and nothing
    is added.
    Ends with 1 if not certain or there already, 4 if a source could not be asked, 5 if not found.
    """
    wanted = _read(references, sources)
    if key and len(wanted) != 1:
        raise UsageError("--key goes with one reference")
    settings = app.settings
    options = Options(
        to=to or "",
        default_file=app.add_to,
        key=key or "",
        template=settings.text("key-template"),
        dialect=settings.text("dialect"),
        dry_run=app.dry_run,
        choose=_choose if app.asks else None,
        lock_file=_lock(app),
        also=app.also,
    )
    with app.network() as fetch:
        result = add(app.files(), fetch, wanted, options)
    app.report(
        {"references": [_json(row) for row in result.rows]},
        text=lambda: _say(result, app.dry_run),
        changed=result.files,
    )
    return ExitCode.first_of(_CODES.get(type(row), ExitCode.OK) for row in result.rows)


def _lock(app: App) -> str:
    """The lock, where there is a folder for it: no command makes a folder without being asked."""
    lock = app.lock
    return lock if Path(lock).parent.is_dir() else ""


def _read(arguments: tuple[str, ...], sources: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for argument in arguments:
        found += clues_in(output.stdin_text()) if argument == "-" else clues_of(argument)
    for source in sources:
        found += clues_in(Path(source).read_text(encoding="utf-8", errors="replace"))
    if not found:
        raise UsageError("nothing to add", hint="give a DOI, another identifier or a citation")
    return found


_CODES = {
    Uncertain: ExitCode.FINDINGS,
    Duplicate: ExitCode.FINDINGS,
    NotAWork: ExitCode.USAGE,
    NotFound: ExitCode.NOT_FOUND,
    NotAsked: ExitCode.NOT_ASKED,
}


def _say(result: Result, dry_run: bool) -> None:
    for row in result.rows:
        for line in _lines(row, dry_run):
            output.say(line)


def _lines(row: Row, dry_run: bool) -> list[str]:
    """Lines for one reference."""
    if isinstance(row, Added):
        verb = "would add" if dry_run else "added"
        source = title_of(row.found.source)
        work = summary(row.found.item, container=True)
        head = f"{verb} {row.key} to {row.file}: {work} [{source}]"
        warnings = [f"  warning: the work is {line}" for line in grave_lines(row.status)]
        twins = [f"  the same work is registered as {doi}" for doi in row.twins]
        return [head, *warnings, *twins, *_differences(row.judgement)]
    if isinstance(row, Duplicate):
        head = f"not added: {row.reference}: the library has it as {row.key} ({row.file})"
        return [head, *_differences(row.judgement)]
    if isinstance(row, Uncertain):
        lines = [f"not certain: {row.reference}", f"  {row.reason}; nearest:"]
        for found, judgement in row.candidates:
            lines += _candidate_lines(found, judgement)
        return [*lines, "  hint: add the right one by its DOI"]
    if isinstance(row, NotFound):
        return [f"not found: {row.reference}: {row.reason}"]
    return [f"not added: {row.reference}: {row.reason}"]


def _candidate_lines(found: Found, judgement: Judgement) -> list[str]:
    """A candidate and what agrees."""
    agreed = ", ".join(judgement.fields(Agreement.AGREES)) or "nothing"
    work = summary(found.item, container=True)
    lines = [f"    {found.identifier}  {work}", f"      agrees: {agreed}"]
    against = judgement.fields(Agreement.CONTRADICTS)
    if against:
        lines[-1] += f"; contradicts: {', '.join(against)}"
    return lines


def _differences(judgement: Judgement | None) -> list[str]:
    """Where a citation and the record differ."""
    if judgement is None:
        return []
    lines = []
    for evidence in judgement.differences:
        lines.append(
            f"  {evidence.field} differs from the citation (similarity {evidence.similarity:.2f})"
        )
        lines.append(f"    cited    {evidence.cited}")
        lines.append(f"    recorded {evidence.recorded}")
    return lines


def _choose(uncertain: Uncertain) -> Found | None:
    """Ask the person which candidate is meant."""
    output.say(f"not certain: {uncertain.reference}\n  {uncertain.reason}")
    for number, (found, judgement) in enumerate(uncertain.candidates, 1):
        lines = _candidate_lines(found, judgement)
        output.say(f"  {number}." + lines[0][3:] + "\n" + "\n".join(lines[1:]))
    choices = [*(str(n) for n in range(1, len(uncertain.candidates) + 1)), "n"]
    word = click.prompt("Which one? (n: none)", type=click.Choice(choices), default="n", err=True)
    return None if word == "n" else uncertain.candidates[int(word) - 1][0]


def _json(row: Row) -> dict[str, Any]:
    if isinstance(row, Added):
        return {
            "reference": row.reference, "outcome": "added", "key": row.key, "file": row.file,
            "identifier": row.found.identifier, "source": row.found.source,
            "status": [str(notice.standing) for notice in row.status.notices],
            "twins": list(row.twins), "differences": _evidence(row.judgement),
        }  # fmt: skip
    if isinstance(row, Duplicate):
        return {
            "reference": row.reference, "outcome": "duplicate", "key": row.key, "file": row.file,
            "differences": _evidence(row.judgement),
        }  # fmt: skip
    if isinstance(row, Uncertain):
        candidates = [
            {"identifier": f.identifier, "title": f.item.get("title"), "score": j.score}
            for f, j in row.candidates
        ]
        return {
            "reference": row.reference, "outcome": "not certain", "reason": row.reason,
            "candidates": candidates,
        }  # fmt: skip
    outcome = {NotFound: "not found", NotAsked: "not asked", NotAWork: "not a work"}[type(row)]
    return {"reference": row.reference, "outcome": outcome, "reason": row.reason}


def _evidence(judgement: Judgement | None) -> list[dict[str, Any]]:
    if judgement is None:
        return []
    return [
        {"field": e.field, "cited": e.cited, "recorded": e.recorded, "similarity": e.similarity}
        for e in judgement.differences
    ]
