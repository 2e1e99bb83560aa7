"""PubMed's .nbib (MEDLINE display format). A key stands in OID, "other identifier"."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from citare.exports.base import Export, Exported, checked
from citare.exports.endnote_fields import written_name
from citare.exports.markup import without_markup
from citare.imports import nbib
from citare.imports.nbib_tables import LANGUAGES, NAMES, TEXTS, TYPES
from citare.model.date import Date
from citare.model.edtf import format_edtf
from citare.model.item import Item
from citare.model.keywords import split_keywords

_KINDS: Final = {csl: name for name, csl in reversed(TYPES.items())}
_CODES: Final = {code: name for name, code in LANGUAGES.items()}
_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_SEASONS: Final = {"1": "Spring", "2": "Summer", "3": "Autumn", "4": "Winter"}
_TAG: Final = re.compile(r"[A-Z][A-Z0-9]{1,3}")
_WRITTEN: Final = frozenset(("OID", *TEXTS, *NAMES, "DP", "LA", "LID", "OT", "IS", "ISBN"))


def _date(date: Date) -> str:
    """PubMed's form (`2020 Jan 5`); EDTF where that has none."""
    if len(date.parts) != 1 or date.circa or (date.year or 0) < 1000:
        return format_edtf(date) or date.literal or date.raw
    year, *rest = date.parts[0]
    if not rest:
        return f"{year} {_SEASONS.get(date.season, '')}".strip()
    return " ".join([str(year), _MONTHS[rest[0] - 1], *map(str, rest[1:])])


def _text(item: Item, tag: str, variable: str) -> str:
    text = " ".join(without_markup(item.get(variable)).split())
    if tag == "BTI":
        # JT names a container, BTI a book's
        return text if item.type in ("chapter", "book") else ""
    if tag == "JT":
        return "" if item.type in ("chapter", "book") else text
    if tag == "TI" and text and text[-1] not in ".?!":
        return f"{text}."
    return text


def _name_lines(item: Item) -> Iterator[tuple[str, str]]:
    for tag, role in NAMES.items():
        for name in item.names.get(role, ()):
            text = written_name(name, endnote=False)
            collective = bool(name.literal) and role == "author"
            yield ("CN" if collective else tag), text
            if name.orcid:
                yield "AUID", f"ORCID: {name.orcid}"


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    yield "PMID", item.get("PMID")
    yield "OID", item.id
    for tag, variable in TEXTS.items():
        if tag != "PMID":
            yield tag, _text(item, tag, variable)
    yield from _name_lines(item)
    if issued := item.dates.get("issued"):
        yield "DP", _date(issued)
    yield "LA", _CODES.get(item.get("language"), item.get("language"))
    yield "LID", f"{item.get('DOI')} [doi]" if item.get("DOI") else ""
    for variable, tag in (("ISSN", "IS"), ("ISBN", "ISBN")):
        for value in item.get(variable).split():
            yield tag, value
    for keyword in split_keywords(item.get("keyword")):
        yield "OT", keyword
    yield "PT", _KINDS.get(item.type, "")
    for tag, value in item.extra.items():
        if _TAG.fullmatch(tag) and tag not in _WRITTEN:
            for part in value if isinstance(value, list) else [value]:
                yield tag, str(part)


def _line(tag: str, value: str) -> str:
    value = " ".join(value.split())
    wrapped = textwrap.wrap(
        value, 82, break_long_words=False, break_on_hyphens=False, subsequent_indent=" " * 6
    )
    return f"{tag:<4}- " + "\n".join(wrapped) + "\n"


def write(items: Sequence[Item]) -> Exported:
    """The items in MEDLINE's tags."""
    records = ["".join(_line(tag, value) for tag, value in _lines(item) if value) for item in items]
    text = "\n".join(record or "PT  - Journal Article\n" for record in records)
    return checked("PubMed's format", items, text, nbib.read)


NBIB: Final = Export("nbib", "PubMed (.nbib)", (".nbib",), write)
