"""arXiv: preprints by their id (API, Atom; one request in three seconds).

Traps of the API: errors come as HTTP 200 with one entry titled "Error", throttling as the text
"Rate exceeded.", and one malformed id spoils a whole `id_list`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from citare.model.identifiers import normalise_arxiv
from citare.model.item import Item
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
    lookup_batched,
    why_unusable,
)
from citare.sources.record_dates import date
from citare.sources.record_names import from_display
from citare.sources.status import Notice, Status, with_title
from citare.sources.title_text import text_of
from citare.text.latex.decode import decode
from citare.text.malformed import Malformed
from citare.text.xml import Element, read_xml

NAME = "arxiv"
MOST_PER_REQUEST = 100


def lookup(identifier: str) -> Task[Answer]:
    """The preprint of an id, old or new, with or without its version."""
    answers = yield from lookup_many([identifier])
    return answers[0]


def lookup_many(identifiers: Sequence[str]) -> Task[list[Answer]]:
    """An answer for each id, in order, by hundreds."""
    return lookup_batched(
        NAME, identifiers, normalise_arxiv, _request, _answers, most=MOST_PER_REQUEST
    )


def _request(ids: Sequence[str]) -> Request:
    params = (("id_list", ",".join(ids)), ("max_results", str(len(ids))))
    return Request(NAME, "query", params, pool="list")


def _answers(batch: Sequence[str], reply: Reply) -> Mapping[str, Answer]:
    """What a feed says of each id; nothing of any if one of them spoiled it."""
    entries = _entries(reply)
    if isinstance(reply, Response) and _is_error(reply, entries):
        reason = "malformed to arXiv"
        return {i: NotFound(i, NAME, reply.asked, reason) for i in batch if len(batch) == 1}
    if not isinstance(reply, Response) or entries is None:
        return {i: NotAsked(i, NAME, why_unusable(reply)) for i in batch}
    records = [record_of(entry) for entry in entries]
    return {i: _answer(i, records, reply.asked) for i in batch}


def _entries(reply: Reply) -> list[Element] | None:
    if not isinstance(reply, Response) or reply.status != 200:
        return None
    try:
        root = read_xml(reply.body)
    except Malformed:
        return None
    return root.findall("entry") if root.tag == "feed" else None


def _is_error(reply: Response, entries: list[Element] | None) -> bool:
    return reply.status == 400 or any(
        _text(entry, "title") == "Error" for entry in (entries or ())[:1]
    )


def _answer(identifier: str, records: Sequence[Mapping[str, Any]], asked: str) -> Answer:
    for record in records:
        full = f"{record['id']}v{record['version']}"
        if identifier in (record["id"], full):
            item = item_from_record(record, versioned=identifier == full)
            return Found(item, full, NAME, asked, asked_for=identifier, record=record)
    return NotFound(identifier, NAME, asked=asked, reason="no such preprint")


def _latex(element: Element | None, *, title: bool = False) -> str:
    """Titles and names are LaTeX source, as their authors typed them (arXiv help, "Metadata")."""
    if element is None:
        return ""
    return decode(" ".join(element.all_text().split()), title=title).text


def _text(entry: Element, path: str) -> str:
    return text_of(entry.find(path))


def record_of(entry: Element) -> Mapping[str, Any]:
    """An Atom entry as plain values: id, version, title, authors, dates, doi, journal_ref, …"""
    address = _text(entry, "id").partition("/abs/")[2]
    identifier, _, version = address.rpartition("v") if "v" in address[-4:] else (address, "", "")
    category = entry.find("primary_category")
    return {
        "id": identifier,
        "version": version,
        "title": _latex(entry.find("title"), title=True),
        "authors": [_latex(name) for name in entry.findall("author/name")],
        "published": _text(entry, "published"),
        "updated": _text(entry, "updated"),
        "doi": _text(entry, "doi"),
        "journal_ref": _text(entry, "journal_ref"),
        "comment": _text(entry, "comment"),
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


def status(record: Mapping[str, Any], title: str) -> Status:
    """arXiv: `doi` and `journal_ref` name the published version; a comment may withdraw it."""
    comment = str(record.get("comment") or "")
    notices: tuple[Notice, ...] = ()
    if re.search(r"\bwithdrawn\b", comment, re.I):
        notices = (Notice(Standing.WITHDRAWN, said_by=("arXiv",)),)
    published = str(record.get("doi") or "").lower() or str(record.get("journal_ref") or "")
    if published.startswith("10.48550/"):
        published = ""
    return Status(with_title(notices, title), published_as=published)
