"""A PubMed article (PubmedArticle or PubmedBookArticle of the NLM DTD) as an item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from citare.errors import CouldNotAsk
from citare.model.dates import Date, read_date, read_fields
from citare.model.identifiers import (
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_pmcid,
    normalise_pmid,
)
from citare.model.item import Item
from citare.model.languages import two_letters
from citare.model.name import Name
from citare.model.standing import Standing
from citare.sources.base import (
    NOT_THERE_DAYS,
    Answer,
    Found,
    Keep,
    NotAsked,
    NotFound,
    Reply,
    Request,
    Response,
    Task,
    batched,
    lookup_batched,
    why_unusable,
)
from citare.sources.record_names import names
from citare.sources.status import Notice, Status, gravest_first, with_title
from citare.sources.title_text import text_of
from citare.text.malformed import Malformed
from citare.text.xml import Element, read_xml


def item_from_article(article: Element) -> tuple[Item, Mapping[str, Any]]:
    """The item of an article, and the record as plain values (types, status of the work).

    `record["updates"]` lists PubMed's own notices: `{type, pmid}` of CommentsCorrections.
    """
    book = article.tag == "PubmedBookArticle"
    citation = article.find("BookDocument" if book else "MedlineCitation")
    if citation is None:
        return Item(id="", type="document"), {}
    text = _book_text(citation) if book else _article_text(citation)
    text |= _identifiers(article, citation)
    whole_book = book and not text["container-title"]
    item = Item(
        id=f"pmid:{text['PMID']}",
        type="book" if whole_book else "chapter" if book else "article-journal",
        text={variable: value for variable, value in text.items() if value},
        names=_names(citation, whole_book=whole_book),
        dates=_dates(citation),
    )
    return item, _record(citation)


def _article_text(citation: Element) -> dict[str, str]:
    journal = citation.find("Article/Journal")
    title = _title(citation.find("Article/ArticleTitle"))
    original = _title(citation.find("Article/VernacularTitle"))
    if journal is None:
        return {"title": title}
    name = text_of(journal.find("Title")).partition(" : ")[0]
    short = text_of(journal.find("ISOAbbreviation")) or text_of(
        citation.find("MedlineJournalInfo/MedlineTA")
    )
    language = text_of(citation.find("Article/Language"))
    return {
        "title": title,
        "original-title": original,
        "container-title": name,
        "container-title-short": short if short != name else "",
        "volume": text_of(journal.find("JournalIssue/Volume")),
        "issue": text_of(journal.find("JournalIssue/Issue")),
        "page": full_pages(text_of(citation.find("Article/Pagination/MedlinePgn"))),
        "ISSN": normalise_issn(text_of(journal.find("ISSN"))),
        "language": two_letters(language),
    }


def _book_text(document: Element) -> dict[str, str]:
    chapter = _title(document.find("ArticleTitle"))
    book = text_of(document.find("Book/BookTitle"))
    return {
        "title": chapter or book,
        "container-title": book if chapter else "",
        "publisher": text_of(document.find("Book/Publisher/PublisherName")),
        "publisher-place": text_of(document.find("Book/Publisher/PublisherLocation")),
        "ISBN": normalise_isbn(text_of(document.find("Book/Isbn"))),
    }


def _title(element: Element | None) -> str:
    """A title without PubMed's closing full stop, nor the brackets of a translated one."""
    title = text_of(element)
    if title.startswith("[") and re.search(r"\]\.?$", title):
        title = re.sub(r"\]\.?$", "", title[1:])
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def full_pages(pages: str) -> str:
    """MEDLINE's short page ranges written out: "531-9" is "531-539" (also "e12-5")."""
    pages = re.sub(r"[;,]\s*(?:author reply|discussion|quiz|passim).*", "", pages)
    match = re.fullmatch(r"([A-Za-z]*)(\d+)-([A-Za-z]*)(\d+)(.*)", pages)
    if not match:
        return pages
    prefix, first, last_prefix, last, rest = match.groups()
    if len(last) < len(first) and last_prefix in ("", prefix):
        last = first[: len(first) - len(last)] + last
    return f"{prefix}{first}-{last_prefix or prefix}{last}{rest}"


