"""An item as the generic fields of RIS and EndNote: the other way of imports/endnote_item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citare.exports.base import plain_name
from citare.exports.markup import without_case_marks
from citare.imports.endnote_tables import fields_of, name_fields_of
from citare.model.date import Date
from citare.model.edtf import format_edtf
from citare.model.item import Item
from citare.model.keywords import split_keywords
from citare.model.name import Name

_RANGE: Final = re.compile(r"\s*([^\s,–—-]+)\s*(?:--?|–|—)\s*([^\s,–—-]+)\s*")
_SEASONS: Final = {"1": "Spring", "2": "Summer", "3": "Autumn", "4": "Winter"}
_REPORTS: Final = ("report", "standard", "patent")


def fields_from_item(item: Item, csl_type: str, *, endnote: bool) -> dict[str, list[str]]:
    """Generic field -> values, for a reference of a type (as it will be read back).

    `endnote` writes institutions with EndNote's trailing comma. Dates are not among them.
    """
    fields: dict[str, list[str]] = {"label": [item.id] if item.id else []}
    for field, variable in name_fields_of(csl_type).items():
        names = item.names.get(variable, ())
        fields.setdefault(field, []).extend(written_name(n, endnote=endnote) for n in names)
    for field, variable in fields_of(csl_type).items():
        text = without_case_marks(item.get(variable)).strip()
        if not text:
            continue
        values = list(split_keywords(text)) if variable == "keyword" else [text]
        fields.setdefault(field, []).extend(values)
    _standard_numbers(item, csl_type, fields)
    others = item.extra.get("other-URL")
    if isinstance(others, Sequence) and not isinstance(others, str):
        fields.setdefault("url", []).extend(str(url) for url in others)
    return {field: values for field, values in fields.items() if values}


def _standard_numbers(item: Item, csl_type: str, fields: dict[str, list[str]]) -> None:
    if csl_type in _REPORTS and item.get("number"):
        return
    values = [item.get(variable) for variable in ("ISBN", "ISSN") if item.get(variable)]
    if values:
        fields["isbn"] = values


def written_name(name: Name, *, endnote: bool) -> str:
    """`Family, Given, Suffix`, or an institution's name, its own commas doubled (EndNote)."""
    if name.others:
        return "et al."
    name = plain_name(name)
    if name.literal or not name.family:
        literal = name.literal or name.given
        doubled = literal.replace(",", ",,")
        return f"{doubled}," if endnote else doubled
    return ", ".join(
        [name.family, name.given, name.suffix] if name.suffix else [name.family, name.given]
    )


def page_parts(page: str) -> tuple[str, str]:
    """First and last page; the whole text and "" if it is no single range."""
    match = _RANGE.fullmatch(page)
    return (match[1], match[2]) if match else (page.strip(), "")


def year_of(date: Date) -> str:
    """The year, or the literal of a date without one."""
    if date.year is None:
        return date.literal or date.raw
    return f"{date.year:04d}" if 0 < date.year <= 9999 else format_edtf(Date((date.parts[0][:1],)))


def needs_more_than_year(date: Date) -> bool:
    """Whether a date says more than its year."""
    return bool(date.parts) and (
        len(date.parts) > 1 or len(date.parts[0]) > 1 or bool(date.season) or date.circa
    )


def ris_date(date: Date) -> str:
    """`YYYY/MM/DD/other`; the fourth member holds a season, and as EDTF what three cannot."""
    if not date.parts or date.year is None:
        return date.literal or date.raw
    if not 0 < date.year <= 9999:
        return format_edtf(date)
    year, month, day = (*date.parts[0], 0, 0)[:3]
    start = f"{year:04d}/{month:02d}/" if month else f"{year:04d}//"
    start += f"{day:02d}/" if day else "/"
    if len(date.parts) > 1 or date.circa:
        return start + format_edtf(date)
    return start + _SEASONS.get(date.season, date.season)


def iso_date(date: Date) -> str:
    """An ISO date, a season in words, or EDTF."""
    if not date.parts:
        return date.literal or date.raw
    if date.season in _SEASONS and len(date.parts) == 1 and not date.circa:
        return f"{_SEASONS[date.season]} {year_of(date)}"
    return format_edtf(date)
