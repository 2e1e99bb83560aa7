"""CITATION.cff 1.2.0 (Citation File Format schema) beside CSL's types and variables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

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
from citare.exchange.endnote_fields import page_parts
from citare.model.dates import Date, read_date, read_edtf, read_fields, write_edtf
from citare.model.identifiers import orcid_in
from citare.model.item import Item
from citare.model.keywords import join_keywords, split_keywords
from citare.model.name import Name
from citare.text.yaml import read_yaml, write_yaml

# Reference types; the first of each CSL type is written.
TYPES: Final = {
    "article": "article-journal",
    "magazine-article": "article-magazine",
    "newspaper-article": "article-newspaper",
    "book": "book",
    "edited-work": "book",
    "manual": "book",
    "proceedings": "book",
    "conference": "book",
    "conference-paper": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "government-document": "report",
    "generic": "document",
    "grant": "document",
    "catalogue": "document",
    "unpublished": "manuscript",
    "historical-work": "classic",
    "pamphlet": "pamphlet",
    "standard": "standard",
    "patent": "patent",
    "bill": "bill",
    "statute": "legislation",
    "legal-rule": "regulation",
    "legal-case": "legal_case",
    "hearing": "hearing",
    "data": "dataset",
    "database": "dataset",
    "software": "software",
    "software-code": "software",
    "software-container": "software",
    "software-executable": "software",
    "software-virtual-machine": "software",
    "dictionary": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia",
    "website": "webpage",
    "blog": "post-weblog",
    "slides": "speech",
    "personal-communication": "personal_communication",
    "serial": "periodical",
    "map": "map",
    "art": "graphic",
    "film-broadcast": "motion_picture",
    "video": "motion_picture",
    "audiovisual": "motion_picture",
    "multimedia": "motion_picture",
    "music": "song",
    "sound-recording": "song",
}

TEXTS: Final = {
    "title": "title",
    "journal": "container-title",
    "collection-title": "collection-title",
    "volume-title": "volume-title",
    "abbreviation": "title-short",
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "number-volumes": "number-of-volumes",
    "pages": "number-of-pages",
    "edition": "edition",
    "section": "section",
    "version": "version",
    "doi": "DOI",
    "url": "URL",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmcid": "PMCID",
    "abstract": "abstract",
    "notes": "note",
    "medium": "medium",
    "status": "status",
    "thesis-type": "genre",
    "database": "archive",
    "license": "license",
    "repository-code": "repository-code",
}
ENTITIES: Final = {
    "publisher": "publisher",
    "institution": "publisher",
    "location": "publisher-place",
    "conference": "event-title",
    "database-provider": "source",
}
NAMES: Final = {
    "authors": "author",
    "editors": "editor",
    "editors-series": "collection-editor",
    "translators": "translator",
    "recipients": "recipient",
}
INTEGERS: Final = frozenset(("volume", "issue", "number-volumes", "pages"))
KEY_DESCRIPTION: Final = "citation key"
ANONYMOUS: Final = "anonymous"
UNTITLED: Final = "[untitled]"
STATUSES: Final = frozenset(
    ("in-preparation", "abstract", "submitted", "in-press", "advance-online", "preprint")
)


_ROOT_ONLY: Final = frozenset(("cff-version", "message", "references", "preferred-citation"))
_PLACEHOLDER: Final = frozenset((*_ROOT_ONLY, "title", "authors", "type"))
_TAKEN: Final = frozenset(
    (
        *("type", "keywords", "languages", "identifiers", "start", "end", "year", "month"),
        *("date-released", "date-published", "date-accessed", "year-original", "issue-date"),
    )
)


def _name(entry: Any) -> Name | None:
    """A person or an entity of CFF."""
    if isinstance(entry, str):
        return Name(literal=entry) if entry else None
    if not isinstance(entry, Mapping):
        return None
    orcid = orcid_in(plain_text(entry.get("orcid")))
    if entity := plain_text(entry.get("name")):
        return Name(literal=entity) if entity.lower() != ANONYMOUS else None
    name = Name(
        family=plain_text(entry.get("family-names")),
        given=plain_text(entry.get("given-names")),
        non_dropping_particle=plain_text(entry.get("name-particle")),
        suffix=plain_text(entry.get("name-suffix")),
        orcid=orcid,
    )
    if not name.family and not name.given:
        alias = plain_text(entry.get("alias"))
        return Name(literal=alias) if alias else None
    return name


def _dates(source: Mapping[str, Any]) -> dict[str, Date]:
    dates: dict[str, Date] = {}
    for member in ("date-published", "date-released", "issue-date"):
        if date := read_edtf(plain_text(source.get(member))):
            dates.setdefault("issued", date)
    year = plain_text(source.get("year"))
    if "issued" not in dates and (date := read_fields(year, plain_text(source.get("month")))[0]):
        dates["issued"] = date
    if date := read_edtf(plain_text(source.get("date-accessed"))):
        dates["accessed"] = date
    if (date := read_date(plain_text(source.get("year-original")))) and date.parts:
        dates["original-date"] = date
    return dates


def _texts(source: Mapping[str, Any], csl_type: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for member, variable in TEXTS.items():
        if (value := plain_text(source.get(member))) and value != UNTITLED:
            texts[variable] = value
    for member, variable in ENTITIES.items():
        entity = source.get(member)
        name = plain_text(entity.get("name") if isinstance(entity, Mapping) else entity)
        if name:
            texts.setdefault(variable, name)
    start, end = plain_text(source.get("start")), plain_text(source.get("end"))
    if start or end:
        texts["page"] = f"{start}-{end}" if start and end and start != end else start or end
    if keywords := join_keywords(map(plain_text, as_list(source.get("keywords")))):
        texts["keyword"] = keywords
    if languages := [plain_text(value) for value in as_list(source.get("languages"))]:
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
    for identifier in as_list(source.get("identifiers")):
        if not isinstance(identifier, Mapping):
            continue
        value, name = plain_text(identifier.get("value")), plain_text(identifier.get("type"))
        if plain_text(identifier.get("description")) == KEY_DESCRIPTION:
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
        if (people := tuple(n for entry in as_list(source.get(member)) if (n := _name(entry))))
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
    data, errors = read_yaml(text)
    findings = [not_read(error, file) for error in errors]
    if not isinstance(data, Mapping):
        findings = findings or [problem("expected a CITATION.cff file", file=file)]
        return Imported((), tuple(findings))
    preferred = data.get("preferred-citation")
    sources: list[tuple[Mapping[str, Any], str]] = []
    same = isinstance(preferred, Mapping) and preferred.get("title") == data.get("title")
    if not (same and set(data) <= _PLACEHOLDER):
        kind = "data" if data.get("type") == "dataset" else "software"
        sources.append((data, kind))
    for entry in (*as_list(preferred), *as_list(data.get("references"))):
        if isinstance(entry, Mapping):
            sources.append((entry, plain_text(entry.get("type"))))
        else:
            findings.append(problem("a reference that is not a mapping", file=file))
    for _source, kind in sources:
        if kind not in TYPES:
            message = f"{kind or '(none)'!r} is not a CFF reference type; taken as a document"
            findings.append(problem(message, file=file, field="type"))
    return Imported(tuple(_item(source, kind) for source, kind in sources), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text says that it is a citation file."""
    return re.search(r"(?m)^cff-version:", text) is not None


