"""An identifier of any kind to its record, whoever keeps it.

DOIs: Crossref first, by batches; whom it does not know doi.org is asked about, and then the
agency that it names (DataCite's own API, content negotiation for the others). So "the DOI does
not exist" is said only on doi.org's word, and "could not ask" wherever one link did not answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from citare.model.identifiers import normalise_doi
from citare.sources import arxiv, crossref, datacite, doi_content, doi_ra, openlibrary, pubmed
from citare.sources.base import Answer, Found, NotAsked, NotFound, Task
from citare.sources.doi_ra import Agency
from citare.sources.together import together

KINDS = ("doi", "pmid", "pmcid", "arxiv", "isbn")


def lookup(kind: str, identifier: str) -> Task[Answer]:
    """The record of an identifier of one of KINDS. ValueError for any other kind."""
    answers = yield from lookup_many([(kind, identifier)])
    return answers[0]


def lookup_many(identifiers: Sequence[tuple[str, str]]) -> Task[list[Answer]]:
    """An answer for each (kind, identifier), in order: a batch for each kind, all at once.

    For a PMID or PMCID that has a DOI it is the DOI's record with both added.
    """
    wanted: dict[str, list[tuple[str, str]]] = {}
    for pair in dict.fromkeys(identifiers):
        if pair[0] not in _BATCHES:
            raise ValueError(f"no source for {pair[0]}")
        wanted.setdefault(_BATCHES[pair[0]].__name__, []).append(pair)
    pairs = list(wanted.values())
    tasks = [_BATCHES[some[0][0]]([identifier for _, identifier in some]) for some in pairs]
    results = yield from together(tasks)
    answers: dict[tuple[str, str], Answer] = {}
    for some, found in zip(pairs, results, strict=True):
        answers.update(zip(some, found, strict=True))
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


def _preprints(identifiers: Sequence[str]) -> Task[list[Answer]]:
    return (yield from arxiv.lookup_many(identifiers))


def _books(identifiers: Sequence[str]) -> Task[list[Answer]]:
    return (yield from openlibrary.lookup_many(identifiers))


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
        said = yield from doi_ra.agencies([doi for doi in absent if normalise_doi(doi)])
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
    """Answers for DOIs that Crossref does not know."""
    at_datacite = [doi for doi in absent if doi in said and said[doi].agency == "DataCite"]
    others = [doi for doi in absent if doi in said and _is_other(said[doi])]
    tasks: list[Task[list[Answer]]] = [_content(doi, said[doi].agency) for doi in others]
    if at_datacite:
        tasks.append(datacite.lookup_many(at_datacite))
    results = yield from together(tasks)
    found = {doi: result[0] for doi, result in zip(others, results[: len(others)], strict=True)}
    if at_datacite:
        for doi, answer in zip(at_datacite, results[-1], strict=True):
            named = isinstance(answer, NotFound) and replace(answer, agency="DataCite")
            found[doi] = named or answer
    for doi in absent:
        if doi not in found:
            found[doi] = _verdict(doi, said.get(doi))
    return found


def _is_other(agency: Agency) -> bool:
    return bool(agency.agency) and agency.agency not in ("Crossref", "DataCite")


def _content(doi: str, agency: str) -> Task[list[Answer]]:
    answer = yield from doi_content.lookup(doi, agency)
    return [answer]


def _verdict(doi: str, agency: Agency | None) -> Answer:
    """What Crossref's "no" means, by what doi.org says."""
    if agency is None:
        return NotFound(doi, crossref.NAME, reason="not a DOI")
    if agency.agency:
        reason = "registered, but without a record"
        return NotFound(doi, crossref.NAME, agency.asked, reason, agency.agency)
    if agency.exists is False:
        return NotFound(doi, doi_ra.NAME, asked=agency.asked, reason=agency.reason)
    return NotAsked(doi, doi_ra.NAME, agency.reason or "no agency named")


_BATCHES: Mapping[str, Callable[[Sequence[str]], Task[list[Answer]]]] = {
    "doi": dois,
    "pmid": _articles,
    "pmcid": _articles,
    "arxiv": _preprints,
    "isbn": _books,
}
