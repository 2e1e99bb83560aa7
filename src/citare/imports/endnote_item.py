"""Generic EndNote fields to an item; what has no CSL variable is kept in `extra`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from citare.imports.dates import read_date
from citare.imports.endnote_tables import SERIALS, fields_of, name_fields_of
from citare.imports.names import read_name
from citare.model.date import Date
from citare.model.item import Item
from citare.model.keywords import join_keywords
from citare.model.name import Name

Fields = Mapping[str, Sequence[str]]

_DOI: Final = re.compile(r"10\.\d{4,9}/\S+")
_DOI_PREFIX: Final = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)", re.IGNORECASE)
_PMID: Final = re.compile(r"\d{1,8}")
_PMCID: Final = re.compile(r"PMC\d+", re.IGNORECASE)
_ISSN: Final = re.compile(r"\d{4}-\d{3}[\dXx]")
_BARE_ISSN: Final = re.compile(r"\d{7}[\dXx]")
_ISBN: Final = re.compile(r"\d[\d-]*[\dXx]")
_LABELLED: Final = re.compile(r"\([^()]*\)|\b(?:ISBN|ISSN)(?:-1[03])?:?", re.IGNORECASE)
_NOT_IN_CSL: Final = (
    "label",
    "date",
    "year",
    "access-date",
    "number-or-misc",
    "start-page",
    "end-page",
)


def item_from_fields(csl_type: str, fields: Fields, unknown: Mapping[str, Any]) -> Item:
    """The item of a record. `unknown` (by the format's own tags) is kept as `extra`."""
    texts: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    extra: dict[str, Any] = dict(unknown)
    roles = name_fields_of(csl_type)
    variables = fields_of(csl_type)
    for field, values in fields.items():
        present = [value.strip() for value in values if value.strip()]
        if not present or field in _NOT_IN_CSL:
            continue
        if field == "isbn":
            _standard_numbers(texts, present, variables["isbn"])
        elif field in roles:
            _add_names(names, roles[field], present)
        elif field in variables:
            _add_text(texts, extra, variables[field], present)
        else:
            extra[field] = present if len(present) > 1 else present[0]
    _pages(texts, fields, csl_type)
    _number_or_misc(texts, extra, fields, csl_type)
    _identifiers(texts, extra)
    if csl_type == "book" and "author" in names and fields.get("editors-are-authors"):
        names["editor"] = names.pop("author")
    extra.pop("editors-are-authors", None)
    dates = _dates(fields)
    label = next(iter(fields.get("label", ())), "").strip()
    return Item(label, csl_type, texts, names, dates, extra)


def _add_names(names: dict[str, tuple[Name, ...]], role: str, values: Sequence[str]) -> None:
    read = [name for value in values if (name := read_name(value))]
    if read:
        names[role] = names.get(role, ()) + tuple(read)


def _add_text(
    texts: dict[str, str], extra: dict[str, Any], variable: str, values: Sequence[str]
) -> None:
    """The first value; lists are joined, and further different values go to `extra`."""
    if variable == "keyword":
        texts[variable] = join_keywords([texts.get(variable, ""), *values])
        return
    if variable in ("note", "annote", "abstract"):
        texts[variable] = "\n".join([*filter(None, [texts.get(variable)]), *values])
        return
    first = texts.setdefault(variable, values[0])
    others = [value for value in dict.fromkeys(values) if value != first]
    if others:
        extra[f"other-{variable}"] = extra.get(f"other-{variable}", []) + others


def _pages(texts: dict[str, str], fields: Fields, csl_type: str) -> None:
    whole = texts.get("page", "")
    if csl_type in ("book", "thesis", "report") and re.fullmatch(r"\d+(?:\s*p\.?)?", whole):
        texts["number-of-pages"] = texts.pop("page")
    start = next(iter(fields.get("start-page", ())), "").strip()
    end = next(iter(fields.get("end-page", ())), "").strip()
    if not start and not end:
        return
    if start and end and start != end and not re.search(r"[-–—,]", start):
        texts["page"] = f"{start}-{end}"
    elif (
        csl_type in ("book", "thesis", "report")
        and not end
        and re.fullmatch(r"\d+|.*\bp\.?", start)
    ):
        texts["number-of-pages"] = start
    else:
        texts["page"] = start or end


def _number_or_misc(
    texts: dict[str, str], extra: dict[str, Any], fields: Fields, csl_type: str
) -> None:
    """RIS's M1: a number where the type has one and it looks like one, else kept."""
    values = [value.strip() for value in fields.get("number-or-misc", ()) if value.strip()]
    variable = fields_of(csl_type).get("number", "")
    if csl_type in SERIALS and values and re.fullmatch(r"[eE]?\d+|Article\b.*", values[0]):
        variable = "issue" if "issue" not in texts else "number"
    if values and variable and variable not in texts and len(values[0]) <= 20:
        texts[variable] = values.pop(0)
    if values:
        extra["M1"] = values if len(values) > 1 else values[0]


def _identifiers(texts: dict[str, str], extra: dict[str, Any]) -> None:
    """DOI without its address, also from the work type (M3)."""
    if "DOI" in texts:
        texts["DOI"] = _DOI_PREFIX.sub("", texts["DOI"], count=1)
    elif match := _DOI.fullmatch(_DOI_PREFIX.sub("", texts.get("genre", ""), count=1)):
        texts["DOI"] = match[0]
        del texts["genre"]
    if "PMID" in texts and not _PMID.fullmatch(texts["PMID"]):
        extra["accession-num"] = texts.pop("PMID")
    if "PMCID" in texts and not _PMCID.fullmatch(texts["PMCID"]):
        extra["custom2"] = texts.pop("PMCID")


def _standard_numbers(texts: dict[str, str], values: Sequence[str], variable: str) -> None:
    """ISBNs and ISSNs told apart; a text with anything else in it stays what the type says."""
    found: dict[str, list[str]] = {"ISBN": [], "ISSN": []}
    for piece in _LABELLED.sub(" ", " ".join(values)).replace(",", " ").replace(";", " ").split():
        if _ISSN.fullmatch(piece) or (variable == "ISSN" and _BARE_ISSN.fullmatch(piece)):
            found["ISSN"].append(piece)
        elif len(re.sub(r"[^\dXx]", "", piece)) in (10, 13) and _ISBN.fullmatch(piece):
            found["ISBN"].append(piece)
        else:
            texts[variable] = " ".join(values)
            return
    for name, pieces in found.items():
        if pieces:
            texts[name] = " ".join(dict.fromkeys(pieces))


def _dates(fields: Fields) -> dict[str, Date]:
    years = [value for value in fields.get("year", ()) if value.strip(" /")]
    year = years[0].strip() if years else ""
    dates: dict[str, Date] = {}
    exact = next((value for value in fields.get("date", ()) if value.strip(" /")), "")
    issued = read_date(exact, year) if exact else read_date(year.rstrip("/") or year)
    if issued and year and issued.year is None and (alone := read_date(year)) and alone.year:
        issued = alone
    if issued:
        dates["issued"] = issued
    accessed = read_date(next(iter(fields.get("access-date", ())), ""))
    if accessed:
        dates["accessed"] = accessed
    return dates
