"""`citare sync`: entries compared with their registries' records, and updated."""

from __future__ import annotations

import re
import sys
from collections import Counter
from datetime import timedelta
from typing import Any

import click

from citare.actions.sync import Options, Row, State, Synced, sync
from citare.cli import completion, output
from citare.cli.app import App
from citare.cli.options import dry_run_option, network_options, query_option, with_app
from citare.compare.values import Value
from citare.errors import ExitCode, UsageError
from citare.lazy import load
from citare.mapping.variable_names import variables_named
from citare.merging.lock import encode_value as encode
from citare.merging.merge import OPEN, FieldMerge, Verdict
from citare.sources.registry import REGISTRIES, title_of

_NO_CASE = re.compile(r'<span class="nocase">(.*?)</span>')
_SHOWN = (Verdict.UPDATED, Verdict.FILLED, Verdict.CONFLICT, Verdict.DIFFERS, Verdict.VANISHED)


@click.command("sync", epilog="Example:  citare sync ning2025 --take title --keep author")
@click.argument("keys", nargs=-1, shell_complete=completion.keys)
@click.option("--take", multiple=True, metavar="FIELD", help="Take the record's value; or all.")
@click.option("--keep", multiple=True, metavar="FIELD", help="Keep yours, ask no more; or all.")
@click.option(
    "--source",
    multiple=True,
    type=click.Choice([source.name for source in REGISTRIES]),
    help="--take and --keep only for answers of this source.",
)
@click.option("-i", "--interactive", is_flag=True, help="Decide field by field, side by side.")
@click.option("--max-age", type=float, metavar="DAYS", help="Ask again what is older than this.")
@query_option
@dry_run_option
@network_options
@with_app
def command(
    app: App,
    keys: tuple[str, ...],
    take: tuple[str, ...],
    keep: tuple[str, ...],
    source: tuple[str, ...],
    interactive: bool,
    max_age: float | None,
    query: str,
) -> ExitCode:
    """Compare entries (all, those with KEYS, or .bib files named) with their registries' records.

    Empty fields are filled, and what the registry changed since the last sync is taken. Where
    the two disagree, yours stays and the difference is shown, until you --take or
    --keep it. Nothing is ever blanked. What the registry said is kept in citare.lock.
    Ends with 1 if something is undecided, 4 if a source could not be asked, 5 if not found.
    """
    if interactive and not sys.stdin.isatty():
        raise UsageError("--interactive needs a terminal", hint="use --take and --keep")
    app.override(max_age=max_age)
    days = 0.0 if app.refresh else app.settings.number("max-age")
    selection = app.select(keys)
    wanted = Options(
        keys=selection.words,
        query=query,
        take=variables_named(take),
        keep=variables_named(keep),
        sources=frozenset(source),
        dry_run=app.dry_run,
        max_age=timedelta(days=days),
        dialect=app.settings.text("dialect"),
        decide=_choose if interactive else None,
    )
    with app.network() as fetch:
        result = sync(app.files(selection.paths), fetch, app.lock, wanted, app.now)
        requests = fetch.requests.total()
    app.report(
        {"entries": [_json(row) for row in result.rows], "requests": requests},
        text=lambda: _show(result),
        changed=result.files,
        summary=lambda: _say_counts(result, requests, app.dry_run),
    )
    return ExitCode.first_of(map(_code, result.rows))


def _code(row: Row) -> ExitCode:
    if row.undecided:
        return ExitCode.FINDINGS
    codes = {
        State.NOT_FOUND: ExitCode.NOT_FOUND,
        State.NOT_ASKED: ExitCode.NOT_ASKED,
        State.ANOTHER_WORK: ExitCode.FINDINGS,
    }
    return codes.get(row.state, ExitCode.OK)


def _show(result: Synced) -> None:
    for row in result.rows:
        for line in _lines(row):
            output.data(line)


