"""CITATION.cff 1.2.0, valid against its schema: values that it forbids are left out.

The first item is the work if it is software or data; otherwise it is the preferred citation.
The others are references.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from citare.exports.base import Export, Exported, checked
from citare.exports.endnote_fields import page_parts
from citare.exports.markup import without_markup
from citare.exports.yaml_text import write_yaml
from citare.imports import cff
from citare.imports.cff_tables import (
    ANONYMOUS,
    ENTITIES,
    INTEGERS,
    KEY_DESCRIPTION,
    NAMES,
    STATUSES,
    TEXTS,
    TYPES,
    UNTITLED,
)
from citare.model.date import Date
from citare.model.item import Item
from citare.model.keywords import split_keywords
from citare.model.name import Name

_KINDS: Final = {csl: kind for kind, csl in reversed(TYPES.items())}
_PATTERNS: Final = {
    "doi": r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+",
    "url": r"(https|http|ftp|sftp)://.+",
    "repository-code": r"$.",
    "isbn": r"[0-9\- ]{10,17}X?",
    "issn": r"\d{4}-\d{3}[\dxX]",
    "pmcid": r"PMC\d{7}",
    "status": "|".join(sorted(STATUSES)),
    "license": r"[A-Z][A-Za-z0-9.]*(-[A-Za-z0-9.]+)+|MIT|ISC|Zlib|Unlicense|WTFPL",
}
_ROOT: Final = ("title", "abstract", "doi", "url", "version", "license")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_MESSAGE: Final = "If you use this work, please cite it as below."


def _person(name: Name) -> dict[str, str]:
    if name.literal or not (name.family or name.given):
        return {"name": name.literal or "et al."}
    orcid = f"https://orcid.org/{name.orcid}" if name.orcid else ""
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    parts = {
        "family-names": name.family,
        "given-names": given,
        "name-particle": name.non_dropping_particle,
        "name-suffix": name.suffix,
        "orcid": orcid,
    }
    return {member: value for member, value in parts.items() if value}


def _people(item: Item, role: str) -> list[dict[str, str]]:
    return [_person(name) for name in item.names.get(role, ()) if not name.others]


def _full(date: Date | None) -> str:
    """An ISO date, if it is one whole day."""
    if date and len(date.parts) == 1 and len(date.parts[0]) == 3 and 0 < (date.year or 0) <= 9999:
        return "{:04d}-{:02d}-{:02d}".format(*date.parts[0])
    return ""


def _texts(item: Item, members: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for member in members:
        text = without_markup(item.get(TEXTS[member])).strip()
        if text and re.fullmatch(_PATTERNS.get(member, r"(?s).+"), text):
            whole = member in INTEGERS and re.fullmatch(r"0|[1-9]\d{0,8}", text)
            found[member] = int(text) if whole else text
    if keywords := split_keywords(item.get("keyword")):
        found["keywords"] = list(dict.fromkeys(keywords))
    if item.id:
        found["identifiers"] = [{"type": "other", "value": item.id, "description": KEY_DESCRIPTION}]
    return found


def _reference(item: Item) -> dict[str, Any]:
    kind = _KINDS.get(item.type, "generic")
    entry: dict[str, Any] = {"type": kind}
    for member, role in NAMES.items():
        if people := _people(item, role):
            entry[member] = people
    entry.setdefault("authors", [{"name": ANONYMOUS}])
    entry |= _texts(item, list(TEXTS))
    entry.setdefault("title", UNTITLED)
    if item.type == "paper-conference" and "journal" in entry and "collection-title" not in entry:
        entry["collection-title"] = entry.pop("journal")
    entity = "institution" if item.type in ("thesis", "report") else "publisher"
    for member, variable in ENTITIES.items():
        text = without_markup(item.get(variable)).strip()
        if text and (variable != "publisher" or member == entity):
            entry[member] = {"name": text}
    if item.get("page"):
        start, end = page_parts(item.get("page"))
        entry["start"] = start
        if end:
            entry["end"] = end
    if _LANGUAGE.fullmatch(item.get("language")):
        entry["languages"] = [item.get("language")]
    return entry | _dates(item)


def _dates(item: Item) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    issued = item.dates.get("issued")
    if full := _full(issued):
        entry["date-published"] = full
    elif issued and issued.year is not None and issued.year > 0:
        entry["year"] = issued.year
        if len(issued.parts[0]) > 1:
            entry["month"] = issued.parts[0][1]
    if accessed := _full(item.dates.get("accessed")):
        entry["date-accessed"] = accessed
    original = item.dates.get("original-date")
    if original and original.year and original.year > 999:
        entry["year-original"] = original.year
    return entry


def _root(item: Item) -> dict[str, Any]:
    """The head of the file for software or data."""
    root: dict[str, Any] = {"type": "dataset" if item.type == "dataset" else "software"}
    root["authors"] = _people(item, "author") or [{"name": ANONYMOUS}]
    root |= _texts(item, _ROOT)
    if full := _full(item.dates.get("issued")):
        root["date-released"] = full
    return root


def write(items: Sequence[Item]) -> Exported:
    """The items as one citation file."""
    if not items:
        return Exported("")
    first, rest = items[0], items[1:]
    head: dict[str, Any] = {"cff-version": "1.2.0", "message": _MESSAGE}
    if first.type in ("software", "dataset") and first.get("title").strip():
        body = {"title": "", **_root(first)}
    else:
        preferred = _reference(first)
        body = {"title": preferred["title"], "authors": preferred["authors"]}
        body["preferred-citation"] = preferred
    if rest:
        body["references"] = [_reference(item) for item in rest]
    return checked("CITATION.cff", items, write_yaml(head | body), cff.read)


CFF: Final = Export("cff", "CITATION.cff", (".cff",), write)
