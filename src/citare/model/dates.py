"""Dates: what they are, one reader for every way they are written, and the writers.

Notations read: EDTF levels 0 and 1 (Library of Congress, 2019; ISO 8601-2), which BibLaTeX's `date`
and CSL-JSON use; BibTeX's `year`, `month` and `day`; RIS's `YYYY/MM/DD/other`; MEDLINE's
`1998 Dec-1999 Jan`; CSL-JSON's `raw`; and the ways people write dates in the languages of
`MONTH_NAMES`. One text is one date, whichever file it comes from.

Rules where a text could mean two dates:

- `5/6/2020` and `5-6-2020` are 6 May: month first, as EndNote and citeproc-js read them, unless a
  number above 12 or the caller's `day_first` says otherwise. `5.6.2020` is 5 June: only languages
  that put the day first write dots.
- `2003-04` is April 2003 (ISO 8601). In BibTeX's `year` it is the academic year 2003-2004, because
  the month has a field of its own there.
- `1998-99` is a range of years; so is `1999-00`.
- `[1999]` was supplied by a cataloguer and is certain; `[1999?]` and `c. 1999` are approximate;
  `c1999` is the year of the copyright (AACR2, 1.4F).
- A day that the calendar does not have makes the whole text a literal.
- `0000` is EDTF's year 0, which is 1 BC; in BibTeX's `year` zeros are a placeholder.
- In `Nov-Jan 2004` the year belongs to January, in `2004 Nov-Jan` to November.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from citare.text.numerals import roman_value

Part = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a range of two (CSL 1.0.2, "Dates"; CSL-JSON schema, "date-variable").

    `parts` holds one or two tuples `(year,)`, `(year, month)` or `(year, month, day)`; years
    before our era are negative (1 BC is -1; there is no year 0); an open range has `(0,)` as its
    end. `season` is 1 (spring) to 4 (or a text). `literal` prints as it is; `raw` is text still to
    be read.
    """

    parts: tuple[Part, ...] = ()
    season: str = ""
    circa: bool = False
    literal: str = ""
    raw: str = ""

    @property
    def year(self) -> int | None:
        """The first year, or None."""
        return self.parts[0][0] if self.parts and self.parts[0] else None


OPEN: Final[Part] = (0,)
"""The end of a range that has not ended."""

# --- words ------------------------------------------------------------------------------------

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
"""The months in English, as written."""
MONTH_MACROS: Final = tuple(month[:3].lower() for month in MONTHS)
"""BibTeX's names of the months (`plain.bst`)."""
SEASONS: Final = {"1": "Spring", "2": "Summer", "3": "Fall", "4": "Winter"}
"""CSL's seasons in English, as written. Names read: `season_number`."""

MONTH_NAMES: Final = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
    " dezembro",
}
"""Full names; a beginning of at least three letters is read as well."""
_SHORT_MONTHS: Final = {"mrz": 3, "mrt": 3, "jänner": 1, "jaenner": 1, "maerz": 3, "aout": 8}
_SEASON_NAMES: Final = {
    "1": "spring frühling frühjahr printemps primavera lente voorjaar",
    "2": "summer sommer été verano estate zomer verão",
    "3": "autumn fall herbst automne otoño autunno herfst outono",
    "4": "winter hiver invierno inverno",
}
_SEASON_OF: Final = {
    name: number for number, names in _SEASON_NAMES.items() for name in names.split()
}
_TO: Final = frozenset(
    ("to", "and", "bis", "und", "et", "y", "e", "tot", "en", "till", "until", "à")
)
_FILLERS: Final = frozenset(
    (
        *("st", "nd", "rd", "th", "er", "of", "the", "de", "der", "den", "le", "du"),
        *("early", "mid", "late"),
    )
)

