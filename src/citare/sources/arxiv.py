"""arXiv: preprints by their id (API, Atom; one request in three seconds).

Traps of the API: errors come as HTTP 200 with one entry titled "Error", throttling as the text
"Rate exceeded.", and one malformed id spoils a whole `id_list`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citare.errors import CouldNotAsk
from citare.model.identifiers import normalise_arxiv
from citare.model.item import Item
from citare.sources.base import Answer, Found, NotAsked, NotFound, Reply, Request, Response, Task
from citare.sources.record_dates import date
from citare.sources.record_names import from_display
from citare.sources.xml_text import text_of
from citare.text.malformed import Malformed
from citare.text.xml import Element, read_xml

NAME = "arxiv"
KINDS = ("arxiv",)
TITLE = "arXiv"
MOST_PER_REQUEST = 100


def lookup(identifier: str) -> Task[Answer]:
    """The preprint of an id, old or new, with or without its version."""
    answers = yield from lookup_many([identifier])
    return answers[0]


def lookup_many(identifiers: Sequence[str]) -> Task[list[Answer]]:
    """An answer for each id, in order, by hundreds."""
    wanted = {i: normalise_arxiv(i) for i in identifiers}
    ids = list(dict.fromkeys(i for i in wanted.values() if i))
    batches = [ids[i : i + MOST_PER_REQUEST] for i in range(0, len(ids), MOST_PER_REQUEST)]
    replies = yield [_request(batch) for batch in batches]
    found: dict[str, Answer] = {}
    for batch, reply in zip(batches, replies, strict=True):
        if _is_error(reply) and len(batch) > 1:
            singly = yield [_request([one]) for one in batch]
            for one, answer in zip(batch, singly, strict=True):
                found[one] = _answer(one, answer)
        else:
            found.update({one: _answer(one, reply) for one in batch})
    nothing = "not an arXiv id"
    return [
        found[wanted[i]] if wanted[i] else NotFound(i, NAME, reason=nothing) for i in identifiers
    ]


def _request(ids: Sequence[str]) -> Request:
    params = (("id_list", ",".join(ids)), ("max_results", str(len(ids))))
    return Request(NAME, "query", params, pool="list")


def _entries(reply: Reply) -> list[Element] | None:
    if not isinstance(reply, Response) or reply.status != 200:
        return None
    try:
        root = read_xml(reply.body)
    except Malformed:
        return None
    return root.findall("entry") if root.tag == "feed" else None


def _is_error(reply: Reply) -> bool:
    if isinstance(reply, Response) and reply.status == 400:
        return True
    entries = _entries(reply)
    return bool(entries) and text_of((entries or [])[0].find("title")) == "Error"


def _answer(identifier: str, reply: Reply) -> Answer:
    if isinstance(reply, CouldNotAsk):
        return NotAsked(identifier, NAME, reply.reason)
    if _is_error(reply):
        return NotFound(identifier, NAME, asked=reply.asked, reason="malformed to arXiv")
    entries = _entries(reply)
    if entries is None:
        status = f"HTTP {reply.status}" if reply.status != 200 else "an answer that is no feed"
        return NotAsked(identifier, NAME, status)
    for entry in entries:
        record = record_of(entry)
        full = f"{record['id']}v{record['version']}"
        if identifier in (record["id"], full):
            item = item_from_record(record, versioned=identifier == full)
            return Found(item, full, NAME, reply.asked, asked_for=identifier, record=record)
    return NotFound(identifier, NAME, asked=reply.asked, reason="no such preprint")


def record_of(entry: Element) -> Mapping[str, Any]:
    """An Atom entry as plain values: id, version, title, authors, dates, doi, journal_ref, …"""
    address = text_of(entry.find("id")).partition("/abs/")[2]
    identifier, _, version = address.rpartition("v") if "v" in address[-4:] else (address, "", "")
    category = entry.find("primary_category")
    return {
        "id": identifier,
        "version": version,
        "title": text_of(entry.find("title")),
        "authors": [text_of(e) for e in entry.findall("author/name")],
        "published": text_of(entry.find("published")),
        "updated": text_of(entry.find("updated")),
        "doi": text_of(entry.find("doi")),
        "journal_ref": text_of(entry.find("journal_ref")),
        "comment": text_of(entry.find("comment")),
        "category": category.get("term") if category else "",
    }


def item_from_record(record: Mapping[str, Any], *, versioned: bool = False) -> Item:
    """A preprint as an item, of one version or of all.

    The DOI and journal reference of its published version stay in the record.
    """
    identifier = str(record["id"])
    if versioned and record["version"]:
        identifier += f"v{record['version']}"
    text = {
        "title": record["title"],
        "publisher": "arXiv",
        "genre": "Preprint",
        "archive": "arXiv",
        "archive_location": identifier,
        "archive_collection": record["category"],
        "URL": f"https://arxiv.org/abs/{identifier}",
    }
    authors = tuple(found for one in record["authors"] if (found := from_display(one)))
    issued = date(record["published"])
    return Item(
        id=f"arXiv:{identifier}",
        type="article",
        text={variable: value for variable, value in text.items() if value},
        names={"author": authors} if authors else {},
        dates={"issued": issued} if issued else {},
    )