_KINDS: Final = {csl: kind for kind, csl in reversed(TYPES.items())}
_PATTERNS: Final = {
    "doi": r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+",
    "url": r"(https|http|ftp|sftp)://.+",
    "repository-code": r"$.",
    "isbn": r"[0-9\- ]{10,17}X?",
    "issn": r"\d{4}-\d{3}[\dxX]",
    "pmcid": r"PMC\d{7}",
    "status": "|".join(sorted(STATUSES)),
    "license": r"[A-Z][A-Za-z0-9.]*(-[A-Za-z0-9.]+)+|MIT|ISC|Zlib|Unlicense|WTFPL",
}
_ROOT: Final = ("title", "abstract", "doi", "url", "version", "license")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_MESSAGE: Final = "If you use this work, please cite it as below."


def _person(name: Name) -> dict[str, str]:
    if name.literal or not (name.family or name.given):
        return {"name": name.literal or "et al."}
    orcid = f"https://orcid.org/{name.orcid}" if name.orcid else ""
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    parts = {
        "family-names": name.family,
        "given-names": given,
        "name-particle": name.non_dropping_particle,
        "name-suffix": name.suffix,
        "orcid": orcid,
    }
    return {member: value for member, value in parts.items() if value}


def _people(item: Item, role: str) -> list[dict[str, str]]:
    return [_person(name) for name in item.names.get(role, ()) if not name.others]