_NO_DATE: Final = re.compile(
    r"[\[(]?(?:n\.?\s?d\.?|no\s+date|s\.?\s?[ad]\.?|o\.?\s?[JD]\.?|undated|sine\s+anno|ohne\s+jahr|"
    r"sans\s+date|sin\s+fecha)[\])]?",
    re.IGNORECASE,
)
_STATUS: Final = re.compile(
    r"[\[(]?(?:in\s+press|to\s+appear|forthcoming|accepted|submitted|in\s+preparation|"
    r"in\s+progress|under\s+review|in\s+review|in\s+revision|im\s+druck|im\s+erscheinen|"
    r"à\s+paraître|en\s+prensa|in\s+corso\s+di\s+stampa)(?:\s+for\s+publication)?[\])]?\.?",
    re.IGNORECASE,
)

_UNDATED: Final = re.compile(
    r"^$|press|forth|appear|submit|accept|prepar|progress|n\.? ?d\b|no date|undated|unknown|review|"
    r"ongoing|present|draft|\bca?\.|century|\bBC|\bAD\b|\bCE\b|announce|publish|early|date|"
    r"erscheinen|s\.? ?[da]\.?$|o\. ?J\.?|à paraître|[\u0660-\u0669\u4e00-\u9fff]|MM?[DCLXVI]+$",
    re.IGNORECASE,
)


def means_no_date(text: str) -> bool:
    """Whether a text says that there is no date: `n.d.`, `no date`, `s.a.`, `o. J.`, `undated`."""
    return _NO_DATE.fullmatch(text.strip()) is not None


def is_undated(text: str) -> bool:
    """Whether a text says in words that, or why, a work has no year: `n.d.`, `in press 2nd ed.`."""
    return _UNDATED.search(text) is not None


def status_of(text: str) -> str:
    """The state of publication that a text names instead of a date (`in press`), or ""."""
    bare = text.strip()
    return bare.strip("[]().") if _STATUS.fullmatch(bare) else ""


@lru_cache(maxsize=1)
def _month_names() -> dict[str, int]:
    """Each full name and each beginning of three letters or more that only one month has."""
    found: dict[str, set[int]] = {}
    for names in MONTH_NAMES.values():
        for number, name in enumerate(names.split(), start=1):
            for length in range(3, len(name) + 1):
                found.setdefault(name[:length], set()).add(number)
    known = {name: next(iter(numbers)) for name, numbers in found.items() if len(numbers) == 1}
    for names in MONTH_NAMES.values():
        known |= {name: number for number, name in enumerate(names.split(), start=1)}
    return known | _SHORT_MONTHS


def month_number(text: str) -> int:
    """The number of a month: its name or the beginning of it, a number, a Roman numeral; else 0."""
    text = text.strip(" .").lower()
    if text.isdecimal():
        return int(text) if len(text) < 3 and 1 <= int(text) <= 12 else 0
    if number := _month_names().get(text):
        return number
    return value if (value := roman_value(text)) <= 12 else 0


def english_month(text: str) -> int:
    """The number of a month named in English, in full or by its beginning (`Sept.`); else 0."""
    text = text.strip(" .").lower()
    if len(text) < 3:
        return 0
    names = enumerate(MONTH_NAMES["en"].split(), start=1)
    return next((number for number, name in names if name.startswith(text)), 0)


def season_number(text: str) -> str:
    """`1` to `4` for the name of a season; else ""."""
    return _SEASON_OF.get(text.strip(" .").lower(), "")


# --- the calendar -----------------------------------------------------------------------------


def is_date(year: int, month: int = 0, day: int = 0) -> bool:
    """Whether the (proleptic Gregorian) calendar has such a year, month or day; 0 is "not said"."""
    if year == 0 or not 0 <= month <= 12 or day < 0 or (day and not month):
        return False
    if not day:
        return True
    astronomical = year if year > 0 else year + 1
    leap = astronomical % 4 == 0 and (astronomical % 100 != 0 or astronomical % 400 == 0)
    return (
        day <= (29 if leap else 28) if month == 2 else day <= (30 if month in (4, 6, 9, 11) else 31)
    )


