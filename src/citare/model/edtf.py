"""EDTF dates, levels 0 and 1 (Library of Congress, 2019), as BibLaTeX and CSL-JSON use them."""

from __future__ import annotations

import re

from citare.model.date import Date

_SIDE = re.compile(
    r"""(?P<year>[+-]?\d{4}|Y-?\d{5,9}|-?\d{1,2}XX|-?\d{3}X)
        (?:-(?P<month>\d{1,2}|XX)(?:-(?P<day>\d{1,2}|XX))?)?
        (?:T[\d:.]+(?:Z|[+-]\d\d(?::?\d\d)?)?)?
        (?P<mark>[?~%]*)""",
    re.VERBOSE | re.IGNORECASE,
)
_OPEN = ("", "..", "open")

Part = tuple[int, ...]


def _year(text: str) -> tuple[int, int]:
    """The first and last year meant. EDTF counts a year 0, CSL does not: 0 is 1 BC, so -1."""
    text = text.upper().lstrip("Y")
    low, high = int(text.replace("X", "0")), int(text.replace("X", "9"))
    if text.startswith("-"):
        low, high = high, low
    return (low - 1 if low <= 0 else low), (high - 1 if high <= 0 else high)


def _side(text: str) -> tuple[Part, Part, str, bool] | None:
    """One date as (first part, last part, season, circa), or None."""
    match = _SIDE.fullmatch(text)
    if not match:
        return None
    first, last = _year(match["year"])
    circa = bool(match["mark"])
    month, day = match["month"], match["day"]
    if month is None or not month.isdigit():
        return (first,), (last,), "", circa
    number = int(month)
    if 21 <= number <= 24 and day is None:
        return (first,), (last,), str(number - 20), circa
    if not 1 <= number <= 12 or (day and day.isdigit() and not 1 <= int(day) <= 31):
        return None
    tail = (number, int(day)) if day and day.isdigit() else (number,)
    return (first, *tail), (last, *tail), "", circa


def parse_edtf(text: str) -> Date | None:
    """An EDTF date or interval as a `Date`; None when the text is not one.

    `199X` becomes the range of its years; an open end becomes the part `(0,)`; CSL has no open
    start, so such an interval becomes a literal.
    """
    text = text.strip()
    start, slash, end = (side.strip() for side in text.partition("/"))
    if not slash:
        one = _side(start)
        if one is None:
            return None
        first, last, season, circa = one
        return Date((first,) if first == last else (first, last), season, circa)
    if start in _OPEN:
        stop = _side(end)
        return Date(literal=f"–{end}") if stop else None
    begin = _side(start)
    if begin is None:
        return None
    if end in _OPEN:
        return Date((begin[0], (0,)), begin[2], begin[3])
    stop = _side(end)
    if stop is None:
        return None
    # CSL holds one season for the whole date: two different ones stay a text
    if begin[2] != stop[2]:
        return Date(literal=text)
    parts = (begin[0],) if begin[0] == stop[1] else (begin[0], stop[1])
    return Date(parts, begin[2], begin[3] or stop[3])


def _format_part(part: Part, season: str) -> str:
    year = part[0] + 1 if part[0] < 0 else part[0]
    text = f"-{-year:04d}" if year < 0 else f"{year:04d}"
    if abs(year) > 9999:
        text = f"Y{year}"
    if season and len(part) == 1:
        return f"{text}-{20 + int(season)}"
    return "-".join([text, *(f"{number:02d}" for number in part[1:])])


def format_edtf(date: Date) -> str:
    """A `Date` as EDTF, or an empty string when it has no parts that EDTF can write."""
    if not date.parts or not date.parts[0]:
        return ""
    season = date.season if date.season in ("1", "2", "3", "4") else ""
    mark = "~" if date.circa else ""
    start = _format_part(date.parts[0], season) + mark
    if len(date.parts) == 1:
        return start
    if date.parts[1] == (0,):
        return f"{start}/"
    return f"{start}/{_format_part(date.parts[1], season)}{mark}"
