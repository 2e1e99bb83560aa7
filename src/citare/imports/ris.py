"""RIS, as reference managers, publishers and databases write it.

Read leniently: one blank before the dash, records without ER or TY, long values broken over
lines, tags of both generations (A1/AU, T1/TI, Y1/PY).
"""

from __future__ import annotations

import re
from typing import Any, Final

from citare.findings import Finding, Severity
from citare.imports.base import Import, Imported, problem
from citare.imports.endnote_item import item_from_fields
from citare.imports.endnote_tables import TYPES
from citare.imports.ris_tables import RIS_FIELDS
from citare.imports.tagged import Tagged, join_line, tagged_lines
from citare.model.item import Item

_TAG: Final = re.compile(r"\s*([A-Z][A-Z0-9])\s{0,3}-(?:\s(.*)|\s*$)")
_CSL_TYPES: Final = {row.ris: row.csl for row in TYPES}
_LONG: Final = frozenset(("AB", "N2", "N1", "RN"))
_DATES: Final = {"PY": "year", "Y1": "year", "DA": "date", "Y2": "access-date"}
_PAGES: Final = {"SP": "start-page", "EP": "end-page"}


def _tag(line: str) -> tuple[str, str] | None:
    match = _TAG.match(line)
    return (match[1], (match[2] or "").strip()) if match else None


def _records(text: str, file: str, findings: list[Finding]) -> list[Tagged]:
    """The records; TY begins one and ER ends it, and either may be missing."""
    records: list[Tagged] = []
    current: Tagged | None = None
    after_blank = False
    for tag, value, line in tagged_lines(text, _tag):
        if not tag:
            after_blank = after_blank or not value
            if value and current is not None and current.lines:
                last, so_far, number = current.lines[-1]
                joined = join_line(so_far, value, keep_lines=last in _LONG)
                current.lines[-1] = (last, joined, number)
            elif value:
                findings.append(
                    problem(f"not part of a record: {value[:60]}", file=file, line=line)
                )
            continue
        if tag == "ER":
            current = None
            after_blank = False
            continue
        if tag == "TY" or current is None:
            if current is not None:
                findings.append(_unended(current, file))
            current = Tagged(line)
            records.append(current)
            if tag != "TY":
                findings.append(problem("a record without a type (TY)", file=file, line=line))
        current.lines.append((tag, value, line))
        after_blank = False
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
    if code == "EDBOOK" and not fields.get("secondary-authors"):
        fields["editors-are-authors"] = ["yes"]
    return item_from_fields(csl_type, fields, {k: v for k, v in unknown.items() if v})


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


RIS: Final = Import("ris", "RIS", (".ris",), read, recognises)
