"""EndNote's XML, element order as in EndNote's RSXML.dtd."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from citare.exports.base import Export, Exported, checked
from citare.exports.endnote_fields import (
    fields_from_item,
    iso_date,
    needs_more_than_year,
    year_of,
)
from citare.exports.markup import runs
from citare.imports import endnote_xml
from citare.imports.endnote_tables import NAMES, TYPES, WRITTEN_ENDNOTE
from citare.model.item import Item

_ROWS: Final = {row.endnote: row for row in TYPES if row.endnote}
_TITLES: Final = ("title", "secondary-title", "tertiary-title", "alt-title", "short-title")
_TITLES_ALL: Final = (*_TITLES, "translated-title")
_BEFORE_DATES: Final = ("pages", "volume", "number", "num-vols", "section", "edition")
_AFTER_DATES: Final = (
    *("pub-location", "publisher", "isbn", "accession-num", "call-num", "label"),
    *("abstract", "notes", "research-notes", "work-type", "original-pub", "reviewed-item"),
)
_LAST: Final = (
    *("custom2", "custom3", "custom5", "custom7", "electronic-resource-num"),
    *("remote-database-name", "remote-database-provider", "language"),
)
_OWN: Final = re.compile(
    r"custom[1-8]|auth-address|caption|reprint-edition|modified-date|size|accession-num"
)
_FACES: Final = {"b": "bold", "i": "italic", "sup": "superscript", "sub": "subscript"}
_INVALID: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _styled(text: str) -> str:
    """A text as EndNote's style runs."""
    parts: list[str] = []
    for tags, run in runs(_INVALID.sub("", text)):
        face = " ".join(_FACES[tag] for tag in _FACES if tag in tags) or "normal"
        parts.append(f'<style face="{face}" font="default" size="100%">{escape(run)}</style>')
    return "".join(parts)


def _element(name: str, text: str) -> str:
    return f"<{name}>{_styled(text)}</{name}>" if text else ""


def _group(name: str, children: Iterable[str]) -> str:
    inner = "".join(children)
    return f"<{name}>{inner}</{name}>" if inner else ""


def _record(item: Item, number: int) -> str:
    row = _ROWS[WRITTEN_ENDNOTE.get(item.type, "Generic")]
    fields = fields_from_item(item, row.csl, endnote=True)
    if "pages" not in fields and "number-of-pages" in fields:
        fields["pages"] = fields["number-of-pages"]
    one = {field: " ".join(values) for field, values in fields.items()}
    for member, value in item.extra.items():
        if isinstance(value, str) and member not in one and member in ("translated-title",):
            one[member] = value
    issued, accessed = item.dates.get("issued"), item.dates.get("accessed")
    date = iso_date(issued) if issued and needs_more_than_year(issued) else ""
    parts = [
        '<source-app name="citare" version="1">citare</source-app>',
        f"<rec-number>{number}</rec-number>",
        f'<foreign-keys><key app="citare">{escape(item.id)}</key></foreign-keys>'
        if item.id
        else "",
        f"<ref-type name={quoteattr(row.endnote)}>{row.number}</ref-type>",
        _group(
            "contributors",
            (
                _group(role, (_element("author", name) for name in fields.get(role, ())))
                for role in NAMES
            ),
        ),
        _group("titles", (_element(field, one.get(field, "")) for field in _TITLES_ALL)),
        *(_element(field, one.get(field, "")) for field in _BEFORE_DATES),
        _group("keywords", (_element("keyword", word) for word in fields.get("keywords", ()))),
        _group(
            "dates",
            (
                _element("year", year_of(issued) if issued else ""),
                _group("pub-dates", [_element("date", date)]),
            ),
        ),
        *(_element(field, one.get(field, "")) for field in _AFTER_DATES),
        _group(
            "urls",
            [_group("related-urls", (_element("url", url) for url in fields.get("url", ())))],
        ),
        _element("custom4", one.get("custom4-authors", "")),
        *(_element(field, one.get(field, "")) for field in _LAST),
        _element("access-date", iso_date(accessed) if accessed else ""),
        *(
            _element(member, value)
            for member, value in item.extra.items()
            if isinstance(value, str) and _OWN.fullmatch(member) and member not in one
        ),
    ]
    return "<record>" + "".join(parts) + "</record>"


def write(items: Sequence[Item]) -> Exported:
    """The items as EndNote XML."""
    records = "\n".join(_record(item, number) for number, item in enumerate(items, start=1))
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n{records}\n</records></xml>\n'
    return checked("EndNote XML", items, text, endnote_xml.read)


ENDNOTE_XML: Final = Export("endnote-xml", "EndNote XML", (".xml",), write)