def _part(year: int, month: int = 0, day: int = 0) -> Part | None:
    if not is_date(year, month, day):
        return None
    return (year, month, day) if day else (year, month) if month else (year,)


def _runs_backward(start: Part, end: Part) -> bool:
    shared = min(len(start), len(end))
    return start[:shared] > end[:shared]


def trimmed(date: Date) -> Date | None:
    """A date of a record with what the calendar does not have left out; None without a year."""
    date = resolved(date)
    parts: list[Part] = []
    for part in date.parts:
        year, month, day = (*part, 0, 0)[:3]
        if part != OPEN or not parts:
            good = _part(year, month, day) or _part(year, month) or _part(year)
            if good is None:
                break
            parts.append(good)
        else:
            parts.append(part)
    return Date(tuple(parts), date.season, date.circa) if parts else None


# --- EDTF -------------------------------------------------------------------------------------

# `u` for `X`, `open` and `unknown` are of the draft of 2012, which older files still have.
_SIDE: Final = re.compile(
    r"""(?P<year>[+-]?\d{4}|Y[+-]?\d{5,}|Y[+-]?\d{1,4}E\d{1,2}|-?\d\d[XU]{2}|-?\d{3}[XU])
        (?:-(?P<month>\d\d|XX|UU)(?:-(?P<day>\d\d|XX|UU))?)?
        (?:T[\d:.]+(?:Z|[+-]\d\d(?::?\d\d)?)?)?
        (?P<mark>[?~%]?)""",
    re.VERBOSE | re.IGNORECASE,
)
_OPEN_ENDS: Final = frozenset(("", "..", "open", "unknown"))


@dataclass(frozen=True, slots=True)
class _Side:
    """One end of an EDTF interval: the first and last part meant."""

    first: Part
    last: Part
    season: str = ""
    circa: bool = False


def _edtf_years(text: str) -> tuple[int, int]:
    """The first and last year meant. EDTF counts a year 0, CSL does not: 0 is 1 BC, so -1."""
    text = text.upper().replace("U", "X")
    if "E" in text:
        digits, _, power = text.lstrip("Y").partition("E")
        year = int(digits) * 10 ** int(power)
        return year, year
    text = text.lstrip("Y")
    low, high = int(text.replace("X", "0")), int(text.replace("X", "9"))
    if text.startswith("-"):
        low, high = high, low
    return (low - 1 if low <= 0 else low), (high - 1 if high <= 0 else high)


def _edtf_side(text: str) -> _Side | str:
    """One end of an interval, or what is wrong with it ("" for a text of another notation)."""
    match = _SIDE.fullmatch(text)
    if match is None:
        return ""
    first, last = _edtf_years(match["year"])
    circa = bool(match["mark"])
    month, day = match["month"], match["day"]
    if month is None or not month.isdecimal():
        return _Side((first,), (last,), circa=circa)
    number, day_number = int(month), int(day) if day and day.isdecimal() else 0
    if 21 <= number <= 24 and day is None:
        return _Side((first,), (last,), str(number - 20), circa)
    if not number or day == "00" or not is_date(first, number, day_number):
        return f"the calendar has no {match[0]}"
    tail = (number, day_number) if day_number else (number,)
    return _Side((first, *tail), (last, *tail), circa=circa)


def _edtf(text: str) -> Date | str:
    """An EDTF date or interval, or what is wrong with it ("" for a text of another notation)."""
    start, slash, end = (side.strip() for side in text.partition("/"))
    if not slash:
        one = _edtf_side(start)
        if isinstance(one, str):
            return one
        parts = (one.first,) if one.first == one.last else (one.first, one.last)
        return Date(parts, one.season, one.circa)
    if start.lower() in _OPEN_ENDS:
        stop = _edtf_side(end)
        # CSL has no range with an open start
        return stop if isinstance(stop, str) else Date(literal=f"–{end}")
    begin = _edtf_side(start)
    if isinstance(begin, str):
        return begin
    if end.lower() in _OPEN_ENDS:
        return Date((begin.first, OPEN), begin.season, begin.circa)
    stop = _edtf_side(end)
    if isinstance(stop, str):
        return stop
    if _runs_backward(begin.first, stop.last):
        return f"the interval {text} ends before it begins"
    # CSL holds one season for the whole date: two different ones stay a text
    if begin.season != stop.season:
        return Date(literal=text)
    parts = (begin.first,) if begin.first == stop.last else (begin.first, stop.last)
    return Date(parts, begin.season, begin.circa or stop.circa)


