"""Hayagriva's entry types and fields (its file format document) beside CSL's.

An entry's container is its parent. A parent's own values map to the CSL variables of a
container; what is in neither table is kept in `extra`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from citare.exchange.base import (
    Exported,
    Format,
    Imported,
    as_list,
    checked,
    not_read,
    plain_text,
    problem,
    without_markup,
)
from citare.model.dates import Date, read_date, write_edtf
from citare.model.item import Item
from citare.model.name import OTHERS, Name
from citare.text.yaml import read_yaml, write_yaml


class Kind(NamedTuple):
    """An entry's type, its parent's type ("" for none), and the CSL type."""

    entry: str
    parent: str
    csl: str


# The first row of a CSL type is written; the first row that fits is read.
KINDS: Final[tuple[Kind, ...]] = tuple(
    Kind(*row)
    for row in (
        ("article", "periodical", "article-journal"),
        ("article", "newspaper", "article-newspaper"),
        ("newspaper", "", "article-newspaper"),
        ("article", "proceedings", "paper-conference"),
        ("article", "conference", "paper-conference"),
        ("article", "blog", "post-weblog"),
        ("entry", "blog", "post-weblog"),
        ("post", "", "post"),
        ("thread", "", "post"),
        ("article", "repository", "article"),
        ("article", "", "article"),
        ("chapter", "book", "chapter"),
        ("chapter", "anthology", "chapter"),
        ("chapter", "reference", "entry-encyclopedia"),
        ("anthos", "anthology", "chapter"),
        ("anthos", "", "chapter"),
        ("chapter", "", "chapter"),
        ("entry", "reference", "entry-encyclopedia"),
        ("entry", "repository", "dataset"),
        ("entry", "", "entry"),
        ("book", "", "book"),
        ("anthology", "", "book"),
        ("proceedings", "", "book"),
        ("reference", "", "book"),
        ("thesis", "", "thesis"),
        ("report", "", "report"),
        ("web", "", "webpage"),
        ("blog", "", "webpage"),
        ("repository", "", "software"),
        ("periodical", "", "periodical"),
        ("patent", "", "patent"),
        ("case", "", "legal_case"),
        ("legislation", "", "legislation"),
        ("manuscript", "", "manuscript"),
        ("performance", "", "performance"),
        ("video", "", "motion_picture"),
        ("scene", "", "motion_picture"),
        ("audio", "", "song"),
        ("artwork", "", "graphic"),
        ("exhibition", "", "event"),
        ("conference", "", "speech"),
        ("misc", "", "document"),
    )
)
WRITTEN: Final[dict[str, str]] = {
    "article-magazine": "article-journal",
    "review": "article-journal",
    "review-book": "article-journal",
    "entry-dictionary": "entry-encyclopedia",
    "figure": "graphic",
    "map": "graphic",
    "standard": "report",
    "bill": "legislation",
    "regulation": "legislation",
    "treaty": "legislation",
    "hearing": "legislation",
    "broadcast": "motion_picture",
    "classic": "book",
    "pamphlet": "book",
    "musical_score": "book",
}

NAMES: Final = {"author": "author", "editor": "editor"}
ROLES: Final = {
    "translator": "translator",
    "director": "director",
    "composer": "composer",
    "illustrator": "illustrator",
    "narrator": "narrator",
    "compiler": "compiler",
    "producer": "producer",
    "executive-producer": "executive-producer",
    "organizer": "organizer",
    "collaborator": "contributor",
    "cast-member": "performer",
    "writer": "script-writer",
    "founder": "series-creator",
}
TEXTS: Final = {
    "abstract": "abstract",
    "genre": "genre",
    "call-number": "call-number",
    "archive": "archive",
    "archive-location": "archive_location",
    "note": "note",
    "chapter": "chapter-number",
    "page-range": "page",
    "language": "language",
    "edition": "edition",
    "volume": "volume",
    "issue": "issue",
    "volume-total": "number-of-volumes",
    "page-total": "number-of-pages",
    "time-range": "section",
    "runtime": "dimensions",
}
SERIALS: Final = {
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "serial": "number",
    "version": "version",
}
PARENT_TEXTS: Final = {
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "volume-total": "number-of-volumes",
    "page-total": "number-of-pages",
    "genre": "reviewed-genre",
}
# Of these, a parent says more than the entry itself: they are written there.
ON_PARENT: Final = frozenset(
    (
        "volume",
        "issue",
        "edition",
        "volume-total",
        "page-total",
        "isbn",
        "issn",
        "publisher",
        "editor",
    )
)
LANGUAGE: Final = r"[a-z]{2}(?:-[A-Z]{2})?"


_TAKEN: Final = frozenset(
    (
        *("type", "title", "parent", "date", "url", "publisher", "location", "organization"),
        *("serial-number", "affiliated", *NAMES, *TEXTS),
    )
)
_TYPES: Final = frozenset(kind.entry for kind in KINDS) | {kind.parent for kind in KINDS} - {""}


def _text(value: Any) -> str:
    """A text, a number, or the value of a formattable string."""
    return plain_text(value.get("value") if isinstance(value, Mapping) else value)


def _name(entry: Any) -> Name | None:
    """`Family, Given`, `prefix Family, Suffix, Given`, or a mapping of parts."""
    if isinstance(entry, Mapping):
        family, given = _text(entry.get("name")), _text(entry.get("given-name"))
        prefix, suffix = _text(entry.get("prefix")), _text(entry.get("suffix"))
        if not (given or prefix or suffix):
            return Name(literal=family) if family else None
        return Name(family=family, given=given, non_dropping_particle=prefix, suffix=suffix)
    parts = [part.strip() for part in _text(entry).split(",")]
    if not any(parts):
        return None
    if len(parts) == 1:
        return OTHERS if parts[0] == "others" else Name(literal=parts[0])
    if len(parts) == 2:
        return Name(family=parts[0], given=parts[1])
    return Name(family=parts[0], suffix=parts[1], given=", ".join(parts[2:]))


def _people(value: Any) -> tuple[Name, ...]:
    return tuple(name for entry in as_list(value) if (name := _name(entry)))


def _kind(entry: Mapping[str, Any], parents: Sequence[Mapping[str, Any]]) -> str:
    """The CSL type, by the types of the entry and its first parents."""
    own = _text(entry.get("type")).lower()
    above = [_text(parent.get("type")).lower() for parent in parents]
    for kind in KINDS:
        if kind.entry == own and kind.parent in (*above, ""):
            return kind.csl
    return "document"


def _numbers(entry: Mapping[str, Any], texts: dict[str, str], *, own: bool) -> None:
    serial = entry.get("serial-number")
    numbers = serial if isinstance(serial, Mapping) else {"serial": serial}
    for member, value in numbers.items():
        name, text = str(member).lower(), _text(value)
        variable = SERIALS.get(name)
        if text and variable and (own or variable in ("ISBN", "ISSN")):
            texts.setdefault(variable, text)
        elif text and own and name == "arxiv":
            texts.setdefault("archive", "arXiv")
            texts.setdefault("archive_location", text)


def _publication(entry: Mapping[str, Any], texts: dict[str, str]) -> None:
    """Publisher, organization and place."""
    publisher = entry.get("publisher")
    if isinstance(publisher, Mapping):
        if name := _text(publisher.get("name")) or _text(publisher):
            texts.setdefault("publisher", name)
        if place := _text(publisher.get("location")):
            texts.setdefault("publisher-place", place)
    elif name := _text(publisher):
        texts.setdefault("publisher", name)
    if organization := _text(entry.get("organization")):
        texts.setdefault("publisher", organization)
    if place := _text(entry.get("location")):
        texts.setdefault("publisher-place", place)


def _own(entry: Mapping[str, Any], texts: dict[str, str]) -> None:
    title = entry.get("title")
    if text := _text(title):
        texts["title"] = text
    if isinstance(title, Mapping) and (short := _text(title.get("short"))):
        texts["title-short"] = short
    for member, variable in TEXTS.items():
        if text := _text(entry.get(member)):
            texts[variable] = text
    _numbers(entry, texts, own=True)
    _publication(entry, texts)
    if url := _text(entry.get("url")):
        texts["URL"] = url


def _parent(parent: Mapping[str, Any], texts: dict[str, str], *, first: bool) -> None:
    title = parent.get("title")
    variable = "container-title" if first else "collection-title"
    if text := _text(title):
        texts.setdefault(variable, text)
    if first and isinstance(title, Mapping) and (short := _text(title.get("short"))):
        texts["container-title-short"] = short
    if not first:
        number = _text(parent.get("volume")) or _text(parent.get("issue"))
        if number:
            texts.setdefault("collection-number", number)
        return
    for member, name in PARENT_TEXTS.items():
        if name != "reviewed-genre" and (text := _text(parent.get(member))):
            texts.setdefault(name, text)
    _numbers(parent, texts, own=False)
    _publication(parent, texts)


def _all_names(
    entry: Mapping[str, Any], parents: Sequence[Mapping[str, Any]]
) -> dict[str, tuple[Name, ...]]:
    names = {role: _people(entry.get(member)) for member, role in NAMES.items()}
    for group in as_list(entry.get("affiliated")):
        role = ROLES.get(_text(group.get("role")).lower()) if isinstance(group, Mapping) else None
        if role:
            names[role] = names.get(role, ()) + _people(group.get("names"))
    for variable, parent in zip(("container-title", "collection-title"), parents, strict=False):
        first = variable == "container-title"
        for member, role in (
            ("author", "container-author" if first else ""),
            ("editor", "editor" if first else "collection-editor"),
        ):
            if role and not names.get(role):
                names[role] = _people(parent.get(member))
    return {role: people for role, people in names.items() if people}


def _date(value: Any) -> Date | None:
    text = _text(value)
    if re.fullmatch(r"~?-?\d{1,4}", text.rstrip("~?")):
        text = re.sub(r"\d+", lambda match: match[0].zfill(4), text)
    return read_date(text)


def _item(key: str, entry: Mapping[str, Any]) -> Item:
    parents = [parent for parent in as_list(entry.get("parent")) if isinstance(parent, Mapping)]
    nested = [
        p for parent in parents for p in as_list(parent.get("parent")) if isinstance(p, Mapping)
    ]
    csl_type = _kind(entry, parents)
    texts: dict[str, str] = {}
    _own(entry, texts)
    above = [*parents, *nested]
    if above and csl_type == "book":
        above.insert(0, {})  # a book's parent is its series
    for number, parent in enumerate(above[:2]):
        _parent(parent, texts, first=number == 0)
    dates: dict[str, Date] = {}
    dated = next((e for e in (entry, *parents) if _text(e.get("date"))), entry)
    if date := _date(dated.get("date")):
        dates["issued"] = date
    url = entry.get("url")
    if isinstance(url, Mapping) and (date := _date(url.get("date"))):
        dates["accessed"] = date
    return Item(key, csl_type, texts, _all_names(entry, above), dates, _extra(entry))


def _extra(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What has no CSL variable."""
    extra = {str(member): value for member, value in entry.items() if member not in _TAKEN}
    title, serial = entry.get("title"), entry.get("serial-number")
    if isinstance(title, Mapping) and "sentence-case" in title:
        extra["sentence-case"] = _text(title["sentence-case"])
    if isinstance(serial, Mapping):
        known = {*SERIALS, "arxiv"}
        extra |= {str(k): v for k, v in serial.items() if str(k).lower() not in known}
    return extra


