"""Dates as reference managers write them: ISO, slashes, month names, seasons, ranges."""

from __future__ import annotations

import re
from typing import Final

from citare.model.date import Date
from citare.model.edtf import parse_edtf

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero",
            "february feb februar février febrero",
            "march mar märz mars marzo mrz",
            "april apr avril abril",
            "may mai mayo",
            "june jun juni juin junio",
            "july jul juli juillet julio",
            "august aug août agosto",
            "september sep sept septembre septiembre",
            "october oct oktober okt octobre octubre",
            "november nov novembre noviembre",
            "december dec dezember dez décembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_SEASONS: Final = {"spring": "1", "summer": "2", "autumn": "3", "fall": "3", "winter": "4"}
_SLASHED: Final = re.compile(r"(\d{4})/(\d{0,2})/(\d{0,2})(?:/\s*(.*))?")
_SLASHED_WORD: Final = re.compile(r"(\d{4})/([^\W\d_]{3,})(?:/(\d{0,2}))?/?")
_ISO: Final = re.compile(r"(-?\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ][\d:.]+Z?)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+|[-–/]")


def read_date(text: str, year: str = "") -> Date | None:
    """A date, or None for empty text; what cannot be understood becomes a literal.

    `year` is the year of a date that does not say its own ("May 17").
    """
    text, year = text.strip(), year.strip()
    if match := _SLASHED_WORD.fullmatch(text):
        text = " ".join(part for part in match.groups() if part)
    if not text:
        return _year_alone(year)
    return (
        _numeric(text)
        or _worded(text, year)
        or parse_edtf(text)
        or (_year_alone(year) if year else None)
        or Date(literal=text)
    )


def _year_alone(year: str) -> Date | None:
    if not year:
        return None
    if re.fullmatch(r"-?\d{1,4}", year) and int(year):
        return Date(((int(year),),))
    return _numeric(year) or _worded(year, "") or parse_edtf(year) or Date(literal=year)


def valid(year: int, month: int = 0, day: int = 0) -> tuple[int, ...] | None:
    """The parts of a date with zeros left out; None if it cannot be."""
    if year == 0 or not 0 <= month <= 12 or not 0 <= day <= 31 or (day and not month):
        return None
    return (year, month, day) if day else (year, month) if month else (year,)


def _numeric(text: str) -> Date | None:
    if re.fullmatch(r"\d{4}", text) and int(text):
        return Date(((int(text),),))
    if match := _SLASHED.fullmatch(text):
        parts = valid(*(int(part or 0) for part in match.groups()[:3]))
        return _with_rest(parts, (match[4] or "").strip()) if parts else None
    if match := _ISO.fullmatch(text):
        parts = valid(*(int(part or 0) for part in match.groups()))
        return Date((parts,)) if parts else None
    if match := _DAY_FIRST.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        # 17.5.2020 and 5/17/2020 are plain; 5/6/2020 could be either: month first, as EndNote does
        day, month = (first, second) if first > 12 or "." in text else (second, first)
        parts = valid(year, month, day)
        return Date((parts,)) if parts else None
    if re.fullmatch(r"\d{8}", text):
        parts = valid(int(text[:4]), int(text[4:6]), int(text[6:]))
        return Date((parts,)) if parts else None
    return None


def _with_rest(parts: tuple[int, ...], rest: str) -> Date:
    """RIS's fourth member: a season, a month in words, or anything else."""
    if not rest:
        return Date((parts,))
    if exact := parse_edtf(rest):
        return exact
    season = _SEASONS.get(rest.lower())
    if season and len(parts) == 1:
        return Date((parts,), season)
    if len(parts) == 1 and (worded := _worded(rest, str(parts[0]))):
        return worded
    return Date((parts,))


def _worded(text: str, year: str) -> Date | None:
    """`17 May 2020`, `May 17`, `2020 Jan-Feb`, `2019 Dec-2020 Jan`, `Spring 2020`."""
    sides: list[list[str]] = [[]]
    for token in _TOKEN.findall(text):
        if token in "-–/":
            sides.append([])
        else:
            sides[-1].append(token.lower())
    if len(sides) > 2 or not all(sides) or not re.fullmatch(r"[\w\s,.\-–/]+", text):
        return None
    read = [_side(side) for side in sides]
    first, last = read[0], read[-1]
    if first is None or last is None:
        return None
    start_year = first["year"] or last["year"] or _number(year)
    if not start_year:
        return None
    season = first["season"]
    if season or last["season"]:
        alone = len(sides) == 1 and not first["month"]
        return Date(((start_year,),), str(season)) if alone else Date(literal=text)
    start = valid(start_year, first["month"] or last["month"] * bool(first["day"]), first["day"])
    if len(sides) == 1:
        return Date((start,)) if start else None
    end_month = last["month"] or (first["month"] if last["day"] else 0)
    end = valid(last["year"] or start_year, end_month, last["day"])
    return Date((start, end)) if start and end else None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) == 4 else 0


def _side(tokens: list[str]) -> dict[str, int] | None:
    """Year, month, day and season of one side of a range; None if a word is none of them."""
    found = {"year": 0, "month": 0, "day": 0, "season": 0}
    for token in tokens:
        if token.isdecimal():
            part, value = ("year", int(token)) if len(token) == 4 else ("day", int(token))
        elif token in _MONTHS:
            part, value = "month", _MONTHS[token]
        elif token in _SEASONS:
            part, value = "season", int(_SEASONS[token])
        elif token in ("st", "nd", "rd", "th") and found["day"]:
            continue
        else:
            return None
        if found[part]:
            return None
        found[part] = value
    return found
