"""A date can be read as one.

What: A year without a year's number in it; a date, urldate, eventdate or origdate that is not
ISO 8601 (BibLaTeX: 2025-01-27, 2025-01, 2025, ranges with `/`); a day or month that the calendar
does not have; an interval that ends before it begins. "in press", "forthcoming", "n.d." and their
like are taken as meant.

Why: The reference is printed without a year and sorted wrongly; biber leaves out dates it
cannot read.

Example:
    date = {27.01.2025}
Rather:
    date = {2025-01-27}

Fix: None: which number is the day is not certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import OwnField, Record
from citare.lint.base import Rule, Violation, in_field
from citare.lint.values import plain
from citare.model.dates import (
    edtf_problem,
    is_undated,
    read_date,
    read_edtf,
    read_fields,
    write_edtf,
)

_DATE_FIELDS = ("date", "urldate", "eventdate", "origdate")
_YEAR = re.compile(r"(?<!\d)\d{3,4}(?!\d)")
_DAY_RANGE = re.compile(r"(\d{1,2})\s*(?:--?|/|–)\s*(\d{1,2})")


def check(record: Record) -> Iterator[Violation]:
    """Dates that cannot be read."""
    for name in _DATE_FIELDS:
        field = record.own.get(name)
        if field is not None and field.value.strip():
            yield from _iso(field)
    year = record.own.get("year")
    if year is not None:
        text = plain(year.value).strip()
        if text and not _YEAR.search(text) and not is_undated(text):
            yield in_field(year, f"{text!r} is not a year", hint="write four digits")
    yield from _day(record)


def _iso(field: OwnField) -> Iterator[Violation]:
    text = field.value.strip()
    if read_edtf(text):
        return
    if problem := edtf_problem(text):
        yield in_field(field, problem)
        return
    # Classic styles print urldate as it is: any wording is theirs to choose.
    if field.name == "urldate" or is_undated(text):
        return
    text_meant = plain(field.value)
    dates = (read_date(text_meant), read_date(text_meant, day_first=True))
    meant = dict.fromkeys(write_edtf(date) for date in dates if date and date.parts)
    hint = f"write {' or '.join(meant)}" if meant else "write it like 2025-01-27 or 2025-01"
    yield in_field(field, f"{text!r} is not an ISO 8601 date", hint=hint)


def _day(record: Record) -> Iterator[Violation]:
    """A day that its month does not have. Days in words are left alone."""
    day = record.own.get("day")
    text = plain(day.value).strip() if day else ""
    if day is None or not (text.isdecimal() or _DAY_RANGE.fullmatch(text)):
        return
    year, month = (
        plain(record.own[name].value) if name in record.own else "" for name in ("year", "month")
    )
    unread = read_fields(year, month, text)[1]
    if unread and unread.part == "day":
        yield in_field(day, f"{month} {year} has no day {text}")
    elif not all(1 <= int(number[:4]) <= 31 for number in re.findall(r"\d+", text)):
        yield in_field(day, f"there is no day {text}")


RULE = Rule(
    code="invalid-date",
    group="dates",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