def _identifiers(article: Element, citation: Element) -> dict[str, str]:
    listed = {
        element.get("IdType"): text_of(element)
        for path in ("PubmedData/ArticleIdList/ArticleId", "PubmedBookData/ArticleIdList/ArticleId")
        for element in article.findall(path)
    }
    doi = listed.get("doi", "")
    for element in citation.walk():
        if element.tag != "ELocationID":
            continue
        if element.get("EIdType") == "doi" and element.get("ValidYN") != "N":
            doi = doi or text_of(element)
    return {
        "PMID": text_of(citation.find("PMID")) or listed.get("pubmed", ""),
        "PMCID": listed.get("pmc", ""),
        "DOI": normalise_doi(doi),
    }


_LISTS = {
    "Article/AuthorList": ("author", "editor"),
    "AuthorList": ("author", "editor"),
    "Book/AuthorList": ("container-author", "editor"),
}
"""Where lists of people are: whom authors are of (the article, the chapter, the book), editors."""


def _names(citation: Element, *, whole_book: bool = False) -> dict[str, tuple[Name, ...]]:
    """The people of an article, a chapter and its book, or of a whole book."""
    people: dict[str, list[dict[str, Any]]] = {}
    for path, (authors, editors) in _LISTS.items():
        for group in citation.findall(path):
            role = editors if group.get("Type") == "editors" else authors
            role = "author" if whole_book and role == "container-author" else role
            listed = people.setdefault(role, [])
            listed += [_author(e) for e in group.children if e.get("ValidYN") != "N"]
            if group.get("CompleteYN") == "N":
                listed.append({"name": "et al."})
    if people.get("container-author") == people.get("author"):
        people.pop("container-author", None)
    return {role: found for role, list_ in people.items() if (found := names(list_))}


def _author(author: Element) -> dict[str, Any]:
    orcid = next((i.text for i in author.findall("Identifier") if i.get("Source") == "ORCID"), "")
    return {
        "family": text_of(author.find("LastName")),
        "given": text_of(author.find("ForeName")) or text_of(author.find("Initials")),
        "suffix": text_of(author.find("Suffix")),
        "name": text_of(author.find("CollectiveName")),
        "ORCID": orcid,
    }


def _dates(citation: Element) -> dict[str, Date]:
    """The issue's date, and the electronic one before it, by the rule of record_dates."""
    issue = _date(citation.find("Article/Journal/JournalIssue/PubDate")) or _date(
        citation.find("Book/PubDate")
    )
    online = _date(citation.find("Article/ArticleDate"))
    if issue is None or online is None:
        issued = issue or online
        return {"issued": issued} if issued else {}
    if online.year == issue.year:
        fuller = online if len(online.parts[0]) > len(issue.parts[0]) else issue
        return {"issued": fuller}
    if (online.year or 0) < (issue.year or 0):
        return {"issued": issue, "available-date": online}
    return {"issued": issue}


def _date(element: Element | None) -> Date | None:
    """A PubDate or ArticleDate. MedlineDate holds in words what the other elements cannot say."""
    if element is None:
        return None
    if free := text_of(element.find("MedlineDate")):
        date = read_date(free)
        if date and date.literal and free[:4].isdecimal():
            return Date(((int(free[:4]),),))
        return date
    year, month, day = (text_of(element.find(name)) for name in ("Year", "Month", "Day"))
    return read_fields(year, text_of(element.find("Season")) or month, day)[0]


def _record(citation: Element) -> Mapping[str, Any]:
    types = [text_of(e) for e in citation.findall("Article/PublicationTypeList/PublicationType")]
    updates = [
        {"type": e.get("RefType"), "pmid": text_of(e.find("PMID"))}
        for e in citation.findall("CommentsCorrectionsList/CommentsCorrections")
        if e.get("RefType") != "Cites"
    ]
    return {"types": types, "updates": updates, "status": citation.get("Status")}


NAME = "pubmed"
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
    pmcids = [i for i in identifiers if normalise_pmcid(i)]
    pmids = {i: normalise_pmid(i) for i in identifiers if i not in pmcids}
    converted: dict[str, Identifiers | CouldNotAsk] = {}
    if pmcids:
        converted = yield from convert([normalise_pmcid(i) for i in pmcids])
    found: dict[str, Answer] = {}
    for i in pmcids:
        known = converted.get(normalise_pmcid(i))
        if isinstance(known, CouldNotAsk):
            found[i] = NotAsked(i, NAME, known.reason)
        elif known is None or not known.pmid:
            found[i] = NotFound(i, NAME, reason="no PMID for this PMCID")
        else:
            pmids[i] = known.pmid
    fetched = yield from lookup_batched(
        NAME, list(pmids.values()), normalise_pmid, _request, _answers, most=MOST_PER_REQUEST
    )
    for i, answer in zip(pmids, fetched, strict=True):
        found[i] = replace(answer, asked_for=i) if isinstance(answer, Found) else answer
    return [found[i] for i in identifiers]


