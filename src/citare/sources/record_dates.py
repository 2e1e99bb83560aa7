"""Dates of a Crossref record (or of CSL-JSON like it).

Crossref's `issued` is the earliest of its publication dates, so an article that went online in
December and is in a volume of the next year has the year before its volume's. People cite,
and BibTeX's `year` means, the year of the issue. Hence: the year is the printed issue's where
the work has a volume or an issue; within one year the earliest (and fullest) date is kept.
The earlier first publication is kept as CSL's `available-date`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citare.model.csl_json import date_from_json
from citare.model.dates import Date, trimmed

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
    found = date_from_json(value.strip()[:10] if isinstance(value, str) else value)
    sound = trimmed(found) if found else None
    return sound if sound and 1000 <= (sound.year or 0) <= 9999 else None


def publication_dates(work: Mapping[str, Any]) -> dict[str, Date]:
    """`issued`, and `available-date` where the work was out before the issue it is in."""
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
    """The date of the printed issue, for works in a volume or an issue."""
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
