"""Dates of BibTeX (`year`, `month`, `day`) and BibLaTeX (`date`), read and written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from citare.model.date import Date
from citare.model.edtf import format_edtf, parse_edtf
from citare.text.latex_decode import decode

MONTH_MACROS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_MONTH_NAMES: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_SEASONS: Final = {
    "spring": "1",
    "summer": "2",
    "autumn": "3",
    "fall": "3",
    "winter": "4",
    "frühling": "1",
    "sommer": "2",
    "herbst": "3",
    "printemps": "1",
    "été": "2",
    "automne": "3",
    "hiver": "4",
}
# Months as English, German, French, Spanish, Italian, Dutch and Portuguese begin them.
_MONTHS: Final = (
    r"jan\w*|gen(?:naio)?|ene(?:ro)?|i",
    r"feb\w*|f[ée]v\w*|ii",
    r"mar(?:ch|zo|s|ço)?|m[äa]rz|mrz|maart|mrt|iii",
    r"apr\w*|avr\w*|abr\w*|iv",
    r"may|mai|maggio|mag|mayo|mei|maio|v",
    r"june?|juni|juin|giu\w*|junio|junho|vi",
    r"july?|juli|juil\w*|lug\w*|julio|julho|vii",
    r"aug\w*|août|aout|ago\w*|viii",
    r"sept?\w*|set(?:tembre|iembre|embro)?|ix",
    r"o[ck]t\w*|ott\w*|out(?:ubro)?|x",
    r"nov\w*|xi",
    r"de[cz]\w*|déc\w*|dic\w*|xii",
)
_ABOUT: Final = re.compile(r"(?<=[\dXu])~(?=$|[\s/~])|^\s*~(?=\d)")
_MONTH: Final = re.compile(
    "|".join(rf"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, start=1)),
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+|\d+|[-–—/&]")
_CIRCA: Final = re.compile(
    r"^(?:c\.|ca\.?|circa|about|approx\.?|around|~|≈|∼)\s*|\?$|^\[|\]$", re.IGNORECASE
)
_YEARS: Final = re.compile(r"(-?\d{1,4})(?:\s*[-–—/]+\s*(-?\d{2,4})?)?")
_BC: Final = re.compile(r"(\d{1,9})\s*(?:B\.?\s*C\.?(?:\s*E\.?)?|v\.\s?Chr\.|av\.\s?J\.-C\.)", re.I)
_ISO_LIKE: Final = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
# The time of day behind an ISO date, and what tools leave of it: `2019-03-11TZ`.
_CLOCK: Final = re.compile(r"(?<=\d\d-\d\d)[T ](?:\d\d:[\d:.]*)?(?:Z|[+-]\d\d:?\d\d)?$")
_NUMERIC: Final = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")

Part = tuple[int, ...]


def read_date(fields: Mapping[str, str], prefix: str = "") -> tuple[Date | None, str]:
    """The date of an entry, and what could not be read of it.

    `fields` are raw LaTeX by lower-case name. BibLaTeX's `date` comes before `year`, `month` and
    `day`. What is no date at all is the literal.
    """
    problem = ""
    if value := _plain(fields.get(f"{prefix}date", "")):
        date = parse_date(value)
        if not date.literal or f"{prefix}year" not in fields:
            return date, f"{value!r} is not a date" if date.literal else ""
        problem = f"{value!r} is not a date"
    year = _plain(fields.get(f"{prefix}year", ""))
    if not year:
        return None, problem
    month = _plain(fields.get(f"{prefix}month", ""))
    day = _plain(fields.get(f"{prefix}day", ""))
    date = _read_year(year)
    if not date.parts or len(date.parts[0]) > 1:
        return date, problem
    if not month:
        return date, problem
    if len(date.parts) == 2:
        if date.parts[1] != (0,):
            return date, f"{month!r} is not a month of a range of years"
        start, problem = _with_month(Date(date.parts[:1]), month, day, problem)
        return Date((start.parts[0], (0,)), start.season, date.circa), problem
    return _with_month(date, month, day, problem)


def parse_date(text: str) -> Date:
    """A date in one text: EDTF, or the ways people write dates; else a literal."""
    text = _CLOCK.sub("", text)
    if date := parse_edtf(text):
        return date
    if match := _ISO_LIKE.fullmatch(text):
        parts = tuple(int(number) for number in match.groups() if number)
        if _is_part(parts):
            return Date((parts,))
    if match := _NUMERIC.fullmatch(text):
        day, month, year = (int(number) for number in match.groups())
        if month > 12:
            day, month = month, day
        if _is_part((year, month, day)):
            return Date(((year, month, day),))
    return _read_year(text)


def _is_part(part: Part) -> bool:
    return (len(part) < 2 or 1 <= part[1] <= 12) and (len(part) < 3 or 1 <= part[2] <= 31)


def _plain(value: str) -> str:
    """Without LaTeX and markup, except that `~` behind a number is EDTF's mark for "about"."""
    if not value:
        return ""
    text = decode(_ABOUT.sub(r"\\textasciitilde{}", value)).text
    return re.sub(r"</?\w+[^<>]*>", "", text).replace("\u00a0", " ").strip()


