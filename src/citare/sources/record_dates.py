"""Dates of a Crossref record (or of CSL-JSON like it).

Crossref's `issued` is the earliest of its publication dates, so an article that went online in
December and stands in a volume of the next year has the year before its volume's. People cite,
and BibTeX's `year` means, the year of the issue. Hence: the year is the printed issue's where
the work has a volume or an issue; within one year the earliest (and fullest) date is kept.
The earlier first publication is kept as CSL's `available-date`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citare.model.date import Date

_FALLBACKS = (
    "published",
    "published-print",
    "published-online",
    "published-other",
    "posted",
    "approved",
    "content-created",
)


def date(value: object) -> Date | None:
    """A `date-parts` value (or a bare ISO date) as a date; None for null, empty or absurd ones."""
    if isinstance(value, str):
        return _date_of([value.strip()[:10].split("-")]) if value.strip()[:4].isdigit() else None
    if not isinstance(value, Mapping):
        return None
    parts = value.get("date-parts")
    if isinstance(parts, list) and (found := _date_of(parts)):
        return found
    raw = value.get("raw") or value.get("literal")
    return date(raw) if isinstance(raw, str) else None


def _date_of(ranges: list[Any]) -> Date | None:
    season = ""
    parts: list[tuple[int, ...]] = []
    for one in ranges[:2]:
        numbers = _numbers(one)
        if not numbers:
            break
        year, *rest = numbers
        if rest and 21 <= rest[0] <= 24:  # seasons, as Crossref's deposit schema numbers them
            season = str(rest[0] - 20)
            rest = []
        if rest and not 1 <= rest[0] <= 12:
            rest = []
        if len(rest) > 1 and not 1 <= rest[1] <= 31:
            rest = rest[:1]
        parts.append((year, *rest[:2]))
    return Date(parts=tuple(parts), season=season) if parts else None


def _numbers(one: object) -> list[int]:
    """The leading numbers of `[year, month, day]`; a year must be one."""
    numbers: list[int] = []
    for part in one if isinstance(one, list) else [one]:
        text = str(part).strip() if isinstance(part, int | str) else ""
        if not text.isdigit():
            break
        numbers.append(int(text))
    return numbers if numbers and 1000 <= numbers[0] <= 9999 else []


def publication_dates(work: Mapping[str, Any]) -> dict[str, Date]:
    """`issued`, and `available-date` where the work was out before the issue it stands in."""
    first = date(work.get("issued")) or next(
        (found for key in _FALLBACKS if (found := date(work.get(key)))), None
    )
    issue = _issue_date(work)
    if first is None:
        return {"issued": issue} if issue else {}
    if issue is None or issue.year == first.year or (issue.year or 0) < (first.year or 0):
        return {"issued": first}
    return {"issued": issue, "available-date": first}


def _issue_date(work: Mapping[str, Any]) -> Date | None:
    """The date of the printed issue, for works that stand in a volume or an issue."""
    if not (work.get("volume") or work.get("issue")):
        return None
    if printed := date(work.get("published-print")):
        return printed
    issue = work.get("journal-issue")
    return date(issue.get("published-print")) if isinstance(issue, Mapping) else None


def event_date(event: Mapping[str, Any]) -> Date | None:
    """The days of an event, as one date or a range."""
    start, end = date(event.get("start")), date(event.get("end"))
    if start and end and end.parts != start.parts:
        return Date(parts=(start.parts[0], end.parts[0]))
    return start or end
