"""Safe fixes for what the parser reports."""

from __future__ import annotations

from dataclasses import replace

from citare.bibtex.nodes import Document, Entry
from citare.findings import Edit, Finding, Fix
from citare.text.braces import balanced


def with_fix(document: Document, finding: Finding) -> Finding:
    """The parser's finding with a fix, where it is certain."""
    place = finding.place
    start = document.offset(place.line, place.column)
    end = document.offset(place.end_line, place.end_column)
    fix = None
    if finding.code == "missing-comma":
        fix = Fix("put the comma there", (Edit(start, start, ","),))
    elif finding.code == "extra-comma":
        fix = Fix("take the comma out", (Edit(start, start + 1, ""),))
    elif finding.code == "unquoted-value":
        fix = _in_braces(document.text, start, end)
    elif finding.code == "duplicate-field":
        fix = _without_repetition(document, start)
    return replace(finding, fix=fix) if fix else finding


def _in_braces(text: str, start: int, end: int) -> Fix | None:
    value = text[start:end]
    if not balanced(value):
        return None
    return Fix("put the value in braces", (Edit(start, start, "{"), Edit(end, end, "}")))


def _without_repetition(document: Document, start: int) -> Fix | None:
    """Take out a field that says what the first of its name says."""
    entry = document.at(start)
    if not isinstance(entry, Entry):
        return None
    text = document.text
    index = next((i for i, one in enumerate(entry.fields) if one.start == start), 0)
    again = entry.fields[index]
    first = entry.field(again.name)
    if first is None or first is again or (again.comma < 0 and index < len(entry.fields) - 1):
        return None
    if text[first.value_start : first.value_end] != text[again.value_start : again.value_end]:
        return None
    before = entry.fields[index - 1]
    if before.end <= before.value_end or text[before.end : again.start].strip():
        return None
    return Fix(f"take out the second {again.name}", (Edit(before.end, again.end, ""),))
