"""Find the record of a reference: an identifier, an address, or the text of a citation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from citare.actions.ports import Fetch
from citare.errors import CouldNotAsk
from citare.matching import score
from citare.matching.candidate import candidate
from citare.matching.citation import citation_of, parse_citation, query_of
from citare.matching.evidence import CitedText
from citare.model.identifiers import Clue, clue, doi_as_written
from citare.model.item import Item
from citare.sources import base, crossref, page, resolve
from citare.sources.base import Answer, Found, Task, together
from citare.sources.crossref import found_of
from citare.sources.registry import KINDS, source_named, why_no_record

_NO_WORK = {
    "issn": "an ISSN names a journal, not a work in it",
    "orcid": "an ORCID names a person, not a work",
    "bibcode": "no source here knows bibcodes; give the DOI or the arXiv id",
}
_FILE_NAME = re.compile(
    r"(?:[^\s:]+/)?[^\s/:]+\.(?:pdf|docx?|odt|rtf|txt|md|html?|bib|ris|nbib|enw|xml|json|ya?ml|tex|epub|ps|djvu)",
    re.I,
)
_ROWS = 20
_WORDS = 5


@dataclass(frozen=True, slots=True)
class Identified:
    """The record; for a citation's text also the evidence that it is the right one.

    `twins` are other DOIs under which the same work is registered.
    """

    reference: str
    found: Found
    judgement: score.Judgement | None = None
    twins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Records that may be the right one, best first, each with its judgement."""

    reference: str
    candidates: tuple[tuple[Found, score.Judgement], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """No source that was asked has a record of it."""

    reference: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotAsked:
    """A source did not answer; says nothing about the reference."""

    reference: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotAWork:
    """It names something else than a work: a journal, a person."""

    reference: str
    reason: str


Outcome: TypeAlias = Identified | Uncertain | NotFound | NotAsked | NotAWork


def find(texts: Sequence[str], fetch: Fetch, *, also: Sequence[str] = ()) -> list[Outcome]:
    """An outcome for each reference, in order; all are asked for at once.

    `also` names sources that are asked only for what has no record elsewhere.
    """
    return fetch.run(find_task(texts, also=also))


def search(words: str, fetch: Fetch, *, author: str = "", limit: int = 10) -> list[Found]:
    """Works that a registry's search finds for words, in its order. CouldNotAsk if it is silent."""
    works = fetch.run(crossref.search({"bibliographic": words, "author": author}, limit))
    return [found_of(work) for work in works[:limit]]


def find_task(texts: Sequence[str], *, also: Sequence[str] = ()) -> Task[list[Outcome]]:
    """As `find`, as a task."""
    clues = [clue(text) for text in texts]
    known = [(c.kind, c.value) for c in clues if c.kind in KINDS]
    others = [(t, c) for t, c in zip(texts, clues, strict=True) if c.kind not in KINDS]
    written = [doi_as_written(t) for t, c in zip(texts, clues, strict=True) if c.kind in KINDS]
    tasks: list[Task[list[Outcome]]] = [_identified(known, written, also)]
    tasks += [_other(text, one) for text, one in others]
    results = yield from together(tasks)
    answers = iter(results[0])
    rest = (result[0] for result in results[1:])
    return [
        _compared(next(answers), text) if c.kind in KINDS else next(rest)
        for text, c in zip(texts, clues, strict=True)
    ]


def _identified(
    known: Sequence[tuple[str, str]], written: Sequence[str], also: Sequence[str]
) -> Task[list[Outcome]]:
    answers = yield from resolve.lookup_written(known, written)
    for source in map(source_named, also):
        again = [
            at
            for at, (kind, _) in enumerate(known)
            if kind in source.kinds and not isinstance(answers[at], Found)
        ]
        others = yield from source.lookups.lookup_many([known[at][1] for at in again])
        for at, other in zip(again, others, strict=True):
            if isinstance(other, Found):
                answers[at] = other
    return [_outcome(value, answer) for (_, value), answer in zip(known, answers, strict=True)]


def _outcome(text: str, answer: Answer) -> Outcome:
    if isinstance(answer, Found):
        return Identified(text, answer)
    if isinstance(answer, base.NotFound):
        return NotFound(text, why_no_record(answer))
    return NotAsked(text, why_no_record(answer))


def _compared(outcome: Outcome, text: str) -> Outcome:
    """With a whole citation around the identifier: the record compared with its words too."""
    if not isinstance(outcome, Identified) or len(text.split()) < _WORDS:
        return outcome
    found = outcome.found
    record = candidate(found.item, found.identifier, found.source, found.record)
    return Identified(text, found, score.judge(record, CitedText(parse_citation(text))))


def _other(text: str, one: Clue) -> Task[list[Outcome]]:
    try:
        if why := _no_reference(text):
            return [NotAWork(text, why)]
        if one.kind in _NO_WORK:
            return [NotAWork(text, _NO_WORK[one.kind])]
        if one.kind == "url":
            return [(yield from _page(text, one.value))]
        return [(yield from _cited(text))]
    except CouldNotAsk as error:
        return [NotAsked(text, error.message)]


def _no_reference(text: str) -> str:
    """Why a text can name no work, in words; "" if it may."""
    if not any(c.isalnum() for c in text):
        return "there is nothing in it that names a work"
    if _FILE_NAME.fullmatch(text.strip()):
        return "it is a file's name; `--from FILE` reads references from a text file"
    return ""


def _page(text: str, url: str) -> Task[Outcome]:
    stated = yield from page.read_page(url)
    if stated.identifier:
        answer = yield from resolve.lookup(stated.identifier.kind, stated.identifier.value)
        return _outcome(text, answer)
    if stated.found:
        return Identified(text, stated.found)
    return NotFound(text, "there is no such page, or it has no title")


def _cited(text: str) -> Task[Outcome]:
    """The record a citation's text means: candidates from Crossref, compared with it."""
    citation = parse_citation(text)
    queries = [{"bibliographic": query_of(citation)}]
    if citation.title:
        authors = " ".join(name.family or name.literal for name in citation.authors[:2])
        queries.append({"bibliographic": citation.title, "author": authors})
    records: dict[str, Found] = {}
    outcome = score.match(citation, [])
    for query in queries:
        works = yield from crossref.search(query, _ROWS)
        for work in works:
            found = found_of(work)
            records.setdefault(found.identifier, found)
        pool = [candidate(f.item, f.identifier, f.source, f.record) for f in records.values()]
        outcome = score.match(citation, pool)
        if isinstance(outcome, score.Accepted):
            chosen = outcome.judgement
            return Identified(text, records[chosen.candidate.identifier], chosen, outcome.also)
    if isinstance(outcome, score.Uncertain):
        ranked = [(records[j.candidate.identifier], j) for j in outcome.ranked[:5]]
        return Uncertain(text, tuple(ranked), outcome.reason)
    return NotFound(text, "no record found by Crossref comes near")


def own_dois(items: Sequence[Item]) -> Task[list[str]]:
    """For each item the DOI of the one record that its words mean, or "": to be suggested."""
    outcomes = yield from find_task([citation_of(item) for item in items])
    return [o.found.item.get("DOI") if isinstance(o, Identified) else "" for o in outcomes]
