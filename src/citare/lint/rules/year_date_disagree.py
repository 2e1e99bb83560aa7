"""year, month and date say the same.

What: An entry with both date and year (or month) whose values differ.

Why: BibTeX reads year, BibLaTeX reads date: two documents print two years for one work.

Example:
    date = {2025-01-27}, year = {2024}
Rather:
    date = {2025-01-27}, year = {2025}

Fix: None: one of them is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.bibtex.macros import MONTHS
from citare.findings import Severity
from citare.lint.base import Hit, Rule, in_field
from citare.lint.values import plain
from citare.lint.view import Record

_MONTHS = {name: number for number, name in enumerate(MONTHS, 1)}
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?")


def check(record: Record) -> Iterator[Hit]:
    """A year or month that differs from the date's."""
    date = record.fields.get("date")
    found = _ISO.match(date.value.strip()) if date else None
    if date is None or found is None:
        return
    years = set(re.findall(r"\d{4}", date.value))
    year = record.fields.get("year")
    if year is not None:
        said = re.findall(r"\d{4}", year.value)
        if said and not years & set(said):
            yield in_field(year, f"year says {said[0]}, date says {date.value.strip()}")
            return
    month = record.fields.get("month")
    if month is None or found[2] is None or "/" in date.value:
        return
    text = plain(month.value).strip().lower()
    number = _MONTHS.get(text[:3]) or (int(text[:4]) if text.isdecimal() else 0)
    if number and number != int(found[2]):
        yield in_field(month, f"month says {text}, date says {date.value.strip()}")


RULE = Rule(
    code="year-date-disagree",
    group="dates",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
