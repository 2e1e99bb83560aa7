"""`citare add`: the record of each reference, as a new entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from citare.actions.add import Added, Duplicate, Options, Result, Row, add
from citare.actions.find import NotAsked, NotAWork, NotFound, Uncertain
from citare.actions.new_entry import (
    Entered,
    field_text,
    known_type,
    missing_fields,
    names_text,
    new_entry,
)
from citare.cli import output
from citare.cli.app import App
from citare.cli.options import dry_run_option, network_options, with_app
from citare.errors import ExitCode, UsageError
from citare.exchange.registry import FORMATS
from citare.matching.evidence import Agreement
from citare.matching.references import clues_in, clues_of
from citare.matching.score import Judgement
from citare.model.summary import summary
from citare.project import STANDARD_INPUT, is_file
from citare.sources.base import Found
from citare.sources.registry import title_of
from citare.verify.verdict import grave_lines


@click.command(
    "add",
    epilog="Example:  citare add 10.2196/58161 PMID:39871336\n\n"
    "\b\n          citare add --type online --title 'About us' --url https://example.org",
)
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
@click.option("--type", "entry_type", metavar="TYPE", help="Add a work by hand: its entry type.")
@click.option("--title", help="The title, by hand.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="An author, by hand.")
@click.option("--date", help="The date, by hand: 2025, 2025-03 or 2025-03-14.")
@click.option("--url", help="The address, by hand; the date of access is today.")
@click.option(
    "--field", "fields", multiple=True, metavar="NAME=VALUE", help="Any other field, by hand."
)
@dry_run_option
@network_options
@with_app
def command(
    app: App,
    references: tuple[str, ...],
    to: str | None,
    sources: tuple[str, ...],
    key: str | None,
    **by_hand: Any,
) -> ExitCode:
    """Add REFERENCES, each one a whole argument; `-` reads them from standard input.

    A reference is a DOI, PMID, PMCID, arXiv id, ISBN, an address, the text of a citation, or a
    text file of them. Text is only accepted without asking when at least three fields agree with
    one record and nothing contradicts but one slip that all the rest outweighs; else the nearest
    are shown and nothing is added.
    A work that no registry has is added by hand, with --type and its fields; on a terminal you are
    asked for those that the type needs.
    Ends with 1 if not certain or there already, 4 if a source could not be asked, 5 if not found.
    """
    if any(by_hand.values()):
        if references or sources:
            raise UsageError("a work by hand is added alone", hint="give --type and its fields")
        return _add_by_hand(app, to or "", key or "", **by_hand)
    wanted = _read(app, references, sources)
    if key and len(wanted) != 1:
        raise UsageError("--key goes with one reference")
    return add_references(app, wanted, to or "", key or "")


def add_references(app: App, references: list[str], to: str = "", key: str = "") -> ExitCode:
    """Add references and report what became of each."""
    settings = app.settings
    options = Options(
        to=to,
        default_file=app.add_to,
        key=key,
        template=settings.text("key-template"),
        dialect=settings.text("dialect"),
        dry_run=app.dry_run,
        choose=_choose if app.asks else None,
        lock_file=_lock(app),
        also=app.also,
    )
    with app.network() as fetch:
        result = add(app.files(), fetch, references, options)
    app.report(
        {"references": [_json(row) for row in result.rows]},
        text=lambda: _say(result, app.dry_run),
        changed=result.files,
    )
    return ExitCode.first_of(_CODES.get(type(row), ExitCode.OK) for row in result.rows)


def _add_by_hand(
    app: App,
    to: str,
    key: str,
    entry_type: str | None,
    title: str | None,
    authors: tuple[str, ...],
    date: str | None,
    url: str | None,
    fields: tuple[str, ...],
) -> ExitCode:
    """Add a work of the fields given; on a terminal, ask for those that its type needs."""
    if not entry_type:
        raise UsageError("--type is missing", hint="such as article, book, online, report, misc")
    entry_type = known_type(entry_type)
    given = {"title": field_text(title or ""), "author": names_text(authors)}
    given |= {"url": url} if url else {}
    given |= _date_fields(date) if date else {}
    for one in fields:
        name, equals, value = one.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"--field {one!r} is not NAME=VALUE")
        given[name.strip().lower()] = field_text(value.strip())
    given = {name: value for name, value in given.items() if value}
    if app.asks:
        given |= _asked_for(entry_type, given)
    if not given.get("title"):
        raise UsageError("--title is missing")
    settings = app.settings
    result = new_entry(
        app.files(),
        entry_type,
        given,
        to=to,
        default_file=app.add_to,
        key=key,
        template=settings.text("key-template"),
        dialect=settings.text("dialect"),
        today=app.today.isoformat(),
        dry_run=app.dry_run,
    )
    app.report(
        {
            "key": result.key,
            "file": result.file,
            "type": result.type,
            "outcome": "duplicate" if result.known else "added",
            "missing": list(result.missing),
        },
        text=lambda: _say_entered(result, app.dry_run),
        changed=result.files,
    )
    return ExitCode.FINDINGS if result.known else ExitCode.OK


def _date_fields(date: str) -> dict[str, str]:
    """A date as the fields that both dialects read: year and month, or `date` with a day."""
    year, *rest = date.split("-") if not date.startswith("-") else [date]
    if len(rest) == 1 and year.isdigit() and rest[0].isdigit():
        return {"year": year, "month": rest[0].lstrip("0")}
    return {"date": date} if rest else {"year": year}


def _asked_for(entry_type: str, given: dict[str, str]) -> dict[str, str]:
    """The person's answers for the fields that a type needs and that are missing."""
    answers = {}
    for needed in missing_fields(entry_type, given):
        name, *others = needed.split("/")
        either = f" (or {', '.join(others)}: leave it empty)" if others else ""
        answer = click.prompt(f"{name}{either}", default="", show_default=False, err=True).strip()
        if answer:
            people = name in ("author", "editor")
            answers[name] = names_text(answer.split(" and ")) if people else field_text(answer)
    return answers


