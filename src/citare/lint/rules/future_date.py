"""A date of publication or of access is not in the future.

What: A year later than next year, or a urldate after today. Works marked as forthcoming or in
press are left alone.

Why: A digit is wrong: what appears in ten years cannot have been read.

Example:
    year = {2205}
Rather:
    year = {2025}

Fix: None.
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Library, Record
from citare.lint.base import Context, Rule, Violation, in_field
from citare.lint.values import plain
from citare.model.dates import read_date, write_edtf


def check(library: Library, context: Context) -> Iterator[Violation]:
    """Dates after today, where it is known."""
    if context.today:
        for record in library.entries:
            yield from _check_record(record, context.today)


def _check_record(record: Record, today: str) -> Iterator[Violation]:
    if record.has("pubstate"):
        return
    limit = int(today[:4]) + 1
    for name in ("year", "date"):
        field = record.own.get(name)
        date = read_date(plain(field.value)) if field else None
        if field and date and date.year and date.year > limit:
            yield in_field(
                field, f"{date.year} is in the future", hint="compare with the publication"
            )
            break
    for name in ("urldate", "accessed", "lastchecked"):
        field = record.own.get(name)
        date = read_date(plain(field.value)) if field else None
        day = write_edtf(date) if date and len(date.parts) == 1 and len(date.parts[0]) == 3 else ""
        if field and day > today:
            yield in_field(field, f"{name} {day} is in the future")


RULE = Rule(
    code="future-date",
    group="dates",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    library=check,
)
