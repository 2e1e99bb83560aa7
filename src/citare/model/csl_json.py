"""Items as CSL-JSON and back (CSL-JSON schema 1.0.2), losing nothing.

Numbers become text, unknown variables and members stay in `Item.extra`. What has the wrong
shape becomes a finding and stays in `extra` too; it never costs another item.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from citare.findings import Finding, Place, Severity
from citare.model.dates import Date, read_edtf, season_number
from citare.model.item import Item
from citare.model.name import OTHERS, Name
from citare.model.variables import TYPES, kind

# Content negotiation of registration agencies answers with their own type names.
TYPE_ALIASES: Final = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-series": "book",
    "book-set": "book",
    "proceedings": "book",
    "proceedings-series": "book",
    "journal": "periodical",
    "journal-volume": "periodical",
    "journal-issue": "periodical",
    "dissertation": "thesis",
    "posted-content": "article",
    "report-component": "report",
    "report-series": "report",
    "peer-review": "review",
    "database": "dataset",
    "component": "document",
    "grant": "document",
    "other": "document",
    "magazine-article": "article-magazine",
    "newspaper-article": "article-newspaper",
    "computer_program": "software",
    "blog-post": "post-weblog",
    "encyclopedia-article": "entry-encyclopedia",
    "dictionary-entry": "entry-dictionary",
}


FIRST_OF_MANY: Final = frozenset({"title", "container-title", "title-short"})
"""Variables that some systems write as lists, of which the first is meant."""


def json_text(value: object, variable: str = "") -> str | None:
    """Text of a string, a number or a list of them; None for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list) and all(isinstance(part, str | int | float) for part in value):
        texts = [part for part in (json_text(part) for part in value) if part]
        return (texts[0] if texts else "") if variable in FIRST_OF_MANY else ", ".join(texts)
    return None


def json_flag(value: object) -> bool:
    return value not in (None, False, 0, "", "0", "false")


def json_number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        digits = value.strip()
        if digits.lstrip("+-").isdecimal() and len(digits) < 12:
            return int(digits) if digits.lstrip("+-") else None
    return None


JsonObject = dict[str, Any]

_ALIASES: Final = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}


def items_from_json(data: object) -> tuple[tuple[Item, ...], tuple[Finding, ...]]:
    """All items of a decoded CSL-JSON document, in order, and what was wrong with it.

    `data` is a list of objects, one object, or an object with an `items` or `references` list.
    """
    if isinstance(data, Mapping):
        for member in ("items", "references"):
            if isinstance(data.get(member), list):
                data = data[member]
                break
        else:
            data = [data]
    if not isinstance(data, list):
        return (), (_finding("", "", "expected a list of CSL-JSON items", Severity.ERROR),)
    items: list[Item] = []
    findings: list[Finding] = []
    for position, entry in enumerate(data, start=1):
        if not isinstance(entry, Mapping):
            text = f"item {position} is {type(entry).__name__}, not an object"
            findings.append(_finding("", "", text, Severity.ERROR))
            continue
        item, problems = _read_item(entry, f"item-{position}")
        items.append(item)
        findings.extend(problems)
    return tuple(items), tuple(findings)


def item_from_json(obj: Mapping[str, Any]) -> Item:
    """One item; what is wrong with it is kept in `extra` without a word."""
    return _read_item(obj, "")[0]


def _finding(key: str, variable: str, message: str, severity: Severity) -> Finding:
    return Finding("csl-json", severity, message, Place(key=key, field=variable))