def _say_entered(result: Entered, dry_run: bool) -> None:
    if result.known:
        output.say(f"not added: the library has it as {result.key} ({result.file})")
        return
    output.say(f"{'would add' if dry_run else 'added'} {result.key} to {result.file}")
    if result.missing:
        output.say(f"  @{result.type} has no {', no '.join(result.missing)} yet")


def _lock(app: App) -> str:
    """The lock, where there is a folder for it: no command makes a folder without being asked."""
    lock = app.lock
    return lock if Path(lock).parent.is_dir() else ""


_TEXT_FILES = (".txt", ".text", ".md", ".markdown", ".rst")


def _read(app: App, arguments: tuple[str, ...], sources: tuple[str, ...]) -> list[str]:
    """Each reference of the arguments, of standard input and of text files."""
    found: list[str] = []
    for argument in arguments:
        if argument == STANDARD_INPUT:
            found += clues_in(output.stdin_text())
        elif is_file(argument):
            found += clues_in(_text_of(app, argument))
        elif not argument.strip():
            raise UsageError("a reference is empty", hint="give a DOI or a citation")
        else:
            found += clues_of(argument)
    for source in sources:
        found += clues_in(app.files([]).read(source))
    if not found:
        raise UsageError("nothing to add", hint="give a DOI, another identifier or a citation")
    return found


def _text_of(app: App, path: str) -> str:
    """The text of a file with references. UsageError for another kind: a name is no citation."""
    if path.lower().endswith(_TEXT_FILES):
        return app.files([]).read(path)
    if any(path.lower().endswith(known.extensions) for known in FORMATS):
        raise UsageError(f"{path} is a file of references", hint=f"citare import {path}")
    raise UsageError(
        f"{path} is a file, and not a text with references",
        hint="give the work's DOI, or --from FILE for a text",
    )


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
