"""RIS (2011), in the tags that Zotero, EndNote and Mendeley agree on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from citare.exports.base import Export, Exported, checked
from citare.exports.endnote_fields import (
    fields_from_item,
    needs_more_than_year,
    page_parts,
    ris_date,
    year_of,
)
from citare.imports import ris
from citare.imports.endnote_tables import TYPES, WRITTEN
from citare.imports.ris_tables import RIS_FIELDS, written_tags
from citare.model.item import Item

_CSL_TYPES: Final = {row.ris: row.csl for row in TYPES}
_TAGS: Final = written_tags(RIS_FIELDS)
_LONG: Final = frozenset(("AB", "N1", "RN"))
_TAG_LINE: Final = re.compile(r"\s*[A-Z][A-Z0-9]\s{0,3}-(?:\s|$)")
_OWN_TAG: Final = re.compile(r"[A-Z][A-Z0-9]")
_DERIVED: Final = frozenset(("TY", "ER", "PY", "DA", "Y1", "Y2", "SP", "EP", *RIS_FIELDS)) - {"M1"}


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    code = WRITTEN.get(item.type, "GEN")
    csl_type = _CSL_TYPES[code]
    yield "TY", code
    fields = fields_from_item(item, csl_type, endnote=False)
    pages = fields.pop("pages", fields.pop("number-of-pages", []))
    for field, tag in _TAGS.items():
        for value in fields.get(field, ()):
            yield tag, value
        if tag == "ST":
            yield from _dates(item)
        if tag == "IS" and pages:
            start, end = page_parts(pages[0])
            yield "SP", start
            if end:
                yield "EP", end
    for tag, value in item.extra.items():
        if _OWN_TAG.fullmatch(tag) and tag not in _DERIVED:
            for part in value if isinstance(value, list) else [value]:
                yield tag, str(part)
        elif tag in _TAGS and tag not in fields:  # kept under the generic field's name
            for part in value if isinstance(value, list) else [value]:
                yield _TAGS[tag], str(part)


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    if issued := item.dates.get("issued"):
        yield "PY", year_of(issued)
        if needs_more_than_year(issued):
            yield "DA", ris_date(issued)
    if accessed := item.dates.get("accessed"):
        yield "Y2", ris_date(accessed)


def _line(tag: str, value: str) -> str:
    lines = [line for line in map(str.strip, value.splitlines()) if line]
    if tag not in _LONG or any(_TAG_LINE.match(line) for line in lines[1:]):
        lines = [" ".join(lines)]
    return f"{tag}  - " + "\n".join(lines) + "\n"


def write(items: Sequence[Item]) -> Exported:
    """The items as RIS."""
    text = "\n".join(
        "".join(_line(tag, value) for tag, value in _lines(item)) + "ER  - \n" for item in items
    )
    return checked("RIS", items, text, ris.read)


RIS: Final = Export("ris", "RIS", (".ris",), write)
