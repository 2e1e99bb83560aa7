"""`cs:date`: date parts and ranges, localized and own formats, sorting of dates.

CSL 1.0.2, "Date", "Date-part", "Date Ranges".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from citare.csl import marks
from citare.csl.context import CALLED, RENDERED, Context, Environment, Render
from citare.csl.numbers import ordinal
from citare.csl.working_text import decorate, delimiter_text, edge, superscripts
from citare.csl.xml_tree import Element
from citare.model.dates import Date, resolved

_WANTED = {
    "year": ("year",),
    "year-month": ("year", "month"),
    "year-month-day": ("year", "month", "day"),
}
_RANK = {"year": 0, "month": 1, "day": 2}

Write = Callable[[int, int, int], str]


@dataclass(slots=True)
class Part:
    """One compiled `cs:date-part`."""

    name: str
    rank: int
    write: Write  # (year, month, day) to text without affixes
    before: str
    after: str
    prefix: str
    suffix: str
    range_delimiter: str


def parts_of(element: Element, env: Environment) -> tuple[list[Element], str]:
    """The date-part elements to use and the delimiter: of the locale or of the element."""
    form = element.get("form")
    own = [c for c in element.children if c.tag == "date-part"]
    if not form:
        return own, element.get("delimiter")
    localized = env.locale.dates.get(form)
    if localized is None:
        return own, element.get("delimiter")
    wanted = _WANTED.get(element.get("date-parts", "year-month-day"), _WANTED["year-month-day"])
    merged: list[Element] = []
    for part in localized.children:
        if part.tag != "date-part" or part.get("name") not in wanted:
            continue
        attributes = dict(part.attributes)
        for override in own:
            if override.get("name") == part.get("name"):
                attributes.update(
                    {k: v for k, v in override.attributes.items() if k not in ("prefix", "suffix")}
                )
        merged.append(Element("date-part", attributes, part.line))
    return merged, localized.get("delimiter")


def season_of(month: int) -> int:
    """The season that a month beyond December means (13 to 24), or 0."""
    return (month - 13) % 4 + 1 if 13 <= month <= 24 else 0


def _month_text(env: Environment, form: str) -> Write:
    terms = {m: env.locale.term(f"month-{m:02d}", form) or "" for m in range(1, 13)}
    for season in range(1, 5):
        text = env.locale.term(f"season-{season:02d}", form) or ""
        for month in (12 + season, 16 + season, 20 + season):
            terms[month] = text
    return lambda _y, m, _d: terms.get(m, "")


def _month(env: Environment, form: str) -> Write:
    if form in ("numeric", "numeric-leading-zeros"):
        zeros = form != "numeric"
        return lambda _y, m, _d: (f"{m:02d}" if zeros else str(m)) if 0 < m < 13 else ""
    return _month_text(env, form)


def _day(env: Environment, form: str) -> Write:
    if form == "numeric-leading-zeros":
        return lambda _y, _m, d: f"{d:02d}" if 0 < d < 32 else ""
    if form == "ordinal":
        locale = env.locale
        first_only = locale.limit_day_ordinals
        genders = {m: locale.gender_of(f"month-{m:02d}") for m in range(1, 13)}

        def write(_: int, month: int, day: int) -> str:
            if not 0 < day < 32:
                return ""
            if first_only and day != 1:
                return str(day)
            return superscripts(ordinal(day, locale, genders.get(month, "")))

        return write
    return lambda _y, _m, d: str(d) if 0 < d < 32 else ""


def _year(env: Environment, form: str) -> Write:
    before, after = env.locale.term("bc") or "BC", env.locale.term("ad") or "AD"

    def write(year: int, _month: int, _day: int) -> str:
        if not year:
            return ""
        if form == "short":
            return f"{abs(year) % 100:02d}"
        if year < 0:
            return f"{-year}{before}"
        return f"{year}{after}" if year < 1000 else str(year)

    return write


def compile_part(element: Element, env: Environment) -> Part:
    name = element.get("name", "year")
    form = element.get("form", "long")
    if name == "month":
        write = _month(env, form)
    elif name == "day":
        write = _day(env, form)
    else:
        write = _year(env, form)
    attributes = {k: v for k, v in element.attributes.items() if k not in ("prefix", "suffix")}
    if env.strip_periods:
        attributes["strip-periods"] = "true"
    change, before, after = decorate(attributes, term=True)
    if change:
        plain, language, alter = write, env.locale.language, change
        write = lambda y, m, d: alter(plain(y, m, d), language)  # noqa: E731
    return Part(
        name,
        _RANK.get(name, 0),
        write,
        before,
        after,
        edge(element.get("prefix")),
        edge(element.get("suffix")),
        element.get("range-delimiter", "–"),
    )


def _triple(part: tuple[int, ...], season: str = "") -> tuple[int, int, int]:
    year = part[0] if part else 0
    month = part[1] if len(part) > 1 else 0
    day = part[2] if len(part) > 2 else 0
    if not month and season.isdecimal() and 1 <= int(season) <= 4:
        month = 20 + int(season)
    if season_of(month):
        day = 0
    return year, month, day


class DateForm:
    """A compiled date format."""

    __slots__ = ("delimiter", "parts", "slot")

    def __init__(self, parts: tuple[Part, ...], delimiter: str, slot: str) -> None:
        self.parts = parts
        self.delimiter = delimiter
        self.slot = slot

    def write(self, date: Date) -> str:
        """The date's text without the element's own affixes."""
        if len(date.parts) > 1 and date.parts[1] != date.parts[0]:
            return self._range(date)
        first = _triple(date.parts[0], date.season) if date.parts else _triple((), date.season)
        if date.season and not date.season.isdecimal() and not first[1]:
            return self._with_season(first, date.season)
        return self._join([self._one(p, first) for p in self.parts])

    def _with_season(self, first: tuple[int, int, int], season: str) -> str:
        texts = []
        for part in self.parts:
            if part.name == "month":
                texts.append(f"{part.prefix}{part.before}{season}{part.after}{part.suffix}")
            else:
                texts.append(self._one(part, first))
        return self._join(texts)

    def _one(self, part: Part, at: tuple[int, int, int]) -> str:
        text = part.write(*at)
        if not text:
            return ""
        slot = self.slot if part.name == "year" else ""
        return f"{part.prefix}{part.before}{text}{slot}{part.after}{part.suffix}"

    def _join(self, texts: list[str]) -> str:
        return self.delimiter.join([t for t in texts if t])

    def _range(self, date: Date) -> str:
        first, second = _triple(date.parts[0], date.season), _triple(date.parts[1])
        if not second[0]:
            # One dash says that the range is open: where the year is printed.
            open_end = self._join([self._one(p, first) for p in self.parts])
            return open_end + "–" if any(p.name == "year" for p in self.parts) else open_end
        texts = [(p, p.write(*first), p.write(*second)) for p in self.parts]
        top = next((i for i in range(3) if first[i] != second[i]), 2)
        if not any(p.rank == top for p in self.parts):
            top = max((p.rank for p in self.parts if p.rank < top), default=top)
        differing = [
            i
            for i, (p, a, b) in enumerate(texts)
            if (a or b) and p.rank >= top and (a != b or p.rank >= top)
        ]
        if not differing or all(a == b for p, a, b in (texts[i] for i in differing)):
            return self._join([self._one(p, first) for p in self.parts])
        low, high = differing[0], differing[-1]
        delimiter = next(
            (p.range_delimiter for p in self.parts if p.rank == top),
            self.parts[low].range_delimiter,
        )
        head = [self._one(p, first) for p in self.parts[:low]]
        left = [self._one(p, first) for p in self.parts[low : high + 1]]
        right = [self._one(p, second) for p in self.parts[low : high + 1]]
        tail = [self._one(p, first) for p in self.parts[high + 1 :]]
        left = [t for t in left if t]
        right = [t for t in right if t]
        last = next((p for p in reversed(self.parts[low : high + 1]) if p.write(*first)), None)
        if left and last and last.suffix and left[-1].endswith(last.suffix):
            left[-1] = left[-1][: len(left[-1]) - len(last.suffix)]
        opening = next((p for p in self.parts[low : high + 1] if p.write(*second)), None)
        if right and opening and opening.prefix and right[0].startswith(opening.prefix):
            right[0] = right[0][len(opening.prefix) :]
        if self.slot and left:
            left = [t.replace(self.slot, "") for t in left]
        middle = self._join(left) + delimiter + self._join(right)
        return self._join([*head, middle, *tail])


YEAR_OFFSET = 5_000_000
_SORTED_WIDTH = 12


def date_digits(date: Date, depth: int = 3) -> str:
    """A date as digits of one width, which sort as text and as numbers alike.

    YYYYMMDD, zeros for what is missing or beyond `depth`; ranges sort by their start, then their
    end (CSL 1.0.2, "Sorting").
    """
    date = resolved(date)
    out = ""
    for part in date.parts[:2]:
        year, month, day = (*part[:depth], 0, 0)[:3]
        out += f"{year + YEAR_OFFSET:08d}{month:02d}{day:02d}"
    return out.ljust(2 * _SORTED_WIDTH, "0") if out else ""


def _compile_sort_date(variable: str, form: DateForm) -> Render | None:
    """A date within a sort macro, as digits down to the finest part it shows."""
    names = [p.name for p in form.parts]
    if "year" not in names:
        return None
    depth = max(p.rank for p in form.parts) + 1

    def render(ctx: Context) -> str:
        ctx.flags |= CALLED
        date = ctx.entry.date(variable)
        text = date_digits(date, depth) if date else ""
        if not text and date:
            text = resolved(date).literal
        if text:
            ctx.flags |= RENDERED
            if ctx.substituted is not None:
                ctx.substituted.append(variable)
        return text

    return render


def date_form(element: Element, env: Environment, slot: str) -> DateForm:
    """The compiled format of a `cs:date`."""
    parts, delimiter = parts_of(element, env)
    compiled = tuple(compile_part(p, env) for p in parts)
    return DateForm(compiled, delimiter_text(element.get("delimiter") or delimiter), slot)


def compile_date(element: Element, env: Environment) -> Render:
    """A `cs:date` element."""
    variable = element.get("variable")
    slot = marks.YEAR_SLOT if env.implicit_year_suffix and not env.in_sort else ""
    form = date_form(element, env, slot)
    if env.in_sort and (digits := _compile_sort_date(variable, form)):
        return digits
    change, before, after = decorate(element.attributes, case=False, normal=False, leaf=False)
    language = env.locale.language
    cache: dict[Date, str] = {}
    not_compared = variable == "accessed"

    def text_of(date: Date) -> str:
        date = resolved(date)
        if date.parts or date.season:
            text = form.write(date)
        else:
            # A date in words takes the place of the year, once.
            text = date.literal if any(part.name == "year" for part in form.parts) else ""
            if text and slot:
                text += slot
        if text and change:
            text = change(text, language)
        return text

    def render(ctx: Context) -> str:
        ctx.flags |= CALLED
        date = ctx.entry.date(variable)
        if (
            date is None
            or (not_compared and ctx.comparing)
            or (ctx.suppressed is not None and variable in ctx.suppressed)
        ):
            return ""
        text = cache.get(date)
        if text is None:
            text = cache[date] = text_of(date)
        if not text:
            return ""
        ctx.flags |= RENDERED
        if ctx.substituted is not None:
            ctx.substituted.append(variable)
        if ctx.suppress_year and variable == "issued":
            return before + slot + after if slot else ""
        return f"{before}{text}{after}"

    return render