def _lines(row: Row) -> list[str]:
    head = f"{row.record.key}  ({row.record.place()})"
    if row.state is State.NOT_FOUND:
        return [f"{head}\n  not found: {row.identifier}: {row.reason or 'no such record'}"]
    if row.state is State.NOT_ASKED:
        return [f"{head}\n  not asked: {title_of(row.source)}: {row.reason}"]
    if row.state is State.ANOTHER_WORK:
        lines = [head, f"  {row.reason} [{title_of(row.source)}]; nothing is taken from it"]
        if row.suggested:
            lines.append(f"  hint: the entry's own DOI is {row.suggested}")
        return lines
    if row.merge is None:
        return []
    lines = []
    if row.alias:
        lines.append(f"  alias: {title_of(row.source)} calls this work {row.alias}")
    for field in row.merge.fields:
        if field.verdict in _SHOWN or (field.verdict is Verdict.KEPT and field.by_person):
            lines += _field_lines(field, title_of(row.source))
    return [head, *lines] if lines else []


def _field_lines(field: FieldMerge, source: str) -> list[str]:
    what = f"  {field.variable}: {field.verdict}"
    if field.verdict in OPEN:
        what += f" (similarity {field.similarity:.2f}); --take or --keep {field.variable}"
    if field.verdict is Verdict.VANISHED:
        what += f" from {source}; yours stays"
    if field.mine and field.verdict is not Verdict.VANISHED:
        what += f"\n    yours    {_shown(field.mine)}"
    if field.theirs:
        what += f"\n    {source:<8} {_shown(field.theirs)}"
    return [what]


def _shown(value: Value) -> str:
    """A value for people: as the lock has it, without spans that protect case."""
    return _NO_CASE.sub(r"\1", encode(value))


def _say_counts(result: Synced, requests: int, dry_run: bool) -> None:
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
    totals = [
        (name, output.counted(count, "field"))
        for name in ("updated", "filled", "kept", "conflict", "differs", "vanished")
        if (count := fields[name])
    ]
    totals += [(name, str(count)) for name, count in entries.items() if count]
    if result.files:
        written = "would be written" if dry_run else "written"
        totals.append((written, ", ".join(result.files)))
    entry_count = output.counted(len(result.rows), "entry", "entries")
    output.say(f"{entry_count}, {output.counted(requests, 'request')}")
    for name, total in totals:
        output.say(f"  {name:<14} {total}")


def _json(row: Row) -> dict[str, Any]:
    merged = row.merge.fields if row.merge is not None else ()
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
        "suggested": row.suggested,
        "fields": [
            {
                "variable": field.variable,
                "verdict": field.verdict,
                "mine": encode(field.mine) if field.mine else None,
                "theirs": encode(field.theirs) if field.theirs else None,
                "base": encode(field.base) if field.base else None,
                "similarity": round(field.similarity, 3),
            }
            for field in merged
            if field.verdict is not Verdict.UNCHANGED
        ],
        "written": {name: str(getattr(v, "text", v)) for name, v in row.changed.items()},
    }


def _choose(row: Row) -> tuple[frozenset[str], frozenset[str]]:
    """Ask about every undecided field, side by side: the variables to take, and to keep."""
    if row.merge is None:
        return frozenset(), frozenset()
    source = title_of(row.source)
    answers: dict[str, set[str]] = {"t": set(), "k": set(), "s": set()}
    show_pair = load("citare.cli.terminal", "show_pair")
    for field in row.merge.fields:
        if field.verdict not in OPEN:
            continue
        mine, theirs = (_shown(v) if v else "" for v in (field.mine, field.theirs))
        show_pair(f"{row.record.key}: {field.variable}", ("yours", mine), (source, theirs))
        answer = click.prompt(
            f"[t]ake {source}'s, [k]eep yours, [s]kip, [q]uit asking",
            type=click.Choice(["t", "k", "s", "q"]),
            default="s",
            show_choices=False,
            err=True,
        )
        if answer == "q":
            break
        answers[answer].add(field.variable)
    return frozenset(answers["t"]), frozenset(answers["k"])
