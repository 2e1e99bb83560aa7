"""Hayagriva's YAML, with containers as parents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from citare.exports.base import Export, Exported, checked
from citare.exports.markup import without_markup
from citare.exports.yaml_text import write_yaml
from citare.imports import hayagriva
from citare.imports.hayagriva_tables import (
    KINDS,
    LANGUAGE,
    NAMES,
    ON_PARENT,
    PARENT_TEXTS,
    ROLES,
    SERIALS,
    TEXTS,
    WRITTEN,
    Kind,
)
from citare.model.date import Date
from citare.model.item import Item
from citare.model.name import Name

_ROWS: Final[dict[str, Kind]] = {kind.csl: kind for kind in reversed(KINDS)}
_WHOLE: Final = frozenset(("volume-total", "page-total"))
_UNWRITTEN: Final = frozenset(("time-range", "runtime"))


def _kind(item: Item) -> Kind:
    return _ROWS.get(WRITTEN.get(item.type, item.type), _ROWS["document"])


def _name(name: Name) -> Any:
    if name.others:
        return "others"
    family = name.family.strip()
    if name.literal or not family:
        literal = name.literal or name.given
        return {"name": literal} if "," in literal or literal == "others" else literal
    given = " ".join(part for part in (name.given.strip(), name.dropping_particle) if part)
    parts = {
        "name": family,
        "prefix": name.non_dropping_particle,
        "given-name": given,
        "suffix": name.suffix,
    }
    if name.suffix or name.non_dropping_particle or "," in family + given or not given:
        return {member: part for member, part in parts.items() if part}
    return f"{family}, {given}"


def _date(date: Date) -> str:
    """Hayagriva's ISO dates; it knows no ranges, seasons or literals."""
    if not date.parts or date.year is None:
        return ""
    year, *rest = date.parts[0]
    text = f"{year:04d}" if year >= 0 else f"-{-year - 1:04d}"
    mark = "~" if date.circa else ""
    return mark + "-".join([text, *(f"{number:02d}" for number in rest)])


def _plain(item: Item, variable: str) -> str:
    return without_markup(item.get(variable)).strip()


def _title(text: str, short: str) -> Any:
    return {"value": text, "short": short} if short else text


def _value(member: str, text: str) -> Any:
    """A text as the format's readers accept it for a member, or None."""
    if member in _UNWRITTEN or (member == "language" and not re.fullmatch(LANGUAGE, text)):
        return None
    if member in _WHOLE:
        return int(text) if text.isdecimal() and len(text) < 9 else None
    if member in ("volume", "issue", "edition") and re.fullmatch(r"[1-9]\d{0,8}", text):
        return int(text)
    return text


def _publication(item: Item) -> dict[str, Any]:
    publisher, place = _plain(item, "publisher"), _plain(item, "publisher-place")
    if publisher:
        return {"publisher": {"name": publisher, "location": place} if place else publisher}
    return {"location": place} if place else {}


def _serial_numbers(item: Item, variables: Sequence[str]) -> dict[str, Any]:
    numbers = {
        member: _plain(item, variable)
        for member, variable in SERIALS.items()
        if variable in variables and item.get(variable)
    }
    return {"serial-number": numbers} if numbers else {}


def _names(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for member, role in NAMES.items():
        if names := item.names.get(role):
            found[member] = [_name(name) for name in names]
    groups = [
        {"role": role, "names": [_name(name) for name in item.names[variable]]}
        for role, variable in ROLES.items()
        if item.names.get(variable)
    ]
    return found | ({"affiliated": groups} if groups else {})


def _entry(item: Item) -> dict[str, Any]:
    kind = _kind(item)
    title = _plain(item, "title")
    entry: dict[str, Any] = {"type": kind.entry}
    if title:
        entry["title"] = _title(title, _plain(item, "title-short"))
    entry |= _names(item)
    if (date := item.dates.get("issued")) and (text := _date(date)):
        entry["date"] = text
    for member, variable in TEXTS.items():
        value = _value(member, _plain(item, variable)) if item.get(variable) else None
        if value is not None:
            entry[member] = value
    entry |= _publication(item) | _serial_numbers(item, tuple(SERIALS.values()))
    if url := item.get("URL").strip():
        accessed = item.dates.get("accessed")
        visited = _date(accessed) if accessed else ""
        entry["url"] = {"value": url, "date": visited} if visited else url
    parents = _parents(item, kind)
    if parents:
        if kind.parent:
            _move(entry, parents[0])
        entry["parent"] = parents if len(parents) > 1 else parents[0]
    return entry


def _parents(item: Item, kind: Kind) -> list[dict[str, Any]]:
    """The container, then the series."""
    parents: list[dict[str, Any]] = []
    container, series = _plain(item, "container-title"), _plain(item, "collection-title")
    if kind.parent or (container and kind.csl != "book"):
        parent: dict[str, Any] = {"type": kind.parent or "misc"}
        if container:
            parent["title"] = _title(container, _plain(item, "container-title-short"))
        if names := item.names.get("container-author"):
            parent["author"] = [_name(name) for name in names]
        parents.append(parent)
    if series and (parents or kind.csl == "book"):
        above: dict[str, Any] = {"type": "book", "title": series}
        if number := _plain(item, "collection-number"):
            above["volume"] = _value("volume", number)
        if names := item.names.get("collection-editor"):
            above["editor"] = [_name(name) for name in names]
        parents.append(above)
    return parents


def _move(entry: dict[str, Any], parent: dict[str, Any]) -> None:
    """What belongs to the container stands with it."""
    for member in (*PARENT_TEXTS, "publisher", "editor"):
        if member in ON_PARENT and member in entry:
            parent[member] = entry.pop(member)
    numbers = entry.get("serial-number", {})
    moved = {member: numbers.pop(member) for member in ("isbn", "issn") if member in numbers}
    if moved:
        parent["serial-number"] = moved
    if not numbers:
        entry.pop("serial-number", None)


def write(items: Sequence[Item]) -> Exported:
    """The items by their keys. Items of one key would be one entry: later ones get a number."""
    entries: dict[str, Any] = {}
    for number, item in enumerate(items, start=1):
        key = item.id or f"item{number}"
        if key in entries:
            key = f"{key}-{number}"
        entries[key] = _entry(item)
    return checked("Hayagriva", items, write_yaml(entries), hayagriva.read)


HAYAGRIVA: Final = Export("hayagriva", "Hayagriva YAML", (".yml", ".yaml"), write)
