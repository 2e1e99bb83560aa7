"""RIS tags and EndNote tags (.enw) beside the generic fields of endnote_tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from citare.exchange.base import Exported, Format, Imported, checked, problem
from citare.exchange.endnote_fields import (
    REFERENCE_TYPES,
    SERIALS,
    WRITTEN,
    fields_from_item,
    item_from_fields,
    needs_more_than_year,
    page_parts,
)
from citare.exchange.tagged import Tagged, join_line, tagged_lines
from citare.findings import Finding, Severity
from citare.model.dates import write_ris, write_year
from citare.model.identifiers import normalise_doi
from citare.model.item import Item

# Read: tag -> generic field. The first tag of a field is the one written.
RIS_FIELDS: Final = {
    "ID": "label",
    "AU": "authors",
    "A1": "authors",
    "A2": "secondary-authors",
    "ED": "secondary-authors",
    "A3": "tertiary-authors",
    "A4": "subsidiary-authors",
    "TA": "subsidiary-authors",
    "TI": "title",
    "T1": "title",
    "CT": "title",
    "T2": "secondary-title",
    "JO": "secondary-title",
    "JF": "secondary-title",
    "BT": "secondary-title",
    "T3": "tertiary-title",
    "J2": "alt-title",
    "JA": "alt-title",
    "J1": "alt-title",
    "ST": "short-title",
    "TT": "translated-title",
    "VL": "volume",
    "IS": "number",
    "M1": "number-or-misc",
    "CP": "number",
    "SE": "section",
    "ET": "edition",
    "NV": "num-vols",
    "PB": "publisher",
    "CY": "pub-location",
    "PP": "pub-location",
    "SN": "isbn",
    "LA": "language",
    "AB": "abstract",
    "N2": "abstract",
    "N1": "notes",
    "RN": "research-notes",
    "KW": "keywords",
    "DO": "electronic-resource-num",
    "DI": "electronic-resource-num",
    "UR": "url",
    "LK": "url",
    "L2": "url",
    "M3": "work-type",
    "CN": "call-num",
    "AN": "accession-num",
    "DB": "remote-database-name",
    "DP": "remote-database-provider",
    "AV": "archive-location",
    "OP": "original-pub",
    "RI": "reviewed-item",
    "C2": "custom2",
    "C3": "custom3",
    "C4": "custom4-authors",
    "C5": "custom5",
    "C7": "custom7",
}

ENW_FIELDS: Final = {
    "F": "label",
    "A": "authors",
    "E": "secondary-authors",
    "Y": "tertiary-authors",
    "?": "subsidiary-authors",
    "H": "subsidiary-authors",
    "T": "title",
    "B": "secondary-title",
    "J": "secondary-title",
    "S": "tertiary-title",
    "!": "short-title",
    "Q": "translated-title",
    "V": "volume",
    "N": "number",
    "P": "pages",
    "&": "section",
    "7": "edition",
    "6": "num-vols",
    "I": "publisher",
    "C": "pub-location",
    "@": "isbn",
    "G": "language",
    "X": "abstract",
    "Z": "notes",
    "O": "notes",
    "<": "research-notes",
    "K": "keywords",
    "R": "electronic-resource-num",
    "U": "url",
    "9": "work-type",
    "L": "call-num",
    "M": "accession-num",
    "~": "remote-database-name",
    "W": "remote-database-provider",
    "(": "original-pub",
    "*": "reviewed-item",
    "2": "custom2",
    "3": "custom3",
    "4": "custom4-authors",
    "]": "custom5",
}


def written_tags(table: dict[str, str]) -> dict[str, str]:
    """Generic field -> the tag it is written with, in the table's order."""
    tags: dict[str, str] = {}
    for tag, field in table.items():
        tags.setdefault(field, tag)
    return tags


_TAG: Final = re.compile(r"\s*([A-Z][A-Z0-9])\s{0,3}-(?:\s(.*)|\s*$)")
_CSL_TYPES: Final = {row.ris: row.csl for row in REFERENCE_TYPES}
_LONG: Final = frozenset(("AB", "N2", "N1", "RN"))
_DATES: Final = {"PY": "year", "Y1": "year", "DA": "date", "Y2": "access-date"}
_PAGES: Final = {"SP": "start-page", "EP": "end-page"}


def _tag(line: str) -> tuple[str, str] | None:
    match = _TAG.match(line)
    return (match[1], (match[2] or "").strip()) if match else None


def _records(text: str, file: str, findings: list[Finding]) -> list[Tagged]:
    """The records; TY begins one and ER ends it, and either may be missing.

    In a file with types, tags after an end belong to no record (Ovid names its database there).
    """
    records: list[Tagged] = []
    current: Tagged | None = None
    lines = list(tagged_lines(text, _tag))
    typed = any(tag == "TY" for tag, _, _ in lines)
    for tag, value, line in lines:
        if tag == "ER":
            current = None
        elif tag == "TY" or (tag and current is None and not (typed and records)):
            if current is not None:
                findings.append(_unended(current, file))
            current = Tagged(line, [(tag, value, line)])
            records.append(current)
            if tag != "TY":
                findings.append(problem("a record without a type (TY)", file=file, line=line))
        elif tag and current is not None:
            current.lines.append((tag, value, line))
        elif value and current is not None and current.lines:
            last, so_far, number = current.lines[-1]
            joined = join_line(so_far, value, keep_lines=last in _LONG)
            current.lines[-1] = (last, joined, number)
        elif value:
            stray = f"{tag} - {value}" if tag else value
            message = f"not part of a record: {stray[:60]}"
            findings.append(problem(message, file=file, line=line))
    if current is not None:
        findings.append(_unended(current, file))
    return records


