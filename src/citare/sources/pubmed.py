"""PubMed: articles by PMID or PMCID, and the identifiers of a work (NCBI E-utilities, efetch,
esearch; PMC ID Converter API). Three requests a second, ten with a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from citare.errors import CouldNotAsk
from citare.model.identifiers import normalise_doi, normalise_pmcid, normalise_pmid
from citare.sources.base import Answer, Found, NotAsked, NotFound, Reply, Request, Response, Task
from citare.sources.pubmed_item import item_from_article
from citare.text.malformed import Malformed
from citare.text.xml import Element, read_xml

NAME = "pubmed"
KINDS = ("pmid", "pmcid")
TITLE = "PubMed"
MOST_PER_REQUEST = 200
MOST_CONVERTED = 100


@dataclass(frozen=True, slots=True)
class Identifiers:
    """A work's identifiers as the ID converter knows them; "" for those it has not."""

    pmid: str = ""
    pmcid: str = ""
    doi: str = ""


def lookup(identifier: str) -> Task[Answer]:
    """The article of a PMID or a PMCID."""
    answers = yield from lookup_many([identifier])
    return answers[0]


def lookup_many(identifiers: Sequence[str]) -> Task[list[Answer]]:
    """An answer for each PMID or PMCID, in order; by hundreds."""
    pmids = {i: normalise_pmid(i) for i in identifiers if not normalise_pmcid(i)}
    pmcids = [i for i in identifiers if normalise_pmcid(i)]
    found: dict[str, Answer] = {}
    if pmcids:
        converted = yield from convert([normalise_pmcid(i) for i in pmcids])
        for i in pmcids:
            known = converted.get(normalise_pmcid(i))
            if isinstance(known, CouldNotAsk):
                found[i] = NotAsked(i, NAME, known.reason)
            elif known is None or not known.pmid:
                found[i] = NotFound(i, NAME, reason="no PMID for this PMCID")
            else:
                pmids[i] = known.pmid
    fetched = yield from _fetch(list(dict.fromkeys(p for p in pmids.values() if p)))
    for i, pmid in pmids.items():
        found[i] = (
            _named(fetched[pmid], i) if pmid else NotFound(i, NAME, reason="not a PMID or PMCID")
        )
    return [found[i] for i in identifiers]


def convert(identifiers: Sequence[str]) -> Task[dict[str, Identifiers | CouldNotAsk]]:
    """What else works are called, by PMID, PMCID or DOI (all of one kind a call is best).

    Knows only what is in PubMed Central; what it does not know is left out.
    """
    wanted = list(dict.fromkeys(identifiers))
    batches = [wanted[i : i + MOST_CONVERTED] for i in range(0, len(wanted), MOST_CONVERTED)]
    replies = yield [
        Request("pmc", "articles/", (("ids", ",".join(batch)), ("format", "json")))
        for batch in batches
    ]
    found: dict[str, Identifiers | CouldNotAsk] = {}
    for batch, reply in zip(batches, replies, strict=True):
        records = _records(reply)
        if records is None:
            problem = reply if isinstance(reply, CouldNotAsk) else CouldNotAsk("pmc", _said(reply))
            found.update(dict.fromkeys(batch, problem))
        for record in records or ():
            known = Identifiers(
                pmid=normalise_pmid(str(record.get("pmid") or "")),
                pmcid=normalise_pmcid(str(record.get("pmcid") or "").partition(".")[0]),
                doi=normalise_doi(str(record.get("doi") or "")),
            )
            for name in {str(record.get("requested-id") or ""), known.pmid, known.pmcid, known.doi}:
                found.update({asked: known for asked in batch if asked.lower() == name.lower()})
    return found


def _fetch(pmids: Sequence[str]) -> Task[dict[str, Answer]]:
    batches = [
        list(pmids[i : i + MOST_PER_REQUEST]) for i in range(0, len(pmids), MOST_PER_REQUEST)
    ]
    replies = yield [
        Request(
            NAME, "efetch.fcgi", (("db", "pubmed"), ("retmode", "xml"), ("id", ",".join(batch)))
        )
        for batch in batches
    ]
    found: dict[str, Answer] = {}
    for batch, reply in zip(batches, replies, strict=True):
        articles = _articles(reply)
        asked = reply.asked if isinstance(reply, Response) else ""
        for article in articles or ():
            item, record = item_from_article(article)
            pmid = item.get("PMID")
            found[pmid] = Found(item, pmid, NAME, asked=asked, asked_for=pmid, record=record)
        for pmid in batch:
            if pmid in found:
                continue
            if articles is None and not _says_no(reply):
                found[pmid] = NotAsked(pmid, NAME, _said(reply))
            else:
                found[pmid] = NotFound(pmid, NAME, asked=asked, reason="no such article")
    return found


def _articles(reply: Reply) -> Iterable[Element] | None:
    if not isinstance(reply, Response) or reply.status != 200:
        return None
    try:
        root = read_xml(reply.body, doctype=True)
    except Malformed:
        return None
    if root.tag != "PubmedArticleSet":
        return None
    return [e for e in root.children if e.tag in ("PubmedArticle", "PubmedBookArticle")]


def _says_no(reply: Reply) -> bool:
    """Only unknown ids asked for: HTTP 400 with a text that says so."""
    return isinstance(reply, Response) and reply.status == 400 and b"ID" in reply.body


def _records(reply: Reply) -> list[Mapping[str, Any]] | None:
    if not isinstance(reply, Response) or reply.status not in (200, 400, 404):
        return None
    try:
        records = reply.json().get("records")
    except (ValueError, AttributeError):
        return None
    if not isinstance(records, list):
        return None
    return [r for r in records if isinstance(r, Mapping) and r.get("status") != "error"]


def _said(reply: Reply) -> str:
    if isinstance(reply, CouldNotAsk):
        return reply.reason
    return f"HTTP {reply.status}" if reply.status != 200 else "an answer that is no record"


def _named(answer: Answer, asked_for: str) -> Answer:
    if isinstance(answer, Found):
        return Found(
            answer.item, answer.identifier, NAME, answer.asked, asked_for, record=answer.record
        )
    return answer
