"""A reference in one line, for messages and lists: "Smith, Jones & Lee, 2020, Title"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # a list from the index makes no items
    from citare.model.item import Item
    from citare.model.name import Name

CREATORS: Final = ("author", "editor", "translator", "director", "container-author")
"""Who leads a reference: the first of these that it has."""

_MARKUP: Final = re.compile(r"</?(?:i|b|sup|sub|sc|span)\b[^<>]*>")


def creators_of(item: Item) -> tuple[Name, ...]:
    """The names that lead a reference: its authors, else its editors, translators, ..."""
    return next((item.names[role] for role in CREATORS if item.names.get(role)), ())


def authors_of(item: Item) -> tuple[Name, ...]:
    """The authors, or the editors of a work without authors."""
    return item.names.get("author") or item.names.get("editor") or ()


def family_of(name: Name) -> str:
    """What a name is called by: the family name without particles, a group's own name."""
    return name.family or name.literal or name.given


def year_of(item: Item) -> str:
    """The year of publication, or ""."""
    issued = item.dates.get("issued")
    return str(issued.year) if issued and issued.year else ""


def one_line(text: str) -> str:
    """Text without inline markup and line breaks."""
    return " ".join((_MARKUP.sub("", text) if "<" in text else text).split())


def short_names(names: Iterable[Name]) -> str:
    """Names as a list shows them: `Smith, Jones & Lee`, `Smith et al.` from four on."""
    known = list(names)
    shown = [_surname(name) for name in known if not name.others]
    if not shown:
        return ""
    if len(shown) > 3 or len(shown) < len(known):
        return f"{shown[0]} et al."
    return " & ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _surname(name: Name) -> str:
    full = " ".join(part for part in (name.non_dropping_particle, name.family) if part)
    return _MARKUP.sub("", full or name.literal or name.given)


def summary(item: Item, *, container: bool = False) -> str:
    """Names, year, title, and the container if wanted, in one line without markup."""
    parts = [short_names(creators_of(item)), year_of(item), item.get("title")]
    if container:
        parts.append(item.get("container-title"))
    return ", ".join(one_line(part) for part in parts if part)
