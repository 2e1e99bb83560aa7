"""Dates written as text ("raw"): what writers and older exports leave in a date field."""

from __future__ import annotations

import re

from citare.model.date import Date
from citare.model.edtf import parse_edtf

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_CIRCA = re.compile(r"^\s*(?:c(?:a|irca)?\.?\s+|\[|~)|\?\]?\s*$|\]\s*$", re.I)
_BC = re.compile(r"(\d+)\s*(?:BCE?|B\.C\.(?:E\.)?)$", re.I)
_AD = re.compile(r"(\d+)\s*(?:AD|CE|A\.D\.)$", re.I)
_WORDS = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)


def _month(word: str) -> int:
    low = word.lower()
    if len(low) < 3:
        return 0
    if low in _SEASONS:
        return 20 + _SEASONS[low]
    return _MONTHS.index(low[:3]) + 1 if low[:3] in _MONTHS else 0


def _numeric(text: str) -> tuple[int, ...] | None:
    match = re.fullmatch(r"(-?\d{3,4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?", text)
    if match:
        return tuple(int(g) for g in match.groups() if g)
    match = re.fullmatch(r"(\d{1,2})[-/.](?:(\d{1,2})[-/.])?(\d{4})", text)
    if match:
        month, day, year = match.groups()
        if day and int(month) > 12:
            month, day = day, month
        return (int(year), int(month), int(day)) if day else (int(year), int(month))
    return None


def _side(text: str) -> tuple[int, ...] | None:
    """One date as parts; None when it is no date. A missing year is 0."""
    text = text.strip().strip(".,")
    match = _BC.search(text)
    if match and match.start() == 0:
        return (-int(match[1]),)
    match = _AD.search(text)
    if match and match.start() == 0:
        return (int(match[1]),)
    numeric = _numeric(text)
    if numeric:
        return numeric
    return _words(text)


def _words(text: str) -> tuple[int, ...] | None:
    """A date in words and numbers: "May 3, 2010", "3rd of May 2010", "Summer 1999"."""
    year = month = day = 0
    for word in _WORDS.findall(text):
        if word.isdecimal():
            if len(word) >= 3 and not year:
                year = int(word)
            elif len(word) <= 2 and not day:
                day = int(word)
            else:
                return None
        elif _month(word) and not month:
            month = _month(word)
        elif word.lower() not in ("st", "nd", "rd", "th", "of") or not day:
            return None
    if not (year or month) or (day and not month):
        return None
    if day:
        return (year, month, day)
    return (year, month) if month else (year,)


def _range(text: str) -> tuple[tuple[int, ...], ...] | None:
    for separator in ("/", " - ", " – ", "–", "-", " to "):
        pieces = text.split(separator)
        if len(pieces) != 2:
            continue
        end = _side(pieces[1])
        if end is None and pieces[1].strip().isdecimal() and len(pieces[1].strip()) <= 2:
            start = _side(pieces[0])
            single = len(pieces[0].split()) == 1
            if start and single and len(start) == 1:
                year = int(str(start[0])[: -len(pieces[1].strip())] + pieces[1].strip())
                return (start, (year,))
            continue
        if end is None:
            words = re.match(r"\s*(\d{1,2}),?\s+(\d{4})$", pieces[1])
            start = _side(f"{pieces[0]} {words[2]}") if words else None
            if words and start and len(start) == 3:
                return (start, (start[0], start[1], int(words[1])))
            continue
        start = _side(pieces[0])
        if start is None or not start[0]:
            start = _side(f"{pieces[0]} {end[0]}") or (
                (end[0], end[1], int(pieces[0]))
                if pieces[0].strip().isdecimal() and len(end) == 3
                else None
            )
        if start:
            return (start, end)
    return None


def parse_raw(raw: str) -> Date:
    """A date from text, or a literal of it."""
    text = raw.strip()
    edtf = parse_edtf(text)
    if edtf is not None:
        return edtf
    circa = bool(_CIRCA.search(text))
    bare = text.strip("[]~? ") if circa else text
    if circa:
        bare = re.sub(r"^c(?:a|irca)?\.?\s+", "", bare, flags=re.I)
    one = _side(bare)
    if one and one[0]:
        if len(one) > 1 and one[1] > 20:
            return Date(((one[0],),), str(one[1] - 20), circa)
        return Date((one,), "", circa)
    both = _range(bare)
    if both:
        return Date(both, "", circa)
    return Date(literal=text)
