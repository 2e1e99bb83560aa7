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

from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field
from citare.lint.values import plain
from citare.model.dates import OPEN, read_date, read_fields


def check(record: Record) -> Iterator[Violation]:
    """A year or month that differs from the date's."""
    field = record.own.get("date")
    date = read_date(plain(field.value)) if field else None
    if field is None or date is None or not date.parts:
        return
    said = field.value.strip()
    year = record.own.get("year")
    own = read_fields(plain(year.value))[0] if year else None
    if year and own and own.parts:
        years = [{part[0] for part in parts if part != OPEN} for parts in (date.parts, own.parts)]
        if not years[0] & years[1]:
            yield in_field(year, f"year says {own.year}, date says {said}")
            return
    month = record.own.get("month")
    if month is None or len(date.parts) > 1 or len(date.parts[0]) < 2:
        return
    dated = read_fields(str(date.year), plain(month.value))[0]
    if dated and len(dated.parts) == 1 and dated.parts[0][1:2] not in ((), date.parts[0][1:2]):
        yield in_field(month, f"month says {plain(month.value).strip().lower()}, date says {said}")


RULE = Rule(
    code="year-date-disagree",
    group="dates",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
