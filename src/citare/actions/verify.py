"""Verify entries against the registries: verdicts, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from citare.actions.find import (
    Identified,
    NotAsked,
    NotFound,
    Outcome,
    Uncertain,
    find_task,
    own_dois,
)
from citare.actions.lint import Producer, Verdicts
from citare.actions.lock import read_lock
from citare.actions.ports import Fetch
from citare.actions.sync import identifier_of, written_of
from citare.changes import Files
from citare.compare.values import fingerprint
from citare.findings import Finding, Severity
from citare.library.library import Library, Record
from citare.matching.citation import citation_of
from citare.merging.lock import Lock, LockEntry
from citare.merging.merge import values_of
from citare.model.item import Item
from citare.sources import links, resolve
from citare.sources.base import Answer, Found, Task, together
from citare.sources.links import Life, Link
from citare.sources.registry import status_of
from citare.text.similarity import strip_markup
from citare.verify.mismatch import Mismatch, is_another_work, mismatches
from citare.verify.verdict import (
    SEVERITIES,
    Existence,
    Result,
    Verdict,
    confirmed_or_differs,
    existence_of,
    findings,
    from_existence,
    of_another_work,
)

_SEARCHED = frozenset(("article-journal", "paper-conference", "article"))
_VARIABLES = {"year": ("issued",), "page": ("page", "number")}


@dataclass(frozen=True, slots=True)
class Verified:
    """Verdicts by record, and the addresses that were looked at."""

    verdicts: tuple[tuple[Record, Verdict], ...]
    links: tuple[tuple[Record, Link], ...] = ()


def verify(records: Sequence[Record], fetch: Fetch, lock: Lock) -> Verified:
    """Verdicts on all records that a registry could know: by identifier, else by their words.

    What no registry holds (a web page, a report without identifier) has no verdict. Differences
    that the user chose to keep (lock) do not count.
    """
    known = {id(r): one for r in records if (one := identifier_of(r))}
    written = {one: written_of(r) for r in records if (one := known.get(id(r)))}
    words = [r for r in records if id(r) not in known and _searchable(r.item)]
    answers, outcomes = fetch.run(_asked(written, [citation_of(r.item) for r in words]))
    by_words = dict(zip([id(r) for r in words], outcomes, strict=True))
    verdicts = []
    for record in records:
        if id(record) in known:
            identifier = known[id(record)]
            verdicts.append((record, _verdict(record, identifier, answers[identifier], lock)))
        elif id(record) in by_words:
            verdicts.append((record, _by_words(record, by_words[id(record)])))
    return Verified(_with_suggestions(verdicts, fetch))


def _with_suggestions(
    verdicts: Sequence[tuple[Record, Verdict]], fetch: Fetch
) -> tuple[tuple[Record, Verdict], ...]:
    """The DOIs of the works that entries mean whose identifiers are other works'."""
    wrong = [record for record, verdict in verdicts if verdict.another]
    found = fetch.run(own_dois([record.item for record in wrong])) if wrong else []
    own = {id(record): doi for record, doi in zip(wrong, found, strict=True)}
    return tuple((r, replace(v, suggested=own.get(id(r), ""))) for r, v in verdicts)


def _asked(
    written: Mapping[tuple[str, str], str], citations: list[str]
) -> Task[tuple[dict[tuple[str, str], Answer], list[Outcome]]]:
    """Both kinds of question at once: the answers by identifier, the outcomes in order.

    `written`: the identifiers, with DOIs as they are written where that differs, or "".
    """
    answers: dict[tuple[str, str], Answer] = {}
    outcomes: list[Outcome] = []

    def by_identifier() -> Task[None]:
        said = yield from resolve.lookup_written(list(written), list(written.values()))
        answers.update(zip(written, said, strict=True))

    def by_words() -> Task[None]:
        outcomes.extend((yield from find_task(citations)))

    yield from together([by_identifier(), by_words()])
    return answers, outcomes


def _searchable(item: Item) -> bool:
    return item.type in _SEARCHED and bool(item.get("title"))


def _verdict(record: Record, known: tuple[str, str], answer: Answer, lock: Lock) -> Verdict:
    key, identifier = record.key, known[1]
    if not isinstance(answer, Found):
        return from_existence(key, identifier, existence_of(identifier, answer))
    if is_another_work(record.item, answer.item, answer.source, answer.record):
        return of_another_work(key, known, answer)
    differing = mismatches(record.item, answer.item, answer.source, answer.record)
    kept = lock.entries.get(key)
    if kept is not None:
        differing = tuple(m for m in differing if not _was_kept(m, kept, answer))
    title = strip_markup(answer.item.get("title"))
    status = status_of(answer.record, answer.source, title)
    prime = answer.identifier if answer.identifier.startswith("10.") else identifier
    prime = prime if identifier.startswith("10.") else identifier
    return confirmed_or_differs(
        key, identifier, answer.source, answer.asked, differing, status, prime
    )


