"""Open Library: books by ISBN (Books API, `jscmd=data`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from citare.model.dates import Date, read_date
from citare.model.identifiers import normalise_isbn
from citare.model.item import Item
from citare.sources.base import (
    Answer,
    Found,
    NotAsked,
    NotFound,
    Reply,
    Request,
    Response,
    Task,
    as_list,
    json_of,
    lookup_batched,
    why_unusable,
)
from citare.sources.crossref_work import with_subtitle
from citare.sources.record_names import from_display
from citare.sources.status import Status, status_from_updates
from citare.sources.title_text import clean, first_clean

NAME = "openlibrary"
MOST_PER_REQUEST = 50


def lookup(isbn: str) -> Task[Answer]:
    """The book of an ISBN."""
    answers = yield from lookup_many([isbn])
    return answers[0]


def lookup_many(isbns: Sequence[str]) -> Task[list[Answer]]:
    """An answer for each ISBN, in order."""
    return lookup_batched(NAME, isbns, normalise_isbn, _request, _answers, most=MOST_PER_REQUEST)


def _request(isbns: Sequence[str]) -> Request:
    keys = ",".join(f"ISBN:{isbn}" for isbn in isbns)
    params = (("bibkeys", keys), ("format", "json"), ("jscmd", "data"))
    return Request(NAME, "api/books", params)


def _answers(batch: Sequence[str], reply: Reply) -> Mapping[str, Answer]:
    books = json_of(reply)
    if not isinstance(reply, Response) or not isinstance(books, Mapping):
        return {isbn: NotAsked(isbn, NAME, why_unusable(reply)) for isbn in batch}
    return {isbn: _answer(isbn, books.get(f"ISBN:{isbn}"), reply.asked) for isbn in batch}


def _answer(isbn: str, book: object, asked: str) -> Answer:
    if not isinstance(book, Mapping) or not book.get("title"):
        return NotFound(isbn, NAME, asked=asked, reason="no such book")
    return Found(item_from_book(book, isbn), isbn, NAME, asked, isbn, record=book)


def item_from_book(book: Mapping[str, Any], isbn: str) -> Item:
    """A book as an item; its id is the ISBN that was asked for."""
    title, subtitle = clean(str(book.get("title") or "")), clean(str(book.get("subtitle") or ""))
    text = {
        "title": with_subtitle(title, subtitle) if subtitle else title,
        "publisher": _first_name(book.get("publishers")),
        "publisher-place": _first_name(book.get("publish_places")),
        "ISBN": isbn,
        "number-of-pages": str(book.get("number_of_pages") or ""),
        "edition": first_clean(book.get("edition_name")),
    }
    people = [_name(author) for author in as_list(book.get("authors"))]
    authors = tuple(found for one in people if (found := from_display(one)))
    issued = _date(str(book.get("publish_date") or ""))
    return Item(
        id=isbn,
        type="book",
        text={variable: value for variable, value in text.items() if value},
        names={"author": authors} if authors else {},
        dates={"issued": issued} if issued else {},
    )


def _name(entry: object) -> str:
    return str(entry.get("name") or "") if isinstance(entry, Mapping) else str(entry or "")


def _first_name(entries: object) -> str:
    return clean(_name(entries[0])) if isinstance(entries, list) and entries else ""


def _date(text: str) -> Date | None:
    """A date as people write it: "March 2009", "Mar 05, 2009", "c2009", "2009 printing"."""
    date = read_date(text)
    if date is None or not date.literal:
        return date
    years = re.findall(r"(?<!\d)(?:1[4-9]\d\d|20\d\d)(?!\d)", text)
    return Date(((int(years[0]),),)) if years else date


def status(record: Mapping[str, Any], title: str) -> Status:
    """What became of a book: Open Library says nothing beside the title."""
    return status_from_updates(record, title)