def _unended(record: Tagged, file: str) -> Finding:
    message = "the record has no end (ER); read up to the next one"
    return problem(message, file=file, line=record.line, severity=Severity.INFO)


def _item(record: Tagged, file: str, findings: list[Finding]) -> Item:
    values = record.grouped()
    code = next(iter(values.pop("TY", ())), "").upper()
    csl_type = _CSL_TYPES.get(code)
    if csl_type is None:
        csl_type = "document"
        if code:
            message = f"{code!r} is not a RIS type; taken as a document"
            findings.append(problem(message, file=file, line=record.line, field="TY"))
    fields: dict[str, list[str]] = {}
    unknown: dict[str, Any] = {}
    for tag, found in values.items():
        field = RIS_FIELDS.get(tag) or _DATES.get(tag) or _PAGES.get(tag)
        if tag in ("JO", "JF", "BT", "T2") and csl_type == "book" and tag == "BT":
            field = "title"
        if field is None:
            unknown[tag] = found if len(found) > 1 else found[0]
        else:
            fields.setdefault(field, []).extend(found)
    _journal_names(values, fields)
    _other_homes(values, fields, csl_type)
    if code == "EDBOOK" and not fields.get("secondary-authors"):
        fields["editors-are-authors"] = ["yes"]
    return item_from_fields(csl_type, fields, {k: v for k, v in unknown.items() if v})


def _other_homes(values: dict[str, list[str]], fields: dict[str, list[str]], csl_type: str) -> None:
    """What databases write under tags of their own: CENTRAL's journal and PMID, EBSCO's DOI."""
    if csl_type in SERIALS and not fields.get("secondary-title") and fields.get("alt-title"):
        fields["secondary-title"] = [fields["alt-title"].pop(0)]
    if match := re.search(r"(?i)\bPUBMED (\d+)", " ".join(values.get("C3", ()))):
        fields["accession-num"] = [match[1]]
    links = [doi for value in values.get("L3", ()) if (doi := normalise_doi(value))]
    if links and not fields.get("electronic-resource-num"):
        fields["electronic-resource-num"] = links[:1]


def _journal_names(values: dict[str, list[str]], fields: dict[str, list[str]]) -> None:
    """JF is the full name and JO may be the abbreviation; T2 says either, so a longer one wins."""
    titles = list(dict.fromkeys(fields.get("secondary-title", ())))
    if len(titles) < 2:
        return
    full = (values.get("JF") or values.get("T2") or values.get("BT") or titles)[0]
    short = [title for title in titles if title != full]
    fields["secondary-title"] = [full]
    if not fields.get("alt-title") and len(short[0]) < len(full):
        fields["alt-title"] = [short.pop(0)]
    known = fields.get("alt-title", [])
    fields["secondary-title"] += [title for title in short if title not in known]


def read(text: str, file: str = "") -> Imported:
    """The items of a RIS file. Unknown tags are kept in `extra`."""
    findings: list[Finding] = []
    records = _records(text, file, findings)
    items = tuple(_item(record, file, findings) for record in records)
    return Imported(items, tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text begins as RIS does."""
    return re.search(r"(?m)^\s*TY\s{1,2}-\s", text) is not None


_TAGS: Final = written_tags(RIS_FIELDS)
_TAG_LINE: Final = re.compile(r"\s*[A-Z][A-Z0-9]\s{0,3}-(?:\s|$)")
_OWN_TAG: Final = re.compile(r"[A-Z][A-Z0-9]")
_DERIVED: Final = frozenset(("TY", "ER", "PY", "DA", "Y1", "Y2", "SP", "EP", *RIS_FIELDS)) - {"M1"}


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    code = WRITTEN.get(item.type, "GEN")
    csl_type = _CSL_TYPES[code]
    yield "TY", code
    fields = fields_from_item(item, csl_type, endnote=False)
    pages = fields.pop("pages", fields.pop("number-of-pages", []))
    for field, tag in _TAGS.items():
        for value in fields.get(field, ()):
            yield tag, value
        if tag == "ST":
            yield from _dates(item)
        if tag == "IS" and pages:
            start, end = page_parts(pages[0])
            yield "SP", start
            if end:
                yield "EP", end
    for tag, value in item.extra.items():
        if _OWN_TAG.fullmatch(tag) and tag not in _DERIVED:
            for part in value if isinstance(value, list) else [value]:
                yield tag, str(part)
        elif tag in _TAGS and tag not in fields:  # kept under the generic field's name
            for part in value if isinstance(value, list) else [value]:
                yield _TAGS[tag], str(part)


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    if issued := item.dates.get("issued"):
        yield "PY", write_year(issued)
        if needs_more_than_year(issued):
            yield "DA", write_ris(issued)
    if accessed := item.dates.get("accessed"):
        yield "Y2", write_ris(accessed)


def _line(tag: str, value: str) -> str:
    lines = [line for line in map(str.strip, value.splitlines()) if line]
    if tag not in _LONG or any(_TAG_LINE.match(line) for line in lines[1:]):
        lines = [" ".join(lines)]
    return f"{tag}  - " + "\n".join(lines) + "\n"


def write(items: Sequence[Item]) -> Exported:
    """The items as RIS."""
    text = "\n".join(
        "".join(_line(tag, value) for tag, value in _lines(item)) + "ER  - \n" for item in items
    )
    return checked("RIS", items, text, read)


RIS: Final = Format("ris", "RIS", (".ris",), recognises, read, write)
