"""Find the record of an identifier of any kind, in whichever source has it.

DOIs: Crossref first, by batches; whom it does not know doi.org is asked about, and then the
agency that it names (DataCite's own API, content negotiation for the others). So "the DOI does
not exist" is said only on doi.org's word, and "could not ask" wherever one link did not answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from citare.model.identifiers import normalise_doi
from citare.sources import crossref, doi_org, pubmed
from citare.sources.base import Answer, Found, NotAsked, NotFound, Task, together
from citare.sources.doi_org import Agency
from citare.sources.registry import source_of_agency, source_of_kind

Lookup: TypeAlias = Callable[[Sequence[str]], Task[list[Answer]]]


def lookup(kind: str, identifier: str) -> Task[Answer]:
    """The record of an identifier. ValueError if no source knows the kind."""
    answers = yield from lookup_many([(kind, identifier)])
    return answers[0]


def lookup_written(
    identifiers: Sequence[tuple[str, str]], written: Sequence[str]
) -> Task[list[Answer]]:
    """As `lookup_many`; a DOI that is not found is asked for as it was written, if that differs.

    `written` has the DOI with the punctuation at its end, or "", for each identifier.
    """
    answers = yield from lookup_many(identifiers)
    again = [
        at
        for at, (answer, doi) in enumerate(zip(answers, written, strict=True))
        if doi and isinstance(answer, NotFound)
    ]
    if again:
        others = yield from dois([written[at] for at in again])
        for at, other in zip(again, others, strict=True):
            if not isinstance(other, NotFound):
                answers[at] = other
    return answers


def lookup_many(identifiers: Sequence[tuple[str, str]]) -> Task[list[Answer]]:
    """An answer for each (kind, identifier), in order: a batch for each kind, all at once.

    For a PMID or PMCID that has a DOI it is the DOI's record with both added.
    """
    wanted: dict[Lookup, list[tuple[str, str]]] = {}
    for pair in dict.fromkeys(identifiers):
        wanted.setdefault(_lookup_of(pair[0]), []).append(pair)
    results = yield from together(
        [lookup([identifier for _, identifier in pairs]) for lookup, pairs in wanted.items()]
    )
    answers: dict[tuple[str, str], Answer] = {}
    for pairs, found in zip(wanted.values(), results, strict=True):
        answers.update(zip(pairs, found, strict=True))
    return [answers[pair] for pair in identifiers]


def _articles(identifiers: Sequence[str]) -> Task[list[Answer]]:
    """PubMed's articles, as their DOI's agency has them where they have one."""
    articles = yield from pubmed.lookup_many(identifiers)
    with_doi = {
        a.asked_for: a.item.get("DOI")
        for a in articles
        if isinstance(a, Found) and a.item.get("DOI")
    }
    records = yield from dois(list(with_doi.values()))
    registered = dict(zip(with_doi, records, strict=True))
    return [
        _with_ids(article, registered.get(identifier))
        for identifier, article in zip(identifiers, articles, strict=True)
    ]


def _with_ids(article: Answer, registered: Answer | None) -> Answer:
    """The registered record with PubMed's identifiers; the article itself if there is none."""
    if not isinstance(article, Found) or not isinstance(registered, Found):
        return article
    ids = {name: article.item.get(name) for name in ("PMID", "PMCID") if article.item.get(name)}
    item = registered.item.with_(text={**registered.item.text, **ids})
    return replace(registered, item=item, asked_for=article.asked_for)


def dois(wanted: Sequence[str]) -> Task[list[Answer]]:
    """An answer for each DOI, in order, from whichever agency has it."""
    names = {doi: crossref.bare(doi) for doi in wanted}
    found: dict[str, Answer] = yield from crossref.lookup_listed(list(names.values()))
    absent = [
        doi
        for doi in dict.fromkeys(names.values())
        if doi not in found or isinstance(found[doi], NotFound)
    ]
    if absent:
        said = yield from doi_org.agencies([doi for doi in absent if normalise_doi(doi)])
        unasked = [doi for doi in absent if doi not in found and _may_be_crossref(said.get(doi))]
        answers = yield from crossref.lookup_singly(unasked)
        found.update(zip(unasked, answers, strict=True))
        rest = [d for d in absent if d not in found or isinstance(found[d], NotFound)]
        found.update((yield from _elsewhere(rest, said)))
    return [found[names[doi]] for doi in wanted]


def _may_be_crossref(agency: Agency | None) -> bool:
    """Whether Crossref may know a DOI that its lists left out: an alias, or doi.org is silent."""
    return agency is None or agency.agency == "Crossref" or agency.exists is None


def _elsewhere(absent: Sequence[str], said: Mapping[str, Agency]) -> Task[dict[str, Answer]]:
    """Answers for DOIs that Crossref does not know: from their agency, or what doi.org says.

    A DOI that is registered, or may be, is never "not found", even if no source has its record.
    """
    by_agency: dict[str, list[str]] = {}
    for doi in absent:
        if doi in said and said[doi].exists is not False and said[doi].agency != "Crossref":
            by_agency.setdefault(said[doi].agency, []).append(doi)
    results = yield from together([_agency_lookup(*pair) for pair in by_agency.items()])
    found: dict[str, Answer] = {}
    for listed, answers in zip(by_agency.values(), results, strict=True):
        for doi, answer in zip(listed, answers, strict=True):
            found[doi] = _verdict(doi, said[doi]) if isinstance(answer, NotFound) else answer
    return found | {doi: _verdict(doi, said.get(doi)) for doi in absent if doi not in found}


def _agency_lookup(agency: str, dois: Sequence[str]) -> Task[list[Answer]]:
    """Records of an agency's DOIs: from its own source, else by content negotiation."""
    source = source_of_agency(agency)
    return source.lookups.lookup_many(dois) if source else doi_org.lookup_many(dois)


def _verdict(doi: str, agency: Agency | None) -> Answer:
    """What it means that no record was found, by what doi.org says of the DOI."""
    if agency is None:
        return NotFound(doi, crossref.NAME, reason="not a DOI")
    if agency.exists is False:
        return NotFound(doi, doi_org.NAME, asked=agency.asked, reason=agency.reason)
    if agency.agency:
        reason = f"registered with {agency.agency}, which gave no record"
        return NotAsked(doi, doi_org.NAME, reason, agency.agency)
    return NotAsked(doi, doi_org.NAME, agency.reason or "no agency named")


_COMPOSED: Mapping[str, Lookup] = {"doi": dois, "pmid": _articles, "pmcid": _articles}
"""Kinds that more than one source answers for."""


def _lookup_of(kind: str) -> Lookup:
    if kind in _COMPOSED:
        return _COMPOSED[kind]
    source = source_of_kind(kind)
    if source is None:
        raise ValueError(f"no source for {kind}")
    return source.lookups.lookup_many