def read(text: str, file: str = "") -> Imported:
    """The items of a Hayagriva file; the first parent is the container, the next the series."""
    data, errors = read_yaml(text)
    findings = [not_read(error, file) for error in errors]
    if not isinstance(data, Mapping):
        findings = findings or [problem("expected entries by their keys", file=file)]
        return Imported((), tuple(findings))
    items: list[Item] = []
    for key, entry in data.items():
        if not isinstance(entry, Mapping):
            findings.append(problem("an entry that is not a mapping", file=file, key=str(key)))
            continue
        if _text(entry.get("type")).lower() not in _TYPES:
            message = f"{entry.get('type')!r} is not a Hayagriva type; taken as a document"
            findings.append(problem(message, file=file, key=str(key), field="type"))
        items.append(_item(str(key), entry))
    return Imported(tuple(items), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text has keys with indented entries, each with a type."""
    return (
        re.search(r"(?m)^[^\s#:-][^\n]*:[ \t]*\n[ \t]+(?:\w[\w-]*:|#)", text) is not None
        and re.search(r"(?mi)^[ \t]+type:[ \t]*[\"']?\w+", text) is not None
        and re.search(r"(?m)^(?:cff-version|references):", text) is None
    )


_ROWS: Final[dict[str, Kind]] = {kind.csl: kind for kind in reversed(KINDS)}
_WHOLE: Final = frozenset(("volume-total", "page-total"))
_UNWRITTEN: Final = frozenset(("time-range", "runtime"))


def _row(item: Item) -> Kind:
    return _ROWS.get(WRITTEN.get(item.type, item.type), _ROWS["document"])


def _written_name(name: Name) -> Any:
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


def _written_date(date: Date) -> str:
    """Hayagriva's ISO dates; it knows no ranges, seasons or literals."""
    if not date.parts or date.year is None:
        return ""
    return ("~" if date.circa else "") + write_edtf(Date((date.parts[0],)))


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


def _written_publication(item: Item) -> dict[str, Any]:
    publisher, place = _plain(item, "publisher"), _plain(item, "publisher-place")
    if publisher:
        return {"publisher": {"name": publisher, "location": place} if place else publisher}
    return {"location": place} if place else {}


def _is_arxiv(item: Item) -> bool:
    return item.get("archive") == "arXiv" and bool(item.get("archive_location"))


def _serial_numbers(item: Item, variables: Sequence[str]) -> dict[str, Any]:
    numbers = {
        member: _plain(item, variable)
        for member, variable in SERIALS.items()
        if variable in variables and item.get(variable)
    }
    if _is_arxiv(item):
        numbers["arxiv"] = _plain(item, "archive_location")
    return {"serial-number": numbers} if numbers else {}


def _names(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for member, role in NAMES.items():
        if names := item.names.get(role):
            found[member] = [_written_name(name) for name in names]
    groups = [
        {"role": role, "names": [_written_name(name) for name in item.names[variable]]}
        for role, variable in ROLES.items()
        if item.names.get(variable)
    ]
    return found | ({"affiliated": groups} if groups else {})


def _entry(item: Item) -> dict[str, Any]:
    kind = _row(item)
    title = _plain(item, "title")
    entry: dict[str, Any] = {"type": kind.entry}
    if title:
        entry["title"] = _title(title, _plain(item, "title-short"))
    entry |= _names(item)
    if (date := item.dates.get("issued")) and (text := _written_date(date)):
        entry["date"] = text
    for member, variable in TEXTS.items():
        if member in ("archive", "archive-location") and _is_arxiv(item):
            continue
        value = _value(member, _plain(item, variable)) if item.get(variable) else None
        if value is not None:
            entry[member] = value
    entry |= _written_publication(item) | _serial_numbers(item, tuple(SERIALS.values()))
    if url := item.get("URL").strip():
        accessed = item.dates.get("accessed")
        visited = _written_date(accessed) if accessed else ""
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
            parent["author"] = [_written_name(name) for name in names]
        parents.append(parent)
    if series and (parents or kind.csl == "book"):
        above: dict[str, Any] = {"type": "book", "title": series}
        if number := _plain(item, "collection-number"):
            above["volume"] = _value("volume", number)
        if names := item.names.get("collection-editor"):
            above["editor"] = [_written_name(name) for name in names]
        parents.append(above)
    return parents


def _move(entry: dict[str, Any], parent: dict[str, Any]) -> None:
    """Move what belongs to the container to it."""
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
    return checked("Hayagriva", items, write_yaml(entries), read)


HAYAGRIVA: Final = Format("hayagriva", "Hayagriva YAML", (".yml", ".yaml"), recognises, read, write)
