"""What `add` did, for people and as JSON; and the person's choice where it is not certain."""

from __future__ import annotations

from typing import Any

import click

from citare.actions.add import Added, Duplicate, Result, Row
from citare.actions.find import Missing, Unasked, Uncertainty, Unusable
from citare.cli import output
from citare.matching.evidence import Agreement
from citare.matching.score import Judgement
from citare.model.summary import summary
from citare.sources.base import Found
from citare.sources.names import title_of

_CODES: tuple[tuple[type, int], ...] = (
    (Uncertainty, 1), (Duplicate, 1), (Unusable, 2), (Missing, 5), (Unasked, 4),
)  # fmt: skip


def exit_code(result: Result) -> int:
    """What is known comes first: 1 not certain or there already, 2 no work's identifier, 5 not
    found; then 4 not asked; else 0."""
    for kind, code in _CODES:
        if any(isinstance(row, kind) for row in result.rows):
            return code
    return 0


def say(row: Row, dry_run: bool) -> list[str]:
    """Lines for one clue."""
    if isinstance(row, Added):
        verb = "would add" if dry_run else "added"
        source = title_of(row.found.source)
        work = summary(row.found.item, container=True)
        head = f"{verb} {row.key} to {row.file}: {work} [{source}]"
        return [head, *differences(row.judgement)]
    if isinstance(row, Duplicate):
        head = f"not added: {row.clue}: the library has it as {row.key} ({row.file})"
        return [head, *differences(row.judgement)]
    if isinstance(row, Uncertainty):
        lines = [f"not certain: {row.clue}", f"  {row.reason}; nearest:"]
        for found, judgement in row.candidates:
            lines += candidate_lines(found, judgement)
        return [*lines, "  hint: add the right one by its DOI"]
    if isinstance(row, Missing):
        return [f"not found: {row.clue}: {row.reason}"]
    return [f"not added: {row.clue}: {row.reason}"]


def candidate_lines(found: Found, judgement: Judgement) -> list[str]:
    """A candidate and what agrees."""
    agreed = ", ".join(judgement.fields(Agreement.AGREES)) or "nothing"
    work = summary(found.item, container=True)
    lines = [f"    {found.identifier}  {work}", f"      agrees: {agreed}"]
    against = judgement.fields(Agreement.CONTRADICTS)
    if against:
        lines[-1] += f"; contradicts: {', '.join(against)}"
    return lines


def differences(judgement: Judgement | None) -> list[str]:
    """Where a citation's words and the record part."""
    if judgement is None:
        return []
    lines = []
    for one in judgement.differences:
        lines.append(f"  {one.field} differs from the citation (similarity {one.similarity:.2f})")
        lines.append(f"    cited    {one.cited}")
        lines.append(f"    recorded {one.recorded}")
    return lines


def choose(uncertainty: Uncertainty) -> Found | None:
    """Ask the person which candidate is meant."""
    output.say(f"not certain: {uncertainty.clue}\n  {uncertainty.reason}")
    for number, (found, judgement) in enumerate(uncertainty.candidates, 1):
        lines = candidate_lines(found, judgement)
        output.say(f"  {number}." + lines[0][3:] + "\n" + "\n".join(lines[1:]))
    choices = [*(str(n) for n in range(1, len(uncertainty.candidates) + 1)), "n"]
    word = click.prompt("Which one? (n: none)", type=click.Choice(choices), default="n", err=True)
    return None if word == "n" else uncertainty.candidates[int(word) - 1][0]


def to_json(result: Result, dry_run: bool) -> dict[str, Any]:
    """The result by clue."""
    return {
        "clues": [_row_json(row) for row in result.rows],
        "files": list(result.files),
        "dry-run": dry_run,
    }


def _row_json(row: Row) -> dict[str, Any]:
    if isinstance(row, Added):
        return {
            "clue": row.clue, "outcome": "added", "key": row.key, "file": row.file,
            "identifier": row.found.identifier, "source": row.found.source,
            "differences": _evidence(row.judgement),
        }  # fmt: skip
    if isinstance(row, Duplicate):
        return {
            "clue": row.clue, "outcome": "duplicate", "key": row.key, "file": row.file,
            "differences": _evidence(row.judgement),
        }  # fmt: skip
    if isinstance(row, Uncertainty):
        candidates = [
            {"identifier": f.identifier, "title": f.item.get("title"), "score": j.score}
            for f, j in row.candidates
        ]
        return {
            "clue": row.clue, "outcome": "not certain", "reason": row.reason,
            "candidates": candidates,
        }  # fmt: skip
    outcome = {Missing: "not found", Unasked: "not asked", Unusable: "no work"}[type(row)]
    return {"clue": row.clue, "outcome": outcome, "reason": row.reason}


def _evidence(judgement: Judgement | None) -> list[dict[str, Any]]:
    if judgement is None:
        return []
    return [
        {"field": e.field, "cited": e.cited, "recorded": e.recorded, "similarity": e.similarity}
        for e in judgement.differences
    ]
