"""A DataCite record's attributes as an item (DataCite Metadata Schema 4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from citare.model.dates import Date
from citare.model.identifiers import normalise_isbn, normalise_issn
from citare.model.item import Item
from citare.model.name import Name
from citare.model.standing import Standing
from citare.sources.base import (
    Answer,
    Found,
    NotAsked,
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
from citare.sources.crossref_work import with_subtitle
from citare.sources.record_dates import date
from citare.sources.record_names import from_display, name
from citare.sources.status import Notice, Status, with_title
from citare.sources.title_text import clean, first_clean

_TYPES = {
    "Audiovisual": "motion_picture",
    "Book": "book",
    "BookChapter": "chapter",
    "Collection": "collection",
    "ComputationalNotebook": "software",
    "ConferencePaper": "paper-conference",
    "ConferenceProceeding": "book",
    "DataPaper": "article-journal",
    "Dataset": "dataset",
    "Dissertation": "thesis",
    "Event": "event",
    "Image": "graphic",
    "InteractiveResource": "webpage",
    "Journal": "periodical",
    "JournalArticle": "article-journal",
    "OutputManagementPlan": "report",
    "PeerReview": "review",
    "Preprint": "article",
    "Project": "document",
    "Report": "report",
    "Software": "software",
    "Sound": "song",
    "Standard": "standard",
}
"""`resourceTypeGeneral` → CSL type."""

_TEXTS = (
    (r"thesis|dissertation|habilitation", "thesis"),
    (r"journal ?article|article$", "article-journal"),
    (r"preprint", "article"),
    (r"conference ?(?:paper|object)|proceedings", "paper-conference"),
    (r"chapter", "chapter"),
    (r"\bbook", "book"),
    (r"report|working ?paper|deliverable", "report"),
    (r"poster|presentation|lecture|talk", "speech"),
    (r"blog", "post-weblog"),
)
"""What the free `resourceType` of a "Text" says → CSL type."""


def item_from_attributes(record: Mapping[str, Any]) -> Item:
    """The item of a record's `attributes`; its id is the DOI."""
    kind = _type(record)
    text = {
        "DOI": str(record.get("doi") or ""),
        "title": _title(record),
        "publisher": _publisher(record),
        "version": _text(record.get("version")),
        "language": _text(record.get("language")),
        "genre": _genre(record, kind),
    }
    text |= _container(record, kind)
    if arxiv := _identifier(record, "arXiv"):
        text |= {"archive": "arXiv", "archive_location": arxiv, "version": ""}
    return Item(
        id=text["DOI"],
        type=kind,
        text={variable: value for variable, value in text.items() if value},
        names=_names(record),
        dates=_dates(record),
    )


def _type(record: Mapping[str, Any]) -> str:
    types = as_mapping(record.get("types"))
    general = str(types.get("resourceTypeGeneral") or "")
    if general in _TYPES:
        return _TYPES[general]
    free = str(types.get("resourceType") or "").lower()
    return next((kind for pattern, kind in _TEXTS if re.search(pattern, free)), "document")


def _genre(record: Mapping[str, Any], kind: str) -> str:
    if kind == "article":
        return "Preprint"
    free = _text(as_mapping(record.get("types")).get("resourceType"))
    return free if kind == "thesis" and free.lower() not in ("thesis", "dissertation") else ""


def _title(record: Mapping[str, Any]) -> str:
    title = subtitle = ""
    for entry in as_mappings(record.get("titles")):
        kind = entry.get("titleType")
        if not kind and not title:
            title = _text(entry.get("title"))
        elif kind == "Subtitle" and not subtitle:
            subtitle = _text(entry.get("title"))
    return with_subtitle(title, subtitle) if subtitle else title


def _publisher(record: Mapping[str, Any]) -> str:
    publisher = record.get("publisher")
    publisher = publisher.get("name") if isinstance(publisher, Mapping) else publisher
    text = _text(publisher)
    return "" if text.startswith(":") else text  # ":none", ":unav", ":tba" (schema 4, appendix 3)


def _container(record: Mapping[str, Any], kind: str) -> dict[str, str]:
    container = record.get("container")
    if not isinstance(container, Mapping) or kind in ("dataset", "software"):
        return {}
    first, last = _text(container.get("firstPage")), _text(container.get("lastPage"))
    identifier = str(container.get("identifier") or "")
    return {
        "container-title": _text(container.get("title")),
        "volume": _text(container.get("volume")),
        "issue": _text(container.get("issue")),
        "page": f"{first}-{last}" if first and last and first != last else first,
        "ISSN": normalise_issn(identifier) if container.get("identifierType") == "ISSN" else "",
        "ISBN": normalise_isbn(identifier) if container.get("identifierType") == "ISBN" else "",
    }


def _identifier(record: Mapping[str, Any], kind: str) -> str:
    for entry in as_mappings(record.get("identifiers")):
        if entry.get("identifierType") == kind:
            return str(entry.get("identifier") or "").removeprefix("arXiv:")
    return ""


def _names(record: Mapping[str, Any]) -> dict[str, tuple[Name, ...]]:
    contributors = as_mappings(record.get("contributors"))
    found = {
        "author": _people(as_mappings(record.get("creators"))),
        "editor": _people([c for c in contributors if c.get("contributorType") == "Editor"]),
    }
    return {variable: people for variable, people in found.items() if people}


