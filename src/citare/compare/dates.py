"""Do two dates mean the same? A coarser date agrees with a finer one."""

from __future__ import annotations

from citare.compare.relation import SAME, Comparison, Relation
from citare.compare.texts import meaning, plain
from citare.model.dates import Date
from citare.text.similarity import similarity


def compare_dates(first: Date, second: Date) -> Comparison:
    """A coarser date agrees with a finer one that it begins (2025 and 2025-01-27)."""
    if not first.parts or not second.parts:
        return _compare_as_texts(shown_date(first), shown_date(second))
    if first.parts == second.parts:
        more = bool(second.season) and not first.season
        if first.season and second.season and first.season != second.season:
            return Comparison(Relation.DIFFERENT, 0.8)
        return SAME if not more else Comparison(Relation.COMPATIBLE, 1.0, refines=True)
    a, b = first.parts[0], second.parts[0]
    shared = min(len(a), len(b))
    if a[:shared] != b[:shared]:
        return Comparison(Relation.DIFFERENT, _date_likeness(a, b))
    if len(first.parts) == len(second.parts) == 2:
        return compare_dates(Date(parts=first.parts[1:]), Date(parts=second.parts[1:]))
    finer = (len(second.parts), len(b)) > (len(first.parts), len(a))
    return Comparison(Relation.COMPATIBLE, 0.95, refines=finer)


def _date_likeness(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    if a[0] != b[0]:
        return max(0.0, 0.6 - 0.2 * abs(a[0] - b[0]))
    return 0.8 if a[1:2] != b[1:2] else 0.9


def _compare_as_texts(first: str, second: str) -> Comparison:
    """Dates of which one or both are only text."""
    if meaning(plain(first)) == meaning(plain(second)):
        return SAME
    return Comparison(Relation.DIFFERENT, min(similarity(first, second), 0.999))


def shown_date(date: Date) -> str:
    """A date for a message: ISO 8601, a range with a slash, a date in words as it is."""
    if not date.parts:
        return date.literal or date.raw
    return "/".join(
        "-".join([f"{p[0]:04d}", *(f"{n:02d}" for n in p[1:])]) if p and p[0] else ""
        for p in date.parts
    )