def convert(identifiers: Sequence[str]) -> Task[dict[str, Identifiers | CouldNotAsk]]:
    """What else works are called, by PMID, PMCID or DOI (all of one kind a call is best).

    Knows only what is in PubMed Central; what it does not know is left out.
    """
    batches = batched(identifiers, MOST_CONVERTED)
    requests = [
        Request("pmc", "articles/", (("ids", ",".join(batch)), ("format", "json")))
        for batch in batches
    ]
    replies = yield requests
    found: dict[str, Identifiers | CouldNotAsk] = {}
    kept: list[Keep] = []
    for batch, request, reply in zip(batches, requests, replies, strict=True):
        records = _records(reply)
        if records is None:
            found.update(dict.fromkeys(batch, CouldNotAsk("pmc", why_unusable(reply))))
        elif isinstance(reply, Response) and not reply.cached:
            whole = len(records) >= len(batch)
            kept.append(Keep(request, reply, None if whole else NOT_THERE_DAYS))
        for record in records or ():
            known = Identifiers(
                pmid=normalise_pmid(str(record.get("pmid") or "")),
                pmcid=normalise_pmcid(str(record.get("pmcid") or "").partition(".")[0]),
                doi=normalise_doi(str(record.get("doi") or "")),
            )
            for name in {str(record.get("requested-id") or ""), known.pmid, known.pmcid, known.doi}:
                found.update({asked: known for asked in batch if asked.lower() == name.lower()})
    if kept:
        yield kept
    return found


def _request(pmids: Sequence[str]) -> Request:
    params = (("db", "pubmed"), ("retmode", "xml"), ("id", ",".join(pmids)))
    return Request(NAME, "efetch.fcgi", params)


def _answers(batch: Sequence[str], reply: Reply) -> Mapping[str, Answer]:
    articles = _articles(reply)
    if not isinstance(reply, Response) or (articles is None and not _says_no(reply)):
        return {pmid: NotAsked(pmid, NAME, why_unusable(reply)) for pmid in batch}
    found: dict[str, Answer] = {
        pmid: NotFound(pmid, NAME, asked=reply.asked, reason="no such article") for pmid in batch
    }
    for article in articles or ():
        item, record = item_from_article(article)
        pmid = item.get("PMID")
        found[pmid] = Found(item, pmid, NAME, reply.asked, asked_for=pmid, record=record)
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


_STANDINGS = {
    "retracted publication": Standing.RETRACTED,
    "expression of concern": Standing.CONCERN,
    "corrected and republished article": Standing.CORRECTED,
}
_NOTICES = frozenset(
    ["retraction notice", "retraction of publication", "published erratum", "expression of concern"]
)
_UPDATES = {
    "retractionin": Standing.RETRACTED,
    "partialretractionin": Standing.RETRACTED,
    "expressionofconcernin": Standing.CONCERN,
    "erratumin": Standing.CORRECTED,
    "correctedandrepublishedin": Standing.CORRECTED,
    "updatein": Standing.NEW_VERSION,
}
_NOTICE_OF = frozenset(["retractionof", "erratumfor", "expressionofconcernfor"])


def status(record: Mapping[str, Any], title: str) -> Status:
    """What PubMed's publication types and CommentsCorrections say became of a work."""
    types = [str(t).lower() for t in record.get("types") or []]
    notices, about = [], []
    for update in record.get("updates") or []:
        kind = str(update.get("type") or "").lower()
        pmid = str(update.get("pmid") or "")
        if kind in _UPDATES:
            identifier = f"PMID {pmid}" if pmid else ""
            notices.append(Notice(_UPDATES[kind], identifier, said_by=("PubMed",)))
        elif kind in _NOTICE_OF and pmid:
            about.append(f"PMID {pmid}")
    known = {n.standing for n in notices}
    notices += [
        Notice(standing, said_by=("PubMed",))
        for name, standing in _STANDINGS.items()
        if name in types and standing not in known and not (about and name in _NOTICES)
    ]
    ordered = gravest_first(notices)
    return Status(with_title(ordered, title), notice_of=tuple(dict.fromkeys(about)))
