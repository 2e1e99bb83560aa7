"""Hayagriva's YAML: Typst's own bibliography format."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from citare.imports.base import Import, Imported, problem
from citare.imports.hayagriva_tables import KINDS, NAMES, PARENT_TEXTS, ROLES, SERIALS, TEXTS
from citare.imports.yaml_text import read_yaml
from citare.model.date import Date
from citare.model.edtf import parse_edtf
from citare.model.item import Item
from citare.model.name import OTHERS, Name

_TAKEN: Final = frozenset(
    (
        *("type", "title", "parent", "date", "url", "publisher", "location", "organization"),
        *("serial-number", "affiliated", *NAMES, *TEXTS),
    )
)
_TYPES: Final = frozenset(kind.entry for kind in KINDS) | {kind.parent for kind in KINDS} - {""}


def _text(value: Any) -> str:
    """A text, a number, or the value of a formattable string."""
    if isinstance(value, Mapping):
        value = value.get("value")
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


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
    return tuple(name for entry in _list(value) if (name := _name(entry)))


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
        variable = SERIALS.get(str(member).lower())
        if variable and (own or variable in ("ISBN", "ISSN")) and (text := _text(value)):
            texts.setdefault(variable, text)


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
    for group in _list(entry.get("affiliated")):
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
    circa = text.startswith("~")
    date = parse_edtf(text.lstrip("~") + ("~" if circa else "")) if text else None
    return date or (Date(literal=text) if text else None)


def _item(key: str, entry: Mapping[str, Any]) -> Item:
    parents = [parent for parent in _list(entry.get("parent")) if isinstance(parent, Mapping)]
    nested = [
        p for parent in parents for p in _list(parent.get("parent")) if isinstance(p, Mapping)
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
    extra = {str(member): value for member, value in entry.items() if member not in _TAKEN}
    return Item(key, csl_type, texts, _all_names(entry, above), dates, extra)


def read(text: str, file: str = "") -> Imported:
    """The items of a Hayagriva file; the first parent is the container, the next the series."""
    data, findings = read_yaml(text, file)
    if not isinstance(data, Mapping):
        findings = findings or [problem("expected entries by their keys", file=file)]
        return Imported((), tuple(findings))
    items: list[Item] = []
    for key, entry in data.items():
        if not isinstance(entry, Mapping):
            findings.append(problem("an entry that is no mapping", file=file, key=str(key)))
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


HAYAGRIVA: Final = Import("hayagriva", "Hayagriva YAML", (".yml", ".yaml"), read, recognises)