def read_edtf(text: str) -> Date | None:
    """An EDTF date or interval (levels 0 and 1); None when the text is not one.

    `199X` becomes the range of its years; an open end becomes the part `(0,)`; CSL has no open
    start, so such an interval becomes a literal.
    """
    date = _edtf(text.strip()) if text else ""
    return None if isinstance(date, str) else date


def edtf_problem(text: str) -> str:
    """Why a text that is written as EDTF is not a date (a message for people); else ""."""
    date = _edtf(text.strip())
    return date if isinstance(date, str) else ""


# --- any text ---------------------------------------------------------------------------------

# The time of day after an ISO date, and what tools leave of it: `2019-03-11TZ`.
_CLOCK: Final = re.compile(r"(?<=\d\d-\d\d)[T ](?:\d\d:[\d:.]*)?(?:Z|[+-]\d\d:?\d\d)?$")
_CIRCA: Final = re.compile(
    r"^(?:c\.|ca\.?(?=[\s\d])|c(?=\s\d)|circa|approx(?:\.|imately)?|about|around|um(?=\s)|vers(?=\s)"
    r"|environ|~|≈|∼)\s*|\s*(?:\(\?\)|[?~])$",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"\[(.*)\]|\[(.*)|(.*)\]")
_COPYRIGHT: Final = re.compile(r"^(?:[©℗cp]|cop\.)\s*(?=\d{4}$)", re.IGNORECASE)
_BEFORE: Final = r"B\.?\s?C\.?(?:\s?E\.?)?|v\.\s?Chr\.|v\.\s?u\.\s?Z\.|av\.\s?J\.-C\.|a\.\s?C\."
_AFTER: Final = r"A\.?\s?D\.?|C\.?\s?E\.?|n\.\s?Chr\.|ap\.\s?J\.-C\.|d\.\s?C\."
_ERA: Final = re.compile(
    rf"(?P<ad>A\.?\s?D\.?\s+)?(?P<from>\d{{1,9}})(?:\s*[-–—/]+\s*(?P<to>\d{{1,9}}))?"
    rf"(?:\s*(?:(?P<before>{_BEFORE})|(?P<after>{_AFTER})))?",
    re.IGNORECASE,
)
_YEARS: Final = re.compile(r"(-?\d{1,4})(?:\s*[-–—/]+\s*(-?\d{2,4})?)?")
_LETTERED: Final = re.compile(r"(\d{4})[a-z]")
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{1,2}))?")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_COMPACT: Final = re.compile(r"([12]\d{3})(\d\d)(\d\d)")
_RIS: Final = re.compile(r"(\d{4})/(\d{0,2})/(\d{0,2})(?:/\s*(.*))?")
_ONE_JOINED: Final = re.compile(r"(\d{1,4})[-/.](?=[^\W\d_])([^\W\d_]{3,})(?:[-/.](\d{0,4}))?/?")
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+|[-–—/&]")
# A number with a letter or two after it that do not make an ordinal is not a day (`1X`).
_LABEL: Final = re.compile(r"\d(?!(?:st|nd|rd|th|er|e)\b)[^\W\d_]{1,2}\b")
_WORDY: Final = re.compile(r"[\w\s,.~/&–—-]+")


