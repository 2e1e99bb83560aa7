"""Registry verdicts and dead links as findings of `citare check`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from citare.actions.lint import Producer, Verdicts
from citare.actions.verify import Verified, verify
from citare.bibtex.nodes import Document
from citare.cli.context import App
from citare.cli.network import client
from citare.findings import Finding, Severity
from citare.library.library import Library, Record
from citare.merging.provenance import parse
from citare.sources.links import Life, Link
from citare.verify.verdict import SEVERITIES, Result, Verdict, findings

DEAD_LINK, MOVED_LINK = "dead-link", "moved-link"


def producer(app: App, *, links: bool, refresh: bool, told: Callable[[Verified], None]) -> Producer:
    """Asks the registries about the entries of the documents; `told` gets the verdicts."""

    def ask(documents: Sequence[Document]) -> Verdicts:
        path = app.path(app.settings.text("lock"))
        lock, _ = parse(app.files.read(path) if app.files.exists(path) else "", path)
        records = Library(documents).records
        with client(app, refresh=refresh) as fetch:
            result = verify(records, fetch, lock, check_links=links)
        told(result)
        found = [f for record, verdict in result.verdicts for f in _findings(record, verdict)]
        found += [f for record, link in result.links for f in _link_findings(record, link)]
        unknown = sum(v.result is Result.NOT_CHECKED for _, v in result.verdicts)
        unknown += sum(link.life is Life.UNKNOWN for _, link in result.links)
        return Verdicts(tuple(found), unknown)

    codes = frozenset(SEVERITIES) | ({DEAD_LINK, MOVED_LINK} if links else set())
    return Producer(codes, ask)


def _findings(record: Record, verdict: Verdict) -> list[Finding]:
    return [_placed(finding, record) for finding in findings(verdict, record.place())]


def _placed(finding: Finding, record: Record) -> Finding:
    """At the field that the finding is about, where the entry has it."""
    for field in _FIELDS.get(finding.place.field, (finding.place.field,)):
        if field and field in record.fields:
            place = record.place(field)
            return Finding(
                finding.code, finding.severity, finding.message, place, finding.hint, finding.fix
            )
    return finding


_FIELDS = {
    "year": ("year", "date"),
    "container-title": ("journal", "journaltitle", "booktitle"),
    "page": ("pages", "eid", "number"),
}


def _link_findings(record: Record, link: Link) -> list[Finding]:
    place = record.place("url")
    if link.life is Life.DEAD:
        hint = "look for the page's new address, or for a copy in a web archive"
        message = f"{link.url} is gone: {link.reason}"
        return [Finding(DEAD_LINK, Severity.WARNING, message, place, hint)]
    if link.life is Life.UNKNOWN:
        message = f"{link.url}: {link.reason}"
        return [Finding("not-checked", Severity.INFO, message, place)]
    if link.moved:
        return [Finding(MOVED_LINK, Severity.INFO, f"{link.url} moved to {link.moved}", place)]
    return []


def summary_of(result: Verified) -> str:
    """How many references are confirmed, and so on, in one line."""
    counts = Counter(verdict.result for _, verdict in result.verdicts)
    parts = [f"{counts[answer]} {answer}" for answer in Result if counts[answer]]
    return f"registries: {', '.join(parts) or 'nothing to ask about'}"


def verdicts_json(result: Verified) -> list[dict[str, Any]]:
    """Each verdict with its evidence and the date of it."""
    return [_verdict_json(record, verdict) for record, verdict in result.verdicts]


def _verdict_json(record: Record, verdict: Verdict) -> dict[str, Any]:
    return {
        "key": record.key,
        "file": record.file,
        "verdict": verdict.result,
        "identifier": verdict.identifier,
        "source": verdict.source,
        "asked": verdict.asked,
        "reason": verdict.reason,
        "mismatches": [
            {"field": m.field, "mine": m.mine, "theirs": m.theirs, "similarity": m.similarity}
            for m in verdict.mismatches
        ],
        "notices": [
            {"kind": n.standing, "doi": n.identifier, "date": n.date, "said_by": list(n.said_by)}
            for n in verdict.status.notices
        ],
        "published_as": verdict.status.published_as,
        "alias_of": verdict.prime,
    }
