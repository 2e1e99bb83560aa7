"""DataCite: data sets, software, preprints and more by DOI (REST API, JSON:API; schema 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from citare.errors import CouldNotAsk
from citare.sources.base import Answer, Found, NotAsked, NotFound, Reply, Request, Response, Task
from citare.sources.datacite_item import item_from_attributes

NAME = "datacite"
KINDS = ("doi",)
TITLE = "DataCite"
MOST_PER_REQUEST = 25


def lookup(doi: str) -> Task[Answer]:
    """The record of a DOI."""
    reply = (yield [Request(NAME, f"dois/{quote(doi, safe='')}")])[0]
    if isinstance(reply, Response) and reply.status in (404, 410):
        return NotFound(doi, NAME, asked=reply.asked, reason="no such record")
    records = _records(reply)
    if not records:
        return NotAsked(doi, NAME, _reason(reply))
    return _found(records[0], reply, doi)


def lookup_many(dois: Sequence[str]) -> Task[list[Answer]]:
    """An answer for each DOI, in order; by batches, the absent ones singly."""
    wanted = list(dict.fromkeys(doi.lower() for doi in dois))
    plain = [doi for doi in wanted if not set(doi) & set('"\\')]
    batches = [plain[i : i + MOST_PER_REQUEST] for i in range(0, len(plain), MOST_PER_REQUEST)]
    found: dict[str, Answer] = {}
    if len(wanted) > 1:
        replies = yield [_query(batch) for batch in batches]
        for batch, reply in zip(batches, replies, strict=True):
            if isinstance(reply, CouldNotAsk):
                found.update({doi: NotAsked(doi, NAME, reply.reason) for doi in batch})
            for record in _records(reply) or ():
                doi = str(record.get("doi") or "").lower()
                if doi in batch:
                    found[doi] = _found(record, reply, doi)
    for doi in wanted:
        if doi not in found:
            found[doi] = yield from lookup(doi)
    return [found[doi.lower()] for doi in dois]


def _query(dois: Sequence[str]) -> Request:
    query = "doi:(" + " OR ".join(f'"{doi}"' for doi in dois) + ")"
    return Request(NAME, "dois", (("query", query), ("page[size]", str(len(dois)))), pool="list")


def _found(attributes: Mapping[str, Any], reply: Reply, asked_for: str) -> Found:
    item = item_from_attributes(attributes)
    asked = reply.asked if isinstance(reply, Response) else ""
    identifier = item.get("DOI").lower()
    return Found(item, identifier, NAME, asked=asked, asked_for=asked_for, record=attributes)


def _records(reply: Reply) -> list[Mapping[str, Any]] | None:
    """The attributes of one record or of a list of them; None if the answer holds none."""
    if not isinstance(reply, Response) or reply.status != 200:
        return None
    try:
        data = reply.json()["data"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return list(_attributes(data if isinstance(data, list) else [data]))


def _attributes(data: Iterable[Any]) -> Iterable[Mapping[str, Any]]:
    for resource in data:
        attributes = resource.get("attributes") if isinstance(resource, Mapping) else None
        if isinstance(attributes, Mapping) and attributes.get("doi"):
            yield attributes


def _reason(reply: Reply) -> str:
    if isinstance(reply, CouldNotAsk):
        return reply.reason
    return f"HTTP {reply.status}" if reply.status != 200 else "an answer that is no record"