def read_date(text: str, *, year: str = "", day_first: bool = False) -> Date | None:
    """The date that a text means; a literal when it means none; None when nothing is said.

    `year` is the year of a text that does not say its own (`May 17`). `day_first` says that the
    file writes `5/6/2020` for 5 June.
    """
    text = text.replace("\u00a0", " ").strip()
    if not text or means_no_date(text):
        return read_date(year, day_first=day_first) if year.strip() else None
    given = year.strip()
    outer = int(given) if re.fullmatch(r"-?\d{1,4}", given) else 0
    if date := _read(text, outer, day_first=day_first):
        return date
    if given:
        return read_date(given, day_first=day_first)
    return Date(literal=text)


def resolved(date: Date) -> Date:
    """A date with its raw text read; what cannot be read becomes the literal."""
    if date.parts or date.literal or not date.raw:
        return date
    return read_date(date.raw) or Date()


def _read(text: str, year: int, *, day_first: bool) -> Date | None:
    text = _CLOCK.sub("", text)
    if date := read_edtf(text):
        return date
    bare, circa = _without_marks(text)
    date = (
        (read_edtf(bare) if bare != text else None)
        or _slashed(bare)
        or _numeric(bare, day_first=day_first)
        or _with_era(bare)
        or _range_of_years(bare)
        or _in_words(bare, year)
    )
    return replace(date, circa=date.circa or circa) if date else None


def _without_marks(text: str) -> tuple[str, bool]:
    """A text without brackets and signs of doubt, and whether there were such signs."""
    circa = False
    while True:
        shorter = _CIRCA.sub("", text).strip()
        circa = circa or shorter != text
        if match := _BRACKETS.fullmatch(shorter):
            shorter = next(inner for inner in match.groups() if inner is not None).strip()
        if shorter == text:
            return _COPYRIGHT.sub("", text), circa
        text = shorter


def _slashed(text: str) -> Date | None:
    """RIS: `YYYY/MM/DD/other`; `other` is a season, months in words, or as EDTF what three
    members cannot say."""
    match = _RIS.fullmatch(text)
    if match is None:
        return None
    part = _part(*(int(number or 0) for number in match.groups()[:3]))
    if part is None:
        return None
    rest = (match[4] or "").strip()
    if rest and (exact := read_edtf(rest)):
        return exact
    if rest and len(part) == 1 and (worded := _in_words(rest, part[0])):
        return worded
    return Date((part,))


def _numeric(text: str, *, day_first: bool) -> Date | None:
    """A date in numbers alone: `2020/5/17`, `17.5.2020`, `5/17/2020`, `5/2020`, `20200517`."""
    part = None
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        part = _part(*(int(number or 0) for number in match.groups())) if int(match[2]) else None
    elif match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        orders = [(second, first), (first, second)]
        if match[2] != "." and not day_first:
            orders.reverse()
        part = next((p for m, d in orders if m and d and (p := _part(year, m, d))), None)
    elif (match := _MONTH_YEAR.fullmatch(text)) and int(match[1]):
        part = _part(int(match[2]), int(match[1]))
    return Date((part,)) if part else None


def _with_era(text: str) -> Date | None:
    """Years counted before or after the turn of the eras: `44 BC`, `100-44 v. Chr.`, `AD 79`."""
    match = _ERA.fullmatch(text)
    if match is None or not (match["ad"] or match["before"] or match["after"]):
        return None
    sign = -1 if match["before"] else 1
    first, last = (_part(sign * int(match[group] or 0)) for group in ("from", "to"))
    if first is None:
        return None
    if last is None:
        return Date((first,))
    return None if _runs_backward(first, last) else Date((first, last))


def _range_of_years(text: str) -> Date | None:
    """`1999`, `1999a`, `1999--2001`, `1998/99`, `1999-00`, `1999-`."""
    if match := _LETTERED.fullmatch(text):
        return Date(((int(match[1]),),))
    match = _YEARS.fullmatch(text)
    first = int(match[1]) if match else 0
    if match is None or not first:
        return None
    last = match[2]
    if last is None:
        return Date(((first,),) if match[1] == text else ((first,), OPEN))
    end = int(last)
    if len(last) < len(match[1]):
        end = int(match[1][: -len(last)] + last)
        if end < first and end + 10 ** len(last) == first + 1:
            end = first + 1
    if end < first or not end:
        return None
    return Date(((first,),)) if end == first else Date(((first,), (end,)))


