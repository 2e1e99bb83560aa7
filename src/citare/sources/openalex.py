"""OpenAlex: works by DOI or PMID, for what the registries leave out. Asked only if set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from citare.model.identifiers import normalise_doi, normalise_issn
from citare.model.item import Item
from citare.model.standing import Standing
from citare.sources.base import (
    Answer,
    Found,
    NotFound,
    Reply,
    Request,
    Response,
    Task,
    as_mapping,
    as_mappings,
    json_of,
    lookup_batched,
)
from citare.sources.crossref_work import TYPES
from citare.sources.record_dates import date
from citare.sources.record_names import from_display
from citare.sources.status import Notice, Status, with_title
from citare.sources.title_text import clean

NAME = "openalex"

_TYPES = {
    "article": "article-journal",
    "book": "book",
    "book-chapter": "chapter",
    "conference-paper": "paper-conference",
    "dataset": "dataset",
    "dissertation": "thesis",
    "editorial": "article-journal",
    "erratum": "article-journal",
    "letter": "article-journal",
    "peer-review": "review",
    "preprint": "article",
    "reference-entry": "entry",
    "report": "report",
    "review": "article-journal",
    "software": "software",
    "standard": "standard",
}


def lookup(identifier: str) -> Task[Answer]:
    """The work of a DOI or (digits only) a PMID."""
    answers = yield from lookup_many([identifier])
    return answers[0]


def lookup_many(identifiers: Sequence[str]) -> Task[list[Answer]]:
    """An answer for each DOI or PMID, in order."""
    return lookup_batched(NAME, identifiers, str.strip, _request, _answers, most=1)


def _request(identifiers: Sequence[str]) -> Request:
    (identifier,) = identifiers
    kind = "pmid" if identifier.isdigit() else "doi"
    return Request(NAME, f"works/{kind}:{quote(identifier, safe='/')}")


def _answers(batch: Sequence[str], reply: Reply) -> Mapping[str, Answer]:
    (identifier,) = batch
    if isinstance(reply, Response) and reply.status == 404:
        return {identifier: NotFound(identifier, NAME, asked=reply.asked, reason="no such work")}
    work = json_of(reply)
    if not isinstance(reply, Response) or not isinstance(work, Mapping) or not work.get("id"):
        return {}
    item = item_from_openalex(work)
    own = item.get("DOI") or item.get("PMID")
    return {identifier: Found(item, own, NAME, reply.asked, identifier, record=work)}


def item_from_openalex(work: Mapping[str, Any]) -> Item:
    """A work as an item; its id is the DOI or the PMID."""
    ids = as_mapping(work.get("ids"))
    location = as_mapping(work.get("primary_location"))
    source = as_mapping(location.get("source"))
    biblio = as_mapping(work.get("biblio"))
    kind = _TYPES.get(str(work.get("type") or ""), "document")
    if kind == "document":
        kind = TYPES.get(str(location.get("raw_type") or ""), kind)
    first, last = str(biblio.get("first_page") or ""), str(biblio.get("last_page") or "")
    text = {
        "DOI": normalise_doi(str(ids.get("doi") or work.get("doi") or "")),
        "PMID": str(ids.get("pmid") or "").rpartition("/")[2],
        "PMCID": str(ids.get("pmcid") or "").rpartition("/")[2],
        "title": clean(str(work.get("title") or "")),
        "container-title": clean(str(source.get("display_name") or "")),
        "ISSN": normalise_issn(str(source.get("issn_l") or "")),
        "publisher": clean(str(source.get("host_organization_name") or "")),
        "volume": str(biblio.get("volume") or ""),
        "issue": str(biblio.get("issue") or ""),
        "page": f"{first}-{last}" if first and last and first != last else first,
        "language": str(work.get("language") or ""),
        "genre": "Preprint" if kind == "article" else "",
    }
    if kind in ("article", "dataset", "software", "report", "book", "thesis"):
        text["publisher"] = text.pop("container-title") or text["publisher"]
    day = str(work.get("publication_date") or work.get("publication_year") or "")
    issued = date(day.removesuffix("-01-01"))  # OpenAlex writes it for "some time in that year"
    authors = tuple(
        found
        for one in as_mappings(work.get("authorships"))
        if (
            found := from_display(
                _author(one), str(as_mapping(one.get("author")).get("orcid") or "")
            )
        )
    )
    return Item(
        id=text["DOI"] or text["PMID"],
        type=kind,
        text={variable: value for variable, value in text.items() if value},
        names={"author": authors} if authors else {},
        dates={"issued": issued} if issued else {},
    )


def _author(authorship: Mapping[str, Any]) -> str:
    author = as_mapping(authorship.get("author"))
    return str(authorship.get("raw_author_name") or author.get("display_name") or "")


def status(record: Mapping[str, Any], title: str) -> Status:
    """OpenAlex says of a work that it is retracted, and no more."""
    retracted = Notice(Standing.RETRACTED, said_by=("OpenAlex",))
    return Status(with_title((retracted,) if record.get("is_retracted") is True else (), title))
