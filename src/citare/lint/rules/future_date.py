"""A date of publication or of access is not in the future.

What: A year later than next year, or a urldate after today. Works marked as forthcoming or in
press are left alone.

Why: A digit is wrong: nobody has read what appears in ten years.

Example:
    year = {2205}
Rather:
    year = {2025}

Fix: None.
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.findings import Severity
from citare.lint.base import Hit, Rule, in_field
from citare.lint.values import plain
from citare.lint.view import Record
from citare.model.dates import read_date, write_edtf


def check(record: Record) -> Iterator[Hit]:
    """Dates after today."""
    today = record.file.collection.surroundings.today
    if not today or record.has("pubstate"):
        return
    limit = int(today[:4]) + 1
    for name in ("year", "date"):
        field = record.fields.get(name)
        date = read_date(plain(field.value)) if field else None
        if field and date and date.year and date.year > limit:
            yield in_field(
                field, f"{date.year} is in the future", hint="compare with the publication"
            )
            break
    for name in ("urldate", "accessed", "lastchecked"):
        field = record.fields.get(name)
        date = read_date(plain(field.value)) if field else None
        day = write_edtf(date) if date and len(date.parts) == 1 and len(date.parts[0]) == 3 else ""
        if field and day > today:
            yield in_field(field, f"{name} {day} is in the future")


RULE = Rule(
    code="future-date",
    group="dates",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