def _read_item(obj: Mapping[str, Any], default_id: str) -> tuple[Item, list[Finding]]:
    findings: list[Finding] = []
    raw_id = obj.get("id")
    item_id = json_text(raw_id)
    if not item_id:
        item_id = default_id
        findings.append(_finding(item_id, "id", "the item has no id", Severity.WARNING))
    raw_type = obj.get("type")
    csl_type = TYPE_ALIASES.get(raw_type, raw_type) if isinstance(raw_type, str) else ""
    if csl_type not in TYPES:
        findings.append(
            _finding(item_id, "type", f"{raw_type!r} is not a CSL type", Severity.WARNING)
        )
    text: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    extra: dict[str, Any] = {}
    for member, value in obj.items():
        if member in ("id", "type"):
            continue
        variable = _ALIASES.get(member, member)
        if variable != member and variable in obj:
            extra[member] = value
            continue
        if value is None or value == "" or value == []:
            continue
        if _take(variable, value, text, names, dates):
            continue
        extra[member] = value
        if kind(variable) is None:
            continue
        message = f"{member} has a value that cannot be a {kind(variable)} variable's"
        findings.append(_finding(item_id, member, message, Severity.WARNING))
    return Item(item_id or "", csl_type, text, names, dates, extra), findings


def _take(
    variable: str,
    value: object,
    text: dict[str, str],
    names: dict[str, tuple[Name, ...]],
    dates: dict[str, Date],
) -> bool:
    """Put a value where its variable belongs; False when it has no place or no right shape."""
    match kind(variable):
        case None:
            return False
        case "name":
            people = _names(value)
            if people:
                names[variable] = people
            return people is not None
        case "date":
            date = date_from_json(value)
            if date is not None and date != Date():
                dates[variable] = date
            return date is not None
        case _:
            string = json_text(value, variable)
            if string:
                text[variable] = string
            return string is not None


_NOBODY = Name()


@lru_cache(maxsize=16384)
def _person(family: str, given: str) -> Name:
    """Most names have these two parts, and people write more than one work."""
    return Name(family=family, given=given)


def _names(value: object) -> tuple[Name, ...] | None:
    if isinstance(value, Mapping):
        value = [value]
    if isinstance(value, str):
        return (Name(literal=value),)
    if not isinstance(value, list):
        return None
    names: list[Name] = []
    for entry in value:
        if isinstance(entry, str):
            names.append(Name(literal=entry))
        elif isinstance(entry, Mapping):
            names.append(name_from_json(entry))
        else:
            return None
    if names and names[-1] == Name(literal="others"):
        names[-1] = OTHERS
    return tuple(name for name in names if name != _NOBODY)


def name_from_json(obj: Mapping[str, Any]) -> Name:
    """A member of a CSL-JSON name variable."""
    family, given = obj.get("family"), obj.get("given")
    if len(obj) == 2 and isinstance(family, str) and isinstance(given, str):
        return _person(family, given)

    def part(member: str) -> str:
        return json_text(obj.get(member)) or ""

    literal = part("literal")
    if not literal and not part("family") and not part("given"):
        literal = part("name")  # how Crossref names an organisation
    orcid = part("ORCID") or part("orcid")
    parse = obj.get("parse-names")
    return Name(
        family=part("family"),
        given=part("given"),
        dropping_particle=part("dropping-particle"),
        non_dropping_particle=part("non-dropping-particle"),
        suffix=part("suffix"),
        literal=literal,
        comma_suffix=json_flag(obj.get("comma-suffix")),
        static_ordering=json_flag(obj.get("static-ordering")),
        parse_names=parse is None or json_flag(parse),
        orcid=orcid.rstrip("/").rsplit("/", 1)[-1],
    )


def name_to_json(name: Name) -> JsonObject:
    """A name as CSL-JSON; "and others" becomes the literal `others`, as pandoc writes it."""
    if name.others:
        return {"literal": "others"}
    obj: JsonObject = {
        member: value
        for member, value in (
            ("family", name.family),
            ("given", name.given),
            ("dropping-particle", name.dropping_particle),
            ("non-dropping-particle", name.non_dropping_particle),
            ("suffix", name.suffix),
            ("literal", name.literal),
            ("ORCID", name.orcid),
        )
        if value
    }
    if name.comma_suffix:
        obj["comma-suffix"] = True
    if name.static_ordering:
        obj["static-ordering"] = True
    if not name.parse_names:
        obj["parse-names"] = False
    return obj