@dataclass(slots=True)
class _Words:
    """Year, month, day and season of one side of a date in words; 0 is "not said"."""

    year: int = 0
    month: int = 0
    day: int = 0
    season: int = 0


def _sides(text: str) -> Iterator[list[str]]:
    """The words on each side of what joins a range. Two months side by side are a range too."""
    side: list[str] = []
    months = 0
    for token in _TOKEN.findall(text.lower()):
        if token in "-–—/&" or token in _TO:
            yield side
            side, months = [], 0
            continue
        is_month = not token.isdecimal() and month_number(token) > 0
        if is_month and months and len(side) == 1:
            yield side
            side = []
        months += is_month
        side.append(token)
    yield side


def _side_of(tokens: list[str]) -> _Words | None:
    """One side; None if a word is neither a number, a month nor a season, or one comes twice."""
    found = _Words()
    for token in tokens:
        if token.isdecimal():
            name, value = ("year", int(token)) if len(token) in (3, 4) else ("day", int(token))
            if len(token) > 4 or (name == "day" and not 1 <= value <= 31):
                return None
        elif season := season_number(token):
            name, value = "season", int(season)
        elif month := month_number(token):
            name, value = "month", month
        elif token in _FILLERS:
            continue
        else:
            return None
        if getattr(found, name):
            return None
        setattr(found, name, value)
    return found


def _in_words(text: str, year: int) -> Date | None:
    """`17 May 2020`, `May 17`, `2020 Jan-Feb`, `3-5 May 2020`, `Spring 2020`, `17-May-2020`.

    `year` is the year of a text that does not say its own.
    """
    if match := _ONE_JOINED.fullmatch(text):
        text = " ".join(part for part in match.groups() if part)
    if not _WORDY.fullmatch(text) or _LABEL.search(text):
        return None
    sides = list(_sides(text))
    if len(sides) > 2 and all(len(side) == 1 and month_number(side[0]) for side in sides[1:-1]):
        sides = [sides[0], sides[-1]]  # Jan-Feb-Mar
    if len(sides) > 2 or not all(sides):
        return None
    start, end = _side_of(sides[0]), _side_of(sides[-1])
    if start is None or end is None:
        return None
    if start.season or end.season:
        alone = len(sides) == 1 and not start.month and not start.day
        said = start.year or year
        return Date(((said,),), str(start.season)) if alone and said else None
    return _day_of(start, year) if len(sides) == 1 else _joined(start, end, year)


def _day_of(words: _Words, year: int) -> Date | None:
    part = _part(words.year or year, words.month, words.day) if words.month else None
    return Date((part,)) if part else None


def _joined(start: _Words, end: _Words, year: int) -> Date | None:
    """A range whose sides lend each other the year and the month that only one of them says."""
    if not (start.month or end.month) and not (start.year and end.year):
        return None
    start_month = start.month or end.month * bool(start.day)
    end_month = end.month or start.month * bool(end.day)
    first_year = start.year or end.year or year
    last_year = end.year or first_year
    if end_month < start_month and not (start.year and end.year) and end_month:
        if end.year:
            first_year -= 1
        else:
            last_year += 1
    first = _part(first_year, start_month, start.day)
    last = _part(last_year, end_month, end.day)
    if first is None or last is None or _runs_backward(first, last):
        return None
    return Date((first,)) if first == last else Date((first, last))


# --- year, month and day in fields of their own -----------------------------------------------


class Unread(NamedTuple):
    """A part of a date (`date`, `month` or `day`) that could not be read."""

    part: str
    text: str

    @property
    def message(self) -> str:
        """For people."""
        kind = {"month": "a month of that year", "day": "a day of that month"}.get(self.part)
        return f"{self.text!r} is not {kind or 'a date'}"


