"""RefWorks' tagged format: `RT Journal Article`, `A1`, `T1` ("RefWorks tagged format" guide)."""

from __future__ import annotations

import re
from typing import Any, Final

from citare.exchange.base import Format, Imported, problem
from citare.exchange.endnote_fields import item_from_fields
from citare.exchange.tagged import Tagged, join_line, tagged_lines
from citare.findings import Finding
from citare.model.item import Item

TYPES: Final = {
    "journal article": "article-journal",
    "journal": "article-journal",
    "abstract": "article-journal",
    "book": "book",
    "book, whole": "book",
    "book, edited": "book",
    "monograph": "book",
    "book, section": "chapter",
    "conference proceedings": "paper-conference",
    "newspaper article": "article-newspaper",
    "magazine article": "article-magazine",
    "dissertation/thesis": "thesis",
    "dissertation": "thesis",
    "dissertation/thesis, unpublished": "thesis",
    "report": "report",
    "patent": "patent",
    "web page": "webpage",
    "unpublished material": "manuscript",
    "computer program": "software",
    "map": "map",
    "artwork": "graphic",
    "music score": "musical_score",
    "sound recording": "song",
    "video/ dvd": "motion_picture",
    "motion picture": "motion_picture",
    "personal communication": "personal_communication",
    "case/court decisions": "legal_case",
    "laws/statutes": "legislation",
    "bills/resolutions": "bill",
    "hearing": "hearing",
    "grant": "document",
    "generic": "document",
}
FIELDS: Final = {
    "ID": "label",
    "A1": "authors",
    "AU": "authors",
    "A2": "secondary-authors",
    "A3": "tertiary-authors",
    "A4": "subsidiary-authors",
    "T1": "title",
    "T2": "secondary-title",
    "JF": "secondary-title",
    "T3": "tertiary-title",
    "JO": "alt-title",
    "ST": "short-title",
    "YR": "year",
    "FD": "date",
    "RD": "access-date",
    "VO": "volume",
    "IS": "number",
    "SP": "start-page",
    "OP": "end-page",
    "ED": "edition",
    "PB": "publisher",
    "PP": "pub-location",
    "SN": "isbn",
    "LA": "language",
    "AB": "abstract",
    "NO": "notes",
    "K1": "keywords",
    "DO": "electronic-resource-num",
    "UL": "url",
    "LK": "url",
    "DS": "remote-database-name",
    "CN": "call-num",
    "PMID": "accession-num",
    "PMCID": "custom2",
}
_OF_THE_RECORD: Final = frozenset(("RT", "SR", "OL", "SF", "WP"))
_TAG: Final = re.compile(r"([A-Z][A-Z0-9]{1,4}) (.*)")


def _tag(line: str) -> tuple[str, str] | None:
    match = _TAG.match(line)
    known = match and (match[1] in FIELDS or match[1] in _OF_THE_RECORD or len(match[1]) == 2)
    return (match[1], match[2].strip()) if match and known else None


def _records(text: str, file: str, findings: list[Finding]) -> list[Tagged]:
    records: list[Tagged] = []
    for tag, value, line in tagged_lines(text, _tag):
        if tag == "RT":
            records.append(Tagged(line, [(tag, value, line)]))
        elif tag and records:
            records[-1].lines.append((tag, value, line))
        elif value and records:
            last, so_far, number = records[-1].lines[-1]
            joined = join_line(so_far, value, keep_lines=last in ("AB", "NO"))
            records[-1].lines[-1] = (last, joined, number)
        elif value and not value.startswith("*"):
            findings.append(problem(f"not part of a record: {value[:60]}", file=file, line=line))
    return records


def _item(record: Tagged, file: str, findings: list[Finding]) -> Item:
    values = record.grouped()
    name = " ".join(values.get("RT", ())).lower()
    csl_type = TYPES.get(name)
    if csl_type is None:
        message = f"{name!r} is not a RefWorks type; taken as a document"
        findings.append(problem(message, file=file, line=record.line, field="RT"))
    fields: dict[str, list[str]] = {}
    unknown: dict[str, Any] = {}
    for tag, found in values.items():
        if tag in FIELDS:
            fields.setdefault(FIELDS[tag], []).extend(found)
        elif tag not in _OF_THE_RECORD and any(found):
            unknown[tag] = found if len(found) > 1 else found[0]
    return item_from_fields(csl_type or "document", fields, unknown)


def read(text: str, file: str = "") -> Imported:
    """The items of a RefWorks file. Unknown tags are kept in `extra`."""
    findings: list[Finding] = []
    records = _records(text, file, findings)
    return Imported(tuple(_item(record, file, findings) for record in records), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text has RefWorks' types."""
    return re.search(r"(?m)^RT [A-Z]", text) is not None


REFWORKS: Final = Format("refworks", "RefWorks", (".refworks",), recognises, read)
