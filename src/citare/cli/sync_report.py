"""What a sync found, for people and as JSON."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from citare.actions.sync import Row, State, Synced
from citare.cli import output
from citare.cli.diff import unified
from citare.compare.values import Value
from citare.merging.three_way import OPEN, FieldMerge, Verdict
from citare.merging.value_text import encode
from citare.sources.registry import title_of

UNDECIDED, NOT_ASKED, NOT_FOUND = 1, 4, 5
_NO_CASE = re.compile(r'<span class="nocase">(.*?)</span>')
_SHOWN = (Verdict.UPDATED, Verdict.FILLED, Verdict.CONFLICT, Verdict.DIFFERS, Verdict.VANISHED)


def exit_code(result: Synced) -> int:
    """What is known comes first: 1 undecided, 5 not found; then 4 not asked; else 0."""
    states = {row.state for row in result.rows}
    if any(row.undecided for row in result.rows):
        return UNDECIDED
    if State.NOT_FOUND in states:
        return NOT_FOUND
    return NOT_ASKED if State.NOT_ASKED in states else 0


def show(result: Synced, requests: int, dry_run: bool) -> None:
    """Each entry that something is to be said of, then the table."""
    for row in result.rows:
        for line in _lines(row):
            output.data(line)
    if dry_run and result.files:
        output.document(unified(result.files).rstrip("\n"))
    for line in _table(result, requests, dry_run):
        output.say(line)


def _lines(row: Row) -> list[str]:
    head = f"{row.record.key}  ({row.record.place()})"
    if row.state is State.NOT_FOUND:
        return [f"{head}\n  not found: {row.identifier}: {row.reason or 'no such record'}"]
    if row.state is State.NOT_ASKED:
        return [f"{head}\n  not asked: {title_of(row.source)}: {row.reason}"]
    if row.merge is None:
        return []
    lines = []
    if row.alias:
        lines.append(f"  alias: {title_of(row.source)} calls this work {row.alias}")
    for one in row.merge.fields:
        if one.verdict in _SHOWN or (one.verdict is Verdict.KEPT and one.by_word):
            lines += _field_lines(one, title_of(row.source))
    return [head, *lines] if lines else []


def _field_lines(one: FieldMerge, source: str) -> list[str]:
    what = f"  {one.variable}: {one.verdict}"
    if one.verdict in OPEN:
        what += f" (similarity {one.similarity:.2f}); --take or --keep {one.variable}"
    if one.verdict is Verdict.VANISHED:
        what += f" from {source}; yours stays"
    if one.mine and one.verdict is not Verdict.VANISHED:
        what += f"\n    yours    {shown(one.mine)}"
    if one.theirs:
        what += f"\n    {source:<8} {shown(one.theirs)}"
    return [what]


def shown(value: Value) -> str:
    """A value for people: as the lock has it, without case-protecting spans."""
    return _NO_CASE.sub(r"\1", encode(value))


def _table(result: Synced, requests: int, dry_run: bool) -> list[str]:
    """updated / filled / kept / conflict / alias / other agency / not found / not asked."""
    fields: Counter[str] = Counter()
    entries: Counter[str] = Counter()
    for row in result.rows:
        if row.merge is not None:
            fields.update(f.verdict for f in row.merge.fields)
            entries["alias"] += bool(row.alias)
            entries["other agency"] += row.source not in ("crossref", "")
        elif row.state is not State.SYNCED:
            entries[row.state] += 1
    shown = [
        (name, output.counted(count, "field"))
        for name in ("updated", "filled", "kept", "conflict", "differs", "vanished")
        if (count := fields[name])
    ]
    shown += [(name, str(count)) for name, count in entries.items() if count]
    total = len(result.rows)
    would = "would be written" if dry_run else "written"
    entry_count = output.counted(total, "entry", "entries")
    lines = [f"{entry_count}, {output.counted(requests, 'request')}"]
    lines += [f"  {name:<14} {count}" for name, count in shown]
    if result.files:
        lines.append(f"  {would:<14} {', '.join(result.files)}")
    return lines


def to_json(result: Synced, requests: int, dry_run: bool) -> dict[str, Any]:
    """The result by entry; values as citare.lock writes them."""
    return {
        "entries": [_row_json(row) for row in result.rows],
        "files": list(result.files),
        "requests": requests,
        "dry-run": dry_run,
    }


def _row_json(row: Row) -> dict[str, Any]:
    fields = row.merge.fields if row.merge is not None else ()
    return {
        "key": row.record.key,
        "file": row.record.file,
        "line": row.record.place().line,
        "state": row.state,
        "identifier": row.identifier,
        "source": row.source,
        "asked": row.asked,
        "reason": row.reason,
        "alias": row.alias,
        "fields": [
            {
                "variable": one.variable,
                "verdict": one.verdict,
                "mine": encode(one.mine) if one.mine else None,
                "theirs": encode(one.theirs) if one.theirs else None,
                "base": encode(one.base) if one.base else None,
                "similarity": round(one.similarity, 3),
            }
            for one in fields
            if one.verdict is not Verdict.UNCHANGED
        ],
        "written": {name: str(getattr(v, "text", v)) for name, v in row.changed.items()},
    }
