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

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.lint.base import Hit, Rule, in_field
from citare.lint.view import Record

_YEAR = re.compile(r"(?<![\d.-])(\d{4})(?!\d)")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")


def check(record: Record) -> Iterator[Hit]:
    """Dates after today."""
    today = record.file.collection.surroundings.today
    if not today or record.has("pubstate"):
        return
    limit = int(today[:4]) + 1
    for name in ("year", "date"):
        field = record.fields.get(name)
        found = _YEAR.match(field.value.strip("{} \n\t")) if field else None
        if field and found and int(found[1]) > limit:
            yield in_field(
                field, f"{found[1]} is in the future", hint="compare with the publication"
            )
            break
    for name in ("urldate", "accessed", "lastchecked"):
        field = record.fields.get(name)
        found = _DAY.match(field.value.strip()) if field else None
        if field and found and found[1] > today:
            yield in_field(field, f"{name} {found[1]} is in the future")


RULE = Rule(
    code="future-date",
    group="dates",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
