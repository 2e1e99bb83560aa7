"""An identifier of any kind to its record, whoever keeps it.

DOIs: Crossref first, by batches; whom it does not know doi.org is asked about, and then the
agency that it names (DataCite's own API, content negotiation for the others). So "the DOI does
not exist" is said only on doi.org's word, and "could not ask" wherever one link did not answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from citare.model.identifiers import normalise_doi
from citare.sources import arxiv, crossref, datacite, doi_content, doi_ra, openlibrary, pubmed
from citare.sources.base import Answer, Found, NotAsked, NotFound, Task
from citare.sources.doi_ra import Agency
from citare.sources.together import together

KINDS = ("doi", "pmid", "pmcid", "arxiv", "isbn")


def lookup(kind: str, identifier: str) -> Task[Answer]:
    """The record of an identifier of one of KINDS.

    For a PMID or PMCID that has a DOI it is the DOI's record with both added.
    """
    if kind == "doi":
        answers = yield from dois([identifier])
        return answers[0]
    if kind in ("pmid", "pmcid"):
        return (yield from _article(identifier))
    if kind == "arxiv":
        return (yield from arxiv.lookup(identifier))
    if kind == "isbn":
        return (yield from openlibrary.lookup(identifier))
    raise ValueError(f"no source for {kind}")


def lookup_many(identifiers: Sequence[tuple[str, str]]) -> Task[list[Answer]]:
    """An answer for each (kind, identifier), in order; DOIs by batches, all kinds at once."""
    wanted = [identifier for kind, identifier in identifiers if kind == "doi"]
    others = [pair for pair in dict.fromkeys(identifiers) if pair[0] != "doi"]
    tasks = [dois(wanted), *(_one(*pair) for pair in others)]
    results = yield from together(tasks)
    answers = dict(zip([("doi", doi) for doi in wanted], results[0], strict=True))
    answers |= {pair: result[0] for pair, result in zip(others, results[1:], strict=True)}
    return [answers[pair] for pair in identifiers]


def _one(kind: str, identifier: str) -> Task[list[Answer]]:
    answer = yield from lookup(kind, identifier)
    return [answer]


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


def _article(identifier: str) -> Task[Answer]:
    answer = yield from pubmed.lookup(identifier)
    doi = answer.item.get("DOI") if isinstance(answer, Found) else ""
    if not doi or not isinstance(answer, Found):
        return answer
    registered = (yield from dois([doi]))[0]
    if not isinstance(registered, Found):
        return answer
    ids = {name: answer.item.get(name) for name in ("PMID", "PMCID") if answer.item.get(name)}
    item = registered.item.with_(text={**registered.item.text, **ids})
    return replace(registered, item=item, asked_for=identifier)
