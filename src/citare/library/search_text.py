"""What listing and searching see of an item: one flat row, with its texts folded once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from citare.model.keywords import split_keywords
from citare.model.summary import CREATORS, creators_of, one_line, short_names
from citare.text.unicode import fold

if TYPE_CHECKING:  # a list from the index makes no items
    from citare.model.item import Item
    from citare.model.name import Name

_MARKUP: Final = re.compile(r"</?(?:i|b|sup|sub|sc|span)\b[^<>]*>")
_CONTAINERS: Final = ("container-title", "container-title-short", "collection-title", "event-title")
_IN_TEXT: Final = ("abstract", "note", "annote", "publisher", "keyword", "DOI", "ISBN", "number")


class SearchRow(NamedTuple):  # a tuple, for a list of 100,000 is made at once
    """One entry as a list shows it and a query sees it.

    `type` is the CSL type, `entry_type` the BibTeX one where there is one. `authors`, `title`
    and `container` are for showing; the `*_text` fields and `text` (the rest that can be searched)
    are folded. `fields` are the names of the item's variables and the entry's fields, in lower
    case. `start` and `end` are the entry's span in the file.
    """

    key: str
    type: str
    entry_type: str = ""
    authors: str = ""
    year: int | None = None
    title: str = ""
    container: str = ""
    doi: str = ""
    tags: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    author_text: str = ""
    title_text: str = ""
    container_text: str = ""
    text: str = ""
    start: int = 0
    end: int = 0


def searchable(text: str) -> str:
    """Text for comparing: no markup, no accents, no case, single spaces."""
    return fold(_MARKUP.sub("", text) if "<" in text else text)


def tags_of(item: Item) -> tuple[str, ...]:
    """An item's keywords."""
    return split_keywords(item.get("keyword"))


def _full_name(name: Name) -> str:
    parts = (
        name.given,
        name.dropping_particle,
        name.non_dropping_particle,
        name.family,
        name.suffix,
        name.literal,
    )
    return " ".join(part for part in parts if part)


def search_row(
    item: Item,
    entry_type: str = "",
    start: int = 0,
    end: int = 0,
    fields: Iterable[str] = (),
) -> SearchRow:
    """The row of an item. `entry_type`, `start`, `end` and `fields` (names) are its entry's."""
    issued = item.dates.get("issued")
    people = [_full_name(name) for role in CREATORS for name in item.names.get(role, ())]
    author_text = searchable(" ; ".join(people))
    title_text = searchable(f"{item.get('title')} {item.get('title-short')}")
    container_text = searchable(" ".join(filter(None, map(item.get, _CONTAINERS))))
    rest = searchable(" ".join(filter(None, map(item.get, _IN_TEXT))))
    variables = (*item.text, *item.names, *item.dates, *item.extra)
    present = sorted({name.lower() for name in (*variables, *fields)})
    year = issued.year if issued else None
    others = filter(None, (searchable(item.id), str(year or ""), rest))
    return SearchRow(
        key=item.id,
        type=item.type,
        entry_type=entry_type.lower(),
        authors=one_line(short_names(creators_of(item))),
        year=year,
        title=one_line(item.get("title")),
        container=one_line(item.get("container-title") or item.get("collection-title")),
        doi=item.get("DOI"),
        tags=tags_of(item),
        fields=tuple(present),
        author_text=author_text,
        title_text=title_text,
        container_text=container_text,
        text=" ".join(others),
        start=start,
        end=end,
    )
