"""CITATION.cff: the work itself, its preferred citation and its references."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from citare.imports.base import Import, Imported, problem
from citare.imports.cff_tables import (
    ANONYMOUS,
    ENTITIES,
    KEY_DESCRIPTION,
    NAMES,
    TEXTS,
    TYPES,
    UNTITLED,
)
from citare.imports.dates import valid
from citare.imports.yaml_text import read_yaml
from citare.model.date import Date
from citare.model.edtf import parse_edtf
from citare.model.item import Item
from citare.model.keywords import join_keywords
from citare.model.name import Name

_ORCID: Final = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_ROOT_ONLY: Final = frozenset(("cff-version", "message", "references", "preferred-citation"))
_PLACEHOLDER: Final = frozenset((*_ROOT_ONLY, "title", "authors", "type"))
_TAKEN: Final = frozenset(
    (
        *("type", "keywords", "languages", "identifiers", "start", "end", "year", "month"),
        *("date-released", "date-published", "date-accessed", "year-original", "issue-date"),
    )
)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(entry: Any) -> Name | None:
    """A person or an entity of CFF."""
    if isinstance(entry, str):
        return Name(literal=entry) if entry else None
    if not isinstance(entry, Mapping):
        return None
    orcid = _ORCID.search(_text(entry.get("orcid")))
    if entity := _text(entry.get("name")):
        return Name(literal=entity) if entity.lower() != ANONYMOUS else None
    name = Name(
        family=_text(entry.get("family-names")),
        given=_text(entry.get("given-names")),
        non_dropping_particle=_text(entry.get("name-particle")),
        suffix=_text(entry.get("name-suffix")),
        orcid=orcid[0] if orcid else "",
    )
    if not name.family and not name.given:
        alias = _text(entry.get("alias"))
        return Name(literal=alias) if alias else None
    return name


def _dates(source: Mapping[str, Any]) -> dict[str, Date]:
    dates: dict[str, Date] = {}
    for member in ("date-published", "date-released", "issue-date"):
        if date := parse_edtf(_text(source.get(member))):
            dates.setdefault("issued", date)
    year = _text(source.get("year"))
    if "issued" not in dates and year:
        month = _text(source.get("month"))
        number = int(month) if month.isdecimal() and 1 <= int(month) <= 12 else 0
        is_number = re.fullmatch(r"-?\d{1,4}", year) is not None
        parts = valid(int(year), number) if is_number else None
        dates["issued"] = Date((parts,)) if parts else parse_edtf(year) or Date(literal=year)
    if date := parse_edtf(_text(source.get("date-accessed"))):
        dates["accessed"] = date
    if date := parse_edtf(_text(source.get("year-original")).zfill(4)):
        dates["original-date"] = date
    return dates


def _texts(source: Mapping[str, Any], csl_type: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for member, variable in TEXTS.items():
        if (value := _text(source.get(member))) and value != UNTITLED:
            texts[variable] = value
    for member, variable in ENTITIES.items():
        entity = source.get(member)
        name = _text(entity.get("name") if isinstance(entity, Mapping) else entity)
        if name:
            texts.setdefault(variable, name)
    start, end = _text(source.get("start")), _text(source.get("end"))
    if start or end:
        texts["page"] = f"{start}-{end}" if start and end and start != end else start or end
    if keywords := join_keywords(map(_text, _list(source.get("keywords")))):
        texts["keyword"] = keywords
    if languages := [_text(value) for value in _list(source.get("languages"))]:
        texts["language"] = languages[0]
    if csl_type == "paper-conference" and "collection-title" in texts:
        texts.setdefault("container-title", texts.pop("collection-title"))
    repository = texts.pop("repository-code", "")
    if repository:
        texts.setdefault("URL", repository)
    return texts


def _item(source: Mapping[str, Any], kind: str) -> Item:
    csl_type = TYPES.get(kind, "document")
    texts = _texts(source, csl_type)
    key, others = "", []
    for identifier in _list(source.get("identifiers")):
        if not isinstance(identifier, Mapping):
            continue
        value, name = _text(identifier.get("value")), _text(identifier.get("type"))
        if _text(identifier.get("description")) == KEY_DESCRIPTION:
            key = value
        elif name == "doi" and value:
            texts.setdefault("DOI", value)
        elif name == "url" and value:
            texts.setdefault("URL", value)
        else:
            others.append(dict(identifier))
    names = {
        role: people
        for member, role in NAMES.items()
        if (people := tuple(n for entry in _list(source.get(member)) if (n := _name(entry))))
    }
    known = _TAKEN | _ROOT_ONLY | TEXTS.keys() | ENTITIES.keys() | NAMES.keys()
    extra = {str(member): value for member, value in source.items() if member not in known}
    if others:
        extra["identifiers"] = others
    return Item(key, csl_type, texts, names, _dates(source), extra)


def read(text: str, file: str = "") -> Imported:
    """The items of a CITATION.cff file: the work, its preferred citation, its references.

    A work that says no more than its preferred citation does is left out.
    """
    data, findings = read_yaml(text, file)
    if not isinstance(data, Mapping):
        findings = findings or [problem("expected a CITATION.cff file", file=file)]
        return Imported((), tuple(findings))
    preferred = data.get("preferred-citation")
    sources: list[tuple[Mapping[str, Any], str]] = []
    same = isinstance(preferred, Mapping) and preferred.get("title") == data.get("title")
    if not (same and set(data) <= _PLACEHOLDER):
        kind = "data" if data.get("type") == "dataset" else "software"
        sources.append((data, kind))
    for entry in (*_list(preferred), *_list(data.get("references"))):
        if isinstance(entry, Mapping):
            sources.append((entry, _text(entry.get("type"))))
        else:
            findings.append(problem("a reference that is no mapping", file=file))
    for _source, kind in sources:
        if kind not in TYPES:
            message = f"{kind or '(none)'!r} is not a CFF reference type; taken as a document"
            findings.append(problem(message, file=file, field="type"))
    return Imported(tuple(_item(source, kind) for source, kind in sources), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text says that it is a citation file."""
    return re.search(r"(?m)^cff-version:", text) is not None


CFF: Final = Import("cff", "CITATION.cff", (".cff",), read, recognises)