def _was_kept(mismatch: Mismatch, entry: LockEntry, answer: Found) -> bool:
    """The person has seen this difference in a sync, and kept the entry's value."""
    theirs = values_of(answer.item, answer.source)
    for variable in _VARIABLES.get(mismatch.field, (mismatch.field,)):
        value = theirs.get(variable)
        if value and entry.kept.get(variable) == fingerprint(value):
            return True
    return False


def _by_words(record: Record, outcome: Outcome) -> Verdict:
    """What a search by the entry's own words came to."""
    if isinstance(outcome, Identified):
        found = outcome.found
        differing = mismatches(record.item, found.item, found.source, found.record)
        status = status_of(found.record, found.source, strip_markup(found.item.get("title")))
        return confirmed_or_differs(
            record.key, found.identifier, found.source, found.asked, differing, status,
            found.identifier,
        )  # fmt: skip
    if isinstance(outcome, NotAsked):
        return Verdict(record.key, Result.NOT_CHECKED, reason=outcome.reason)
    if isinstance(outcome, Uncertain):
        nearest, _ = outcome.candidates[0]
        message = (
            f"no record is certain to be this work; the nearest is {nearest.identifier}, "
            f"“{strip_markup(nearest.item.get('title'))}”"
        )
        existence = Existence("no-record", message, hint=f"compare the two; {outcome.reason}")
        return from_existence(record.key, "", existence)
    reason = outcome.reason if isinstance(outcome, NotFound) else "no record found"
    existence = Existence(
        "not-in-registries",
        reason,
        hint="many works are in no registry; check where the reference comes from",
    )
    return from_existence(record.key, "", existence)


def _links(records: Sequence[Record], fetch: Fetch) -> tuple[tuple[Record, Link], ...]:
    urls = {id(r): r.item.get("URL") for r in records if r.item.get("URL").startswith("http")}
    known = fetch.run(links.check(list(dict.fromkeys(urls.values()))))
    return tuple((r, known[urls[id(r)]]) for r in records if id(r) in urls)


# Verdicts and links as findings of `check`

DEAD_LINK, MOVED_LINK = "dead-link", "moved-link"
_FIELDS = {
    "year": ("year", "date"),
    "container-title": ("journal", "journaltitle", "booktitle"),
    "page": ("pages", "eid", "number"),
}
"""The fields in which a .bib file states a variable that verdicts are about."""


class RegistryFindings:
    """A producer of findings that asks about the entries of documents.

    `verdicts`: the registries about their records; `links`: their addresses whether they answer.
    `verified` holds all answers so far.
    """

    def __init__(
        self,
        files: Files,
        fetch: Fetch,
        lock_file: str,
        *,
        verdicts: bool = True,
        links: bool = False,
    ) -> None:
        self._files = files
        self._fetch = fetch
        self._lock_file = lock_file
        self._verdicts = verdicts
        self._links = links
        self.verified = Verified(())

    @property
    def producer(self) -> Producer:
        """For `lint`, beside its rules."""
        codes = set(SEVERITIES) if self._verdicts else set()
        codes |= {DEAD_LINK, MOVED_LINK} if self._links else set()
        return Producer(frozenset(codes), self._ask)

    def _ask(self, library: Library) -> Verdicts:
        lock, _, _ = read_lock(self._files, self._lock_file)
        records = library.records
        verified = verify(records, self._fetch, lock) if self._verdicts else Verified(())
        if self._links:
            verified = replace(verified, links=_links(records, self._fetch))
        self.verified = Verified(
            self.verified.verdicts + verified.verdicts, self.verified.links + verified.links
        )
        found = [
            _placed(finding, record)
            for record, verdict in verified.verdicts
            for finding in findings(verdict, record.place())
        ]
        found += [f for record, link in verified.links for f in _link_findings(record, link)]
        unknown = sum(v.result is Result.NOT_CHECKED for _, v in verified.verdicts)
        unknown += sum(link.life is Life.UNKNOWN for _, link in verified.links)
        return Verdicts(tuple(found), unknown)


def _placed(finding: Finding, record: Record) -> Finding:
    """At the field that the finding is about, where the entry has it."""
    for field in _FIELDS.get(finding.place.field, (finding.place.field,)):
        if field and field in record.fields:
            return replace(finding, place=record.place(field))
    return finding


def _link_findings(record: Record, link: Link) -> list[Finding]:
    place = record.place("url")
    if link.life is Life.DEAD:
        hint = "look for the page's new address, or for a copy in a web archive"
        message = f"{link.url} is gone: {link.reason}"
        return [Finding(DEAD_LINK, Severity.WARNING, message, place, hint)]
    if link.life is Life.UNKNOWN:
        return [Finding("not-checked", Severity.INFO, f"{link.url}: {link.reason}", place)]
    if link.moved:
        return [Finding(MOVED_LINK, Severity.INFO, f"{link.url} moved to {link.moved}", place)]
    return []