def _parts(value: object) -> tuple[tuple[int, ...], ...] | None:
    """`date-parts`; empty members at the end of a part are left out, None if not numbers."""
    if not isinstance(value, list):
        return None
    if value and not isinstance(value[0], list):
        value = [value]
    parts: list[tuple[int, ...]] = []
    for entry in value[:2]:
        if not isinstance(entry, list):
            return None
        numbers: list[int] = []
        for member in entry[:3]:
            if member is None or member == "":
                break
            number = json_number(member)
            if number is None:
                return None
            numbers.append(number)
        while len(numbers) > 1 and numbers[-1] == 0:
            numbers.pop()
        if numbers:
            parts.append(tuple(numbers))
    return tuple(parts)


def _season(value: object) -> str:
    text = json_text(value) or ""
    return season_number(text) or text


def date_from_json(value: object) -> Date | None:
    """A CSL-JSON date: an object, or an EDTF string; None when it is neither.

    An empty object is an empty `Date`. Parts that are not numbers become the literal.
    """
    if isinstance(value, str | int) and not isinstance(value, bool):
        text = str(value)
        return read_edtf(text) or Date(raw=text)
    if not isinstance(value, Mapping):
        return None
    literal, raw = json_text(value.get("literal")) or "", json_text(value.get("raw")) or ""
    edtf = value.get("edtf")
    if isinstance(edtf, str) and (date := read_edtf(edtf)):
        return date
    raw_parts = value.get("date-parts") or []
    parts = _parts(raw_parts)
    if parts is None:
        shown = _literal_parts(raw_parts)
        if not shown:
            return None
        literal, parts = literal or shown, ()
    season, circa = _season(value.get("season")), json_flag(value.get("circa"))
    if not parts and isinstance(value.get("year"), str | int):
        legacy = [value.get("year"), value.get("month") or "", value.get("day") or ""]
        parts = _parts([legacy]) or ()
    if parts and len(parts[0]) == 2 and (number := _season_number(parts[0][1])):
        parts, season = ((parts[0][0],), *parts[1:]), season or number
    return Date(parts, season, circa, literal, raw)


def _season_number(month: int) -> str:
    """A season written as month 13 to 16 (citeproc-js) or 21 to 24 (EDTF)."""
    if 13 <= month <= 16:
        return str(month - 12)
    return str(month - 20) if 21 <= month <= 24 else ""


def _literal_parts(value: object) -> str:
    if not isinstance(value, list):
        return ""
    sides = [
        " ".join(str(m) for m in side if isinstance(m, str | int)) if isinstance(side, list) else ""
        for side in value
    ]
    return "–".join(side for side in sides if side)


def date_to_json(date: Date) -> JsonObject:
    """A date as a CSL-JSON object."""
    obj: JsonObject = {}
    if date.parts:
        obj["date-parts"] = [list(part) for part in date.parts]
    if date.season:
        obj["season"] = int(date.season) if date.season.isdecimal() else date.season
    if date.circa:
        obj["circa"] = True
    if date.literal:
        obj["literal"] = date.literal
    if date.raw:
        obj["raw"] = date.raw
    return obj


def item_to_json(item: Item) -> JsonObject:
    """One item as a CSL-JSON object: id, type, names, dates, then text in the item's order."""
    obj: JsonObject = {"id": item.id, "type": item.type, **item.text}
    obj.update(
        (variable, [name_to_json(n) for n in names]) for variable, names in item.names.items()
    )
    obj.update((variable, date_to_json(date)) for variable, date in item.dates.items())
    obj.update((member, value) for member, value in item.extra.items() if member not in obj)
    return obj


def items_to_json(items: Sequence[Item]) -> list[JsonObject]:
    """Items as a CSL-JSON document."""
    return [item_to_json(item) for item in items]