def read_fields(year: str, month: str = "", day: str = "") -> tuple[Date | None, Unread | None]:
    """The date of a year, a month and a day, and what could not be read of it.

    The month may be a number, a name, a season, a range (`Jan/Feb`, `3--4`), with or without days.
    """
    year, month, day = year.strip(), month.strip(), day.strip()
    date = _year_field(year)
    if date is None or not date.parts or len(date.parts[0]) > 1 or not month:
        return date, None
    several = len(date.parts) == 2 and date.parts[1] != OPEN
    dated = None if several else _month_field(date.parts[0][0], month)
    if dated is None:
        return date, Unread("month", month)
    unread = None
    if day and not dated.season and len(dated.parts) == 1:
        if with_day := _day_field(dated.parts[0], day):
            dated = replace(dated, parts=with_day)
        else:
            unread = Unread("day", day)
    if len(date.parts) == 2:
        dated = replace(dated, parts=(dated.parts[0], OPEN))
    return replace(dated, circa=date.circa or dated.circa), unread


def _year_field(text: str) -> Date | None:
    """BibTeX's `year`. There `2003-04` is an academic year; `2003-08` can only be a month."""
    if text and not text.strip("0"):
        return Date(literal=text)
    bare, circa = _without_marks(text)
    years = _range_of_years(bare)
    if years and len(years.parts) == 2 and years.parts[1] != OPEN:
        first, last = years.parts[0][0], years.parts[1][0]
        if last == first + 1 or _numeric(bare, day_first=False) is None:
            return replace(years, circa=circa)
    return read_date(text)


def _month_field(year: int, text: str) -> Date | None:
    numbers = re.fullmatch(r"(\d{1,2})(?:\s*(?:[-–—/]+|&|and)\s*(\d{1,2}))?\.?", text)
    if numbers is None:
        return _in_words(re.sub(r"-{2,}", "-", text), year)
    first, last = int(numbers[1]), int(numbers[2] or numbers[1])
    return _joined(_Words(month=first), _Words(month=last), year) if first and last else None


def _day_field(month: Part, text: str) -> tuple[Part, ...]:
    """The day of a month, or a range of days; empty when the month has no such day."""
    numbers = re.fullmatch(r"(\d{1,2})(?:\.|st|nd|rd|th)?(?:\s*[-–—/]+\s*(\d{1,2})\.?)?", text)
    days = [int(number) for number in numbers.groups() if number] if numbers else []
    parts = [part for day in days if day and (part := _part(month[0], month[1], day))]
    if not parts or len(parts) != len(days) or _runs_backward(parts[0], parts[-1]):
        return ()
    return tuple(parts)


# --- writers ----------------------------------------------------------------------------------


def _read_raw(date: Date) -> Date:
    """A date with its raw text read, where that says a date."""
    read = resolved(date)
    return date if read == Date() else read


def write_edtf(date: Date) -> str:
    """A date as EDTF, or "" when it has no parts that EDTF can write."""
    if not date.parts or not date.parts[0]:
        return ""
    season = date.season if date.season in SEASONS else ""
    mark = "~" if date.circa else ""
    start = _edtf_part(date.parts[0], season) + mark
    if len(date.parts) == 1:
        return start
    if date.parts[1] == OPEN:
        return f"{start}/"
    return f"{start}/{_edtf_part(date.parts[1], season)}{mark}"


def _edtf_part(part: Part, season: str) -> str:
    year = part[0] + 1 if part[0] < 0 else part[0]
    text = f"-{-year:04d}" if year < 0 else f"{year:04d}"
    if abs(year) > 9999:
        text = f"Y{year}"
    if season and len(part) == 1:
        return f"{text}-{20 + int(season)}"
    return "-".join([text, *(f"{number:02d}" for number in part[1:])])