def _read_year(text: str) -> Date:
    """`1999`, `c. 1999`, `[1999?]`, `1999--2001`, `44 BC`, `May 1999`, or a literal."""
    bare = text
    circa = False
    while (shorter := _CIRCA.sub("", bare).strip()) != bare:
        circa = circa or not _only_brackets(bare, shorter)
        bare = shorter
    if match := _BC.fullmatch(bare):
        return Date(((-int(match[1]),),), circa=circa)
    match = _YEARS.fullmatch(bare)
    if match:
        first = int(match[1])
        if match[2] is None:
            open_end = match[1] != bare
            return Date(((first,), (0,)) if open_end else ((first,),), circa=circa)
        last = match[2]
        if len(last) < len(match[1]):
            last = match[1][: -len(last)] + last
            # 2003-04 is an academic year, 2003-08 a month
            if int(last) != first + 1 and (date := parse_edtf(bare)):
                return Date(date.parts, date.season, circa)
        if int(last) > first:
            return Date(((first,), (int(last),)), circa=circa)
        if int(last) == first:
            return Date(((first,),), circa=circa)
    elif date := parse_edtf(bare):
        return date
    elif found := re.fullmatch(r"(\d{4})[a-z]", bare):
        return Date(((int(found[1]),),), circa=circa)
    elif date := _words(bare):
        return Date(date.parts, date.season, circa)
    return Date(literal=text)


def _only_brackets(longer: str, shorter: str) -> bool:
    return longer.strip("[]").strip() == shorter.strip("[]").strip()


def _words(text: str) -> Date | None:
    """A date with its year in words and numbers: `May 4, 1999`, `4. Mai 1999`, `Spring 1999`."""
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", text)
    if len(years) != 1 or not re.search(r"[^\W\d_]{3}", text):
        return None
    year = int(years[0])
    month = re.sub(r"(?<!\d)\d{4}(?!\d)", " ", text).strip(" ,.")
    date, problem = _with_month(Date(((year,),)), month, "", "")
    return None if problem else date


def month_number(text: str) -> int:
    """The number of a month's name, macro or number, or 0."""
    text = text.strip(" .").lower()
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else 0
    match = _MONTH.fullmatch(text)
    return int(match.lastgroup[1:]) if match and match.lastgroup else 0


def _with_month(year: Date, month: str, day: str, problem: str) -> tuple[Date, str]:
    """A year with its month field: a name, a number, a season, a range, with or without days."""
    first = year.parts[0][0]
    unread = f"{month!r} is not a month"
    months: list[int] = []
    days: list[int] = []
    ranged = False
    for word in _WORD.findall(month):
        if season := _SEASONS.get(word.lower()):
            rest = _WORD.findall(month)
            if len(rest) == 1:
                return Date(year.parts, season, year.circa), problem
            return year, unread
        if word in "-–—/&" or word.lower() in ("to", "and", "bis", "und"):
            ranged = ranged or bool(months or days)
        elif word.isdecimal() and (days or months or len(_WORD.findall(month)) > 1):
            days.append(int(word))
        elif number := month_number(word):
            months.append(number)
        elif word.lower() not in ("st", "nd", "rd", "th", "early", "mid", "late", "de", "of"):
            return year, unread
    if day and day.strip(". ").isdecimal():
        days = [int(day.strip(". "))]
    if not months and len(days) == 2 and ranged and all(1 <= n <= 12 for n in days):
        months, days = days, []  # 3/4
    parts = _assemble(first, months, days)
    if parts is None:
        return year, unread
    return Date(parts, year.season, year.circa), problem


def _assemble(year: int, months: list[int], days: list[int]) -> tuple[Part, ...] | None:
    if not months or len(months) > 2 or len(days) > 2 or not all(1 <= d <= 31 for d in days):
        return None
    if len(months) == 1:
        if len(days) < 2:
            return ((year, months[0], *days),)
        return (year, months[0], days[0]), (year, months[0], days[1])
    last_year = year if months[1] >= months[0] else year + 1
    if months[0] == months[1] and not days:
        return ((year, months[0]),)
    if len(days) == 2:
        return (year, months[0], days[0]), (last_year, months[1], days[1])
    return None if days else ((year, months[0]), (last_year, months[1]))


def write_bibtex_date(date: Date) -> dict[str, str]:
    """`year`, `month` (a standard macro, or a text for a range or season) and `day`."""
    if date.literal or not date.parts:
        text = date.literal or date.raw
        return {"year": text} if text else {}
    first, last = date.parts[0], date.parts[-1]
    year = str(first[0]) if first[0] >= 0 else f"{-first[0]} BC"
    if date.circa:
        year = f"c. {year}"
    if last == (0,):
        year += "--"
    elif last[0] != first[0]:
        year += f"--{last[0]}"
        return {"year": year}
    fields = {"year": year}
    if date.season in ("1", "2", "3", "4"):
        fields["month"] = ("Spring", "Summer", "Fall", "Winter")[int(date.season) - 1]
    elif len(first) > 1 and (month := _month_text(first, last)):
        fields["month"] = month
        if len(first) > 2 and (first == last or last == (0,)):
            fields["month"] = MONTH_MACROS[first[1] - 1]
            fields["day"] = str(first[2])
    return fields


def _month_text(first: Part, last: Part) -> str:
    if not 1 <= first[1] <= 12:
        return ""
    if len(first) == 2 and (first == last or last == (0,)):
        return MONTH_MACROS[first[1] - 1]
    start = _MONTH_NAMES[first[1] - 1] + (f" {first[2]}" if len(first) > 2 else "")
    if first == last or last == (0,) or len(last) < 2:
        return start
    if last[:2] == first[:2] and len(last) > 2 and len(first) > 2:
        return f"{start}--{last[2]}"
    return f"{start}--{_MONTH_NAMES[last[1] - 1]}" + (f" {last[2]}" if len(last) > 2 else "")


def write_biblatex_date(date: Date) -> str:
    """EDTF for `date`, or the literal."""
    if date.literal.startswith("–") and parse_edtf(f"../{date.literal[1:]}"):
        return f"../{date.literal[1:]}"
    return format_edtf(date) or date.literal or date.raw