def _full(date: Date | None) -> str:
    """An ISO date, if it is one whole day."""
    if date and len(date.parts) == 1 and len(date.parts[0]) == 3 and 0 < (date.year or 0) <= 9999:
        return write_edtf(Date(date.parts))
    return ""


def _written_texts(item: Item, members: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for member in members:
        text = without_markup(item.get(TEXTS[member])).strip()
        if text and re.fullmatch(_PATTERNS.get(member, r"(?s).+"), text):
            whole = member in INTEGERS and re.fullmatch(r"0|[1-9]\d{0,8}", text)
            found[member] = int(text) if whole else text
    if keywords := split_keywords(item.get("keyword")):
        found["keywords"] = list(dict.fromkeys(keywords))
    if item.id:
        found["identifiers"] = [{"type": "other", "value": item.id, "description": KEY_DESCRIPTION}]
    return found


def _reference(item: Item) -> dict[str, Any]:
    kind = _KINDS.get(item.type, "generic")
    entry: dict[str, Any] = {"type": kind}
    for member, role in NAMES.items():
        if people := _people(item, role):
            entry[member] = people
    entry.setdefault("authors", [{"name": ANONYMOUS}])
    entry |= _written_texts(item, list(TEXTS))
    entry.setdefault("title", UNTITLED)
    if item.type == "paper-conference" and "journal" in entry and "collection-title" not in entry:
        entry["collection-title"] = entry.pop("journal")
    entity = "institution" if item.type in ("thesis", "report") else "publisher"
    for member, variable in ENTITIES.items():
        text = without_markup(item.get(variable)).strip()
        if text and (variable != "publisher" or member == entity):
            entry[member] = {"name": text}
    if item.get("page"):
        start, end = page_parts(item.get("page"))
        entry["start"] = start
        if end:
            entry["end"] = end
    if _LANGUAGE.fullmatch(item.get("language")):
        entry["languages"] = [item.get("language")]
    return entry | _written_dates(item)


def _written_dates(item: Item) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    issued = item.dates.get("issued")
    if full := _full(issued):
        entry["date-published"] = full
    elif issued and issued.year is not None and issued.year > 0:
        entry["year"] = issued.year
        if len(issued.parts[0]) > 1:
            entry["month"] = issued.parts[0][1]
    if accessed := _full(item.dates.get("accessed")):
        entry["date-accessed"] = accessed
    original = item.dates.get("original-date")
    if original and original.year and original.year > 999:
        entry["year-original"] = original.year
    return entry


def _root(item: Item) -> dict[str, Any]:
    """The head of the file for software or data."""
    root: dict[str, Any] = {"type": "dataset" if item.type == "dataset" else "software"}
    root["authors"] = _people(item, "author") or [{"name": ANONYMOUS}]
    root |= _written_texts(item, _ROOT)
    if full := _full(item.dates.get("issued")):
        root["date-released"] = full
    return root


def write(items: Sequence[Item]) -> Exported:
    """The items as one citation file."""
    if not items:
        return Exported("")
    first, rest = items[0], items[1:]
    head: dict[str, Any] = {"cff-version": "1.2.0", "message": _MESSAGE}
    if first.type in ("software", "dataset") and first.get("title").strip():
        body = {"title": "", **_root(first)}
    else:
        preferred = _reference(first)
        body = {"title": preferred["title"], "authors": preferred["authors"]}
        body["preferred-citation"] = preferred
    if rest:
        body["references"] = [_reference(item) for item in rest]
    return checked("CITATION.cff", items, write_yaml(head | body), read)


CFF: Final = Format("cff", "CITATION.cff", (".cff",), recognises, read, write)
