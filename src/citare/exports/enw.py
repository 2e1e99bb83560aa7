"""EndNote's tagged files (.enw)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from citare.exports.base import Export, Exported, checked
from citare.exports.endnote_fields import (
    fields_from_item,
    iso_date,
    needs_more_than_year,
    year_of,
)
from citare.imports import enw
from citare.imports.endnote_tables import TYPES, WRITTEN_ENDNOTE
from citare.imports.ris_tables import ENW_FIELDS, written_tags
from citare.model.item import Item

_CSL_TYPES: Final = {row.endnote: row.csl for row in TYPES if row.endnote}
_TAGS: Final = written_tags(ENW_FIELDS)
_LONG: Final = frozenset("XZ<")


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    name = WRITTEN_ENDNOTE.get(item.type, "Generic")
    csl_type = _CSL_TYPES[name]
    yield "0", name
    fields = fields_from_item(item, csl_type, endnote=True)
    if "pages" not in fields and "number-of-pages" in fields:
        fields["pages"] = fields["number-of-pages"]
    serial = csl_type.startswith("article-")
    for field, tag in _TAGS.items():
        for value in fields.get(field, ()):
            yield ("J" if tag == "B" and serial else tag), value
    if issued := item.dates.get("issued"):
        yield "D", year_of(issued)
        if needs_more_than_year(issued):
            yield "8", iso_date(issued)
    if accessed := item.dates.get("accessed"):
        yield "[", iso_date(accessed)
    for member, value in item.extra.items():
        own = re.fullmatch(r"%\S", member) and member[1:] not in ENW_FIELDS
        tag = member[1:] if own else _TAGS.get(member, "")
        if tag and member not in fields:
            for part in value if isinstance(value, list) else [value]:
                yield tag, str(part)


def _line(tag: str, value: str) -> str:
    lines = [line for line in map(str.strip, value.splitlines()) if line]
    if tag not in _LONG or any(line.startswith("%") for line in lines[1:]):
        lines = [" ".join(lines)]
    return f"%{tag} " + "\n".join(lines) + "\n"


def write(items: Sequence[Item]) -> Exported:
    """The items in EndNote's tags."""
    text = "\n".join("".join(_line(tag, value) for tag, value in _lines(item)) for item in items)
    return checked("EndNote's tagged format", items, text, enw.read)


ENW: Final = Export("enw", "EndNote tagged (.enw)", (".enw",), write)
