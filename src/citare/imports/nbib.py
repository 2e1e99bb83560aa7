"""PubMed's .nbib: the MEDLINE display format."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from citare.findings import Finding
from citare.imports.base import Import, Imported, problem
from citare.imports.dates import read_date
from citare.imports.names import read_full_name, read_short_name
from citare.imports.nbib_tables import LANGUAGES, NAMES, SHORT_NAMES, TEXTS, TYPES
from citare.imports.tagged import Tagged, join_line, tagged_lines
from citare.model.item import Item
from citare.model.keywords import join_keywords
from citare.model.name import Name
from citare.sources.pubmed_item import full_pages

_TAG: Final = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,3}- ?(.*)")
_ORCID: Final = re.compile(r"ORCID:\s*(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
_ID: Final = re.compile(r"(?P<value>.+?)\s*\[(?P<kind>\w+)\]")
_ISSN: Final = re.compile(r"\d{4}-\d{3}[\dXx]")
_TAKEN: Final = frozenset(
    ("DP", "PT", "IS", "ISBN", "LA", "LID", "AID", "OT", "CN", "AUID", *TEXTS, *NAMES, *SHORT_NAMES)
)


def _tag(line: str) -> tuple[str, str] | None:
    match = None if line.startswith("      ") else _TAG.match(line)
    return (match[1], match[2].strip()) if match else None


def _records(text: str, file: str, findings: list[Finding]) -> list[Tagged]:
    records: list[Tagged] = []
    fresh = True
    for tag, value, line in tagged_lines(text, _tag):
        if tag:
            if fresh or (tag == "PMID" and any(t == "PMID" for t, _, _ in records[-1].lines)):
                records.append(Tagged(line))
            records[-1].lines.append((tag, value, line))
            fresh = False
        elif not value:
            fresh = True
        elif records and not fresh:
            last, so_far, number = records[-1].lines[-1]
            records[-1].lines[-1] = (last, join_line(so_far, value, keep_lines=False), number)
        else:
            findings.append(problem(f"not part of a record: {value[:60]}", file=file, line=line))
    return records


def _names(record: Tagged) -> dict[str, tuple[Name, ...]]:
    """Full names where there are any, collective ones in their place, ORCIDs with their owner."""
    tags = {tag for tag, _, _ in record.lines}
    found: dict[str, list[Name]] = {}
    last = ""
    for tag, value, _ in record.lines:
        name: Name | None = None
        if tag in NAMES:
            last, name = NAMES[tag], read_full_name(value)
        elif tag in SHORT_NAMES and f"F{tag}" not in tags:
            last, name = SHORT_NAMES[tag], read_short_name(value)
        elif tag == "CN":
            last, name = "author", Name(literal=value) if value else None
        elif tag == "AUID" and last and found.get(last) and (match := _ORCID.match(value)):
            found[last][-1] = replace(found[last][-1], orcid=match[1])
        if name:
            found.setdefault(last, []).append(name)
    return {role: tuple(names) for role, names in found.items()}


def _type(values: dict[str, list[str]]) -> str:
    kinds = values.get("PT", [])
    for name, csl_type in TYPES.items():
        if name in kinds:
            return csl_type
    if "BTI" in values:
        return "chapter" if "TI" in values else "book"
    return "article-journal"


def _identifiers(values: dict[str, list[str]], texts: dict[str, str]) -> list[str]:
    """DOI and article number into the texts; the other identifiers are returned."""
    others: list[str] = []
    for value in dict.fromkeys(values.get("LID", []) + values.get("AID", [])):
        match = _ID.fullmatch(value)
        if match and match["kind"] == "doi":
            texts.setdefault("DOI", match["value"])
        else:
            others.append(value)
    issn = [m[0] for value in values.get("IS", ()) if (m := _ISSN.search(value))]
    if issn:
        texts["ISSN"] = " ".join(dict.fromkeys(issn))
    isbn = " ".join(value.split("(")[0].strip() for value in values.get("ISBN", ())).strip()
    if isbn:
        texts["ISBN"] = isbn
    return others


def _item(record: Tagged) -> Item:
    values = record.grouped()
    csl_type = _type(values)
    texts: dict[str, str] = {}
    extra: dict[str, Any] = {}
    for tag, variable in TEXTS.items():
        if value := next((v for v in values.get(tag, ()) if v), ""):
            texts.setdefault(variable, value)
    if csl_type == "book" and "title" not in texts and "container-title" in texts:
        texts["title"] = texts.pop("container-title")
    if re.search(r"[^.]\.$", texts.get("title", "")):
        texts["title"] = texts["title"][:-1]
    if "page" in texts:
        texts["page"] = full_pages(texts["page"])
    others = _identifiers(values, texts)
    if others:
        extra["AID"] = others
    if keywords := join_keywords(values.get("OT", ())):
        texts["keyword"] = keywords
    if language := next(iter(values.get("LA", ())), ""):
        texts["language"] = LANGUAGES.get(language, language)
    kinds = [kind for kind in values.get("PT", ()) if TYPES.get(kind) != csl_type]
    if kinds:
        extra["PT"] = kinds
    for tag, found in values.items():
        kept = [value for value in found if value]
        if tag not in _TAKEN and kept:
            extra[tag] = kept if len(kept) > 1 else kept[0]
    issued = read_date(next(iter(values.get("DP", ())), ""))
    key = str(extra.pop("OID", "")) if isinstance(extra.get("OID"), str) else ""
    return Item(key, csl_type, texts, _names(record), {"issued": issued} if issued else {}, extra)


def read(text: str, file: str = "") -> Imported:
    """The items of an .nbib file. Tags without a CSL variable (MeSH, grants) go to `extra`."""
    findings: list[Finding] = []
    records = _records(text, file, findings)
    return Imported(tuple(_item(record) for record in records), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text has MEDLINE's padded tags."""
    return re.search(r"(?m)^(?:PMID|OWN |TI  |PT  |DP  |FAU )- ", text) is not None


NBIB: Final = Import("nbib", "PubMed (.nbib)", (".nbib", ".medline"), read, recognises)
