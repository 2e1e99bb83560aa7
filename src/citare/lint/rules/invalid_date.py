"""A date can be read as one.

What: A year without a year's number in it; a date, urldate, eventdate or origdate that is not
ISO 8601 (BibLaTeX: 2025-01-27, 2025-01, 2025, ranges with `/`); a day or month that the calendar
does not have. "in press", "forthcoming", "n.d." and their like are taken as meant.

Why: The reference is printed without a year and sorted wrongly; biber leaves out dates it
cannot read.

Example:
    date = {27.01.2025}
Rather:
    date = {2025-01-27}

Fix: None: which number is the day is not certain.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.lint.base import Hit, Rule, in_field
from citare.lint.values import plain
from citare.lint.view import Record, RecordField

_DATE_FIELDS = ("date", "urldate", "eventdate", "origdate")
_PART = re.compile(
    r"[?~%]?[-+]?(?:[\dX?u]{4}|Y-?\d+(?:E\d+)?)(?:-([\dX]{2})(?:-([\dX]{2}))?)?"
    r"(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?[?~%]?|\.\.|open|unknown|"
)
_YEAR = re.compile(r"(?<!\d)\d{3,4}(?!\d)")
_MEANT = re.compile(
    r"^$|press|forth|appear|submit|accept|prepar|progress|n\.? ?d\b|no date|undated|unknown|review|"
    r"ongoing|present|draft|\bca?\.|century|\bBC|\bAD\b|\bCE\b|announce|publish|early|date|"
    r"erscheinen|s\.? ?[da]\.?$|o\. ?J\.?|à paraître|[\u0660-\u0669\u4e00-\u9fff]|MM?[DCLXVI]+$",
    re.IGNORECASE,
)
_DAY_RANGE = re.compile(r"(\d{1,2})\s*(?:--?|/|–)\s*(\d{1,2})")


def check(record: Record) -> Iterator[Hit]:
    """Dates that cannot be read."""
    for name in _DATE_FIELDS:
        field = record.fields.get(name)
        if field is not None and field.value.strip():
            yield from _iso(field)
    year = record.fields.get("year")
    if year is not None:
        text = plain(year.value).strip()
        if text and not _YEAR.search(text) and not _MEANT.search(text):
            yield in_field(year, f"{text!r} is no year", hint="write four digits")
    yield from _day(record)


def _iso(field: RecordField) -> Iterator[Hit]:
    text = field.value.strip()
    parts = text.split("/")
    if len(parts) > 2 or not all(_PART.fullmatch(part.strip()) for part in parts):
        if field.name == "urldate":
            # Classic styles print urldate as it stands: any wording is theirs to choose.
            return
        if not _MEANT.search(text):
            yield in_field(
                field, f"{text!r} is no ISO 8601 date", hint="write it like 2025-01-27 or 2025-01"
            )
        return
    for part in parts:
        if not _exists(part.strip()):
            yield in_field(field, f"the calendar has no {part.strip()}")


def _exists(part: str) -> bool:
    """Whether a date of the form YYYY-MM-DD is in the calendar; months 21 to 41 are seasons."""
    found = re.match(r"([-+]?\d{4})-(\d{2})(?:-(\d{2}))?", part)
    if found is None:
        return True
    year, month = abs(int(found[1])), int(found[2])
    if found[3] is None:
        return 1 <= month <= 12 or 21 <= month <= 41
    if not 1 <= month <= 12:
        return False
    return 1 <= int(found[3]) <= calendar.monthrange(max(year, 1), month)[1]


def _day(record: Record) -> Iterator[Hit]:
    day = record.fields.get("day")
    if day is None:
        return
    text = plain(day.value).strip()
    if not text.isdecimal() and not _DAY_RANGE.fullmatch(text):
        return
    for number in re.findall(r"\d+", text):
        if not 1 <= int(number[:4]) <= 31:
            yield in_field(day, f"there is no day {number}")


RULE = Rule(
    code="invalid-date",
    group="dates",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