def write_biblatex(date: Date) -> str:
    """BibLaTeX's `date`: EDTF, or the literal."""
    date = _read_raw(date)
    if date.literal.startswith("–") and read_edtf(f"../{date.literal[1:]}"):
        return f"../{date.literal[1:]}"
    return write_edtf(date) or date.literal or date.raw


def write_bibtex(date: Date) -> dict[str, str]:
    """`year`, `month` (a standard macro, or a text for a range or season) and `day`."""
    date = _read_raw(date)
    if date.literal or not date.parts:
        text = date.literal or date.raw
        return {"year": text} if text else {}
    first, last = date.parts[0], date.parts[-1]
    year = str(first[0]) if first[0] >= 0 else f"{-first[0]} BC"
    if date.circa:
        year = f"c. {year}"
    if last == OPEN:
        year += "--"
    elif last[0] != first[0]:
        return {"year": _years_text(first[0], last[0], circa=date.circa)}
    fields = {"year": year}
    if date.season in SEASONS:
        fields["month"] = SEASONS[date.season]
    elif len(first) > 1 and (month := _month_text(first, last)):
        fields["month"] = month
        if len(first) > 2 and (first == last or last == OPEN):
            fields["month"] = MONTH_MACROS[first[1] - 1]
            fields["day"] = str(first[2])
    return fields


def _years_text(first: int, last: int, *, circa: bool) -> str:
    about = "c. " if circa else ""
    if first < 0 and last < 0:
        return f"{about}{-first}--{-last} BC"
    return f"{about}{first}--{last}" if first > 0 else f"{about}{-first} BC--{last}"


def _month_text(first: Part, last: Part) -> str:
    if not 1 <= first[1] <= 12:
        return ""
    if len(first) == 2 and (first == last or last == OPEN):
        return MONTH_MACROS[first[1] - 1]
    start = MONTHS[first[1] - 1] + (f" {first[2]}" if len(first) > 2 else "")
    if first == last or last == OPEN or len(last) < 2:
        return start
    if last[:2] == first[:2] and len(last) > 2 and len(first) > 2:
        return f"{start}--{last[2]}"
    return f"{start}--{MONTHS[last[1] - 1]}" + (f" {last[2]}" if len(last) > 2 else "")


def write_year(date: Date) -> str:
    """The first year in four digits, or the literal of a date without one."""
    date = _read_raw(date)
    if date.year is None:
        return date.literal or date.raw
    return f"{date.year:04d}" if 0 < date.year <= 9999 else write_edtf(Date((date.parts[0][:1],)))


def write_ris(date: Date) -> str:
    """RIS: `YYYY/MM/DD/other`; `other` is a season, or as EDTF what three members cannot say."""
    date = _read_raw(date)
    if not date.parts or date.year is None:
        return date.literal or date.raw
    if not 0 < date.year <= 9999:
        return write_edtf(date)
    year, month, day = (*date.parts[0], 0, 0)[:3]
    start = f"{year:04d}/{month:02d}/" if month else f"{year:04d}//"
    start += f"{day:02d}/" if day else "/"
    if len(date.parts) > 1 or date.circa:
        return start + write_edtf(date)
    return start + SEASONS.get(date.season, date.season)


def write_plain(date: Date) -> str:
    """An ISO date, a season in words, or EDTF."""
    date = _read_raw(date)
    if not date.parts:
        return date.literal or date.raw
    if date.season in SEASONS and len(date.parts) == 1 and not date.circa:
        return f"{SEASONS[date.season]} {write_year(date)}"
    return write_edtf(date)


def write_medline(date: Date) -> str:
    """PubMed's form (`2020 Jan 5`); EDTF for what that form cannot say."""
    date = _read_raw(date)
    if len(date.parts) != 1 or date.circa or (date.year or 0) < 1000:
        return write_edtf(date) or date.literal or date.raw
    year, *rest = date.parts[0]
    if not rest:
        return f"{year} {SEASONS.get(date.season, '')}".strip()
    return " ".join([str(year), MONTHS[rest[0] - 1][:3], *map(str, rest[1:])])