def _people(creators: Sequence[Mapping[str, Any]]) -> tuple[Name, ...]:
    return tuple(found for creator in creators if (found := _person(creator)))


def _person(creator: Mapping[str, Any]) -> Name | None:
    text = str(creator.get("name") or "")
    if creator.get("nameType") == "Organizational":
        return Name(literal=clean(text)) if text else None
    orcid = next(
        (
            str(entry.get("nameIdentifier") or "")
            for entry in as_mappings(creator.get("nameIdentifiers"))
            if entry.get("nameIdentifierScheme") == "ORCID"
        ),
        "",
    )
    if creator.get("familyName"):
        parts = {"family": creator["familyName"], "given": creator.get("givenName")}
        return next(iter(name({**parts, "ORCID": orcid})), None)
    return from_display(text, orcid)


def _dates(record: Mapping[str, Any]) -> dict[str, Date]:
    """`publicationYear` is the year that DataCite cites; the fullest date within it is kept."""
    year = str(record.get("publicationYear") or "")
    candidates = [
        found
        for kind in ("Issued", "Available", "Created")
        for entry in as_mappings(record.get("dates"))
        if entry.get("dateType") == kind and (found := date(str(entry.get("date") or "")))
    ]
    in_year = [found for found in candidates if str(found.year) == year] or (
        [] if year.isdigit() else candidates
    )
    if in_year:
        return {"issued": max(in_year[:2], key=lambda found: len(found.parts[0]))}
    return {"issued": Date(parts=((int(year),),))} if year.isdigit() else {}


def _text(value: object) -> str:
    return first_clean(str(value)) if isinstance(value, str | int) else ""


NAME = "datacite"
MOST_PER_REQUEST = 25


def lookup(doi: str) -> Task[Answer]:
    """The record of a DOI."""
    answers = yield from lookup_many([doi])
    return answers[0]


def lookup_many(dois: Sequence[str]) -> Task[list[Answer]]:
    """An answer for each DOI, in order; by batches, the absent ones singly."""
    return lookup_batched(
        NAME,
        dois,
        str.lower,
        _request,
        _answers,
        most=MOST_PER_REQUEST,
        alone=lambda doi: not set(doi).isdisjoint('"\\'),
    )


def _request(dois: Sequence[str]) -> Request:
    if len(dois) == 1:
        return Request(NAME, f"dois/{quote(dois[0], safe='')}")
    query = "doi:(" + " OR ".join(f'"{doi}"' for doi in dois) + ")"
    return Request(NAME, "dois", (("query", query), ("page[size]", str(len(dois)))), pool="list")


def _answers(batch: Sequence[str], reply: Reply) -> Mapping[str, Answer]:
    if not isinstance(reply, Response):
        return {doi: NotAsked(doi, NAME, reply.reason) for doi in batch}
    if len(batch) == 1 and reply.status in (404, 410):
        return {batch[0]: NotFound(batch[0], NAME, asked=reply.asked, reason="no such record")}
    records = _records(reply)
    if len(batch) == 1:
        own = [record for record in records if str(record["doi"]).lower() == batch[0]]
        return {doi: _found(own[0], reply, doi) for doi in batch if own}
    by_doi = {str(record.get("doi") or "").lower(): record for record in records}
    return {doi: _found(by_doi[doi], reply, doi) for doi in batch if doi in by_doi}


def _found(attributes: Mapping[str, Any], reply: Response, asked_for: str) -> Found:
    item = item_from_attributes(attributes)
    identifier = item.get("DOI").lower()
    return Found(item, identifier, NAME, reply.asked, asked_for=asked_for, record=attributes)


def _records(reply: Response) -> list[Mapping[str, Any]]:
    """The attributes of one record or of a list of them; none if the answer holds none."""
    data = as_mapping(json_of(reply)).get("data")
    return list(_attributes(data if isinstance(data, list) else [data]))


def _attributes(data: Iterable[Any]) -> Iterable[Mapping[str, Any]]:
    for resource in data:
        attributes = resource.get("attributes") if isinstance(resource, Mapping) else None
        if isinstance(attributes, Mapping) and attributes.get("doi"):
            yield attributes


def status(record: Mapping[str, Any], title: str) -> Status:
    """DataCite's relations (schema 4.6, "relationType")."""
    attributes = record.get("attributes")
    data = attributes if isinstance(attributes, Mapping) else record
    published, notices = "", []
    for related in data.get("relatedIdentifiers") or []:
        kind, target = related.get("relationType"), str(related.get("relatedIdentifier") or "")
        if kind == "IsObsoletedBy" or (kind == "IsPreviousVersionOf" and target):
            notices.append(Notice(Standing.NEW_VERSION, target.lower(), said_by=("DataCite",)))
        preprint = str((data.get("types") or {}).get("resourceTypeGeneral") or "") == "Preprint"
        if preprint and kind in ("IsVersionOf", "IsIdenticalTo", "IsVariantFormOf"):
            published = published or target.lower()
    return Status(with_title(tuple(notices), title), published_as=published)
