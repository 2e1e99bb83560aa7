"""Does an entry say what the registry's record says? Field by field, on meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from citare.compare.journals import same_journal
from citare.compare.names import Match, compare_name, shown
from citare.compare.relation import Relation
from citare.compare.texts import compare_pages, meaning, number, page_ranges
from citare.compare.values import compare, compare_text
from citare.matching.candidate import Candidate, candidate
from citare.model.item import Item
from citare.model.standing import without_standing
from citare.model.summary import authors_of
from citare.text.similarity import content_words, name_likeness, similarity, strip_markup, words


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One field: what the entry says, what the record says, and how alike the two are."""

    field: str
    mine: str
    theirs: str
    similarity: float

    def __str__(self) -> str:
        alike = f"{self.similarity:.0%} alike"
        return f"{self.field}: here “{self.mine}”, in the record “{self.theirs}”, {alike}"


def mismatches(
    mine: Item, theirs: Item, source: str = "", record: Mapping[str, Any] | None = None
) -> tuple[Mismatch, ...]:
    """The fields in which an entry and a record differ: title, first author, year, container,
    volume, pages. A field that one side leaves empty is not a mismatch."""
    known = candidate(theirs, theirs.get("DOI"), source, record)
    checks = (_title, _first_author, _year, _container, _volume, _pages)
    return tuple(found for check in checks if (found := check(mine, known)))


def _title(mine: Item, record: Candidate) -> Mismatch | None:
    here, there = mine.get("title"), record.item.get("title")
    if not here or not there:
        return None
    plain = without_standing(there)
    for other in (there, plain, record.item.get("original-title")):
        if other and compare_text("title", here, other).relation is Relation.SAME:
            return None
    if meaning(here) and meaning(here) in {meaning("".join(t)) for t in record.titles}:
        return None  # without its subtitle, or the original title
    alike = round(similarity(here, plain), 3)
    return Mismatch("title", strip_markup(here), strip_markup(there), alike)


def _first_author(mine: Item, record: Candidate) -> Mismatch | None:
    here = [n for n in authors_of(mine) if not n.others]
    there = [n for n in record.people if not n.others]
    if not here or not there or compare_name(here[0], there[0]) >= Match.COARSER:
        return None
    alike = name_likeness(here[0].family or here[0].literal, there[0].family or there[0].literal)
    if alike == 1.0:  # the same family name with other given names
        alike = similarity(shown(here[0]), shown(there[0]))
    return Mismatch("author", shown(here[0]), shown(there[0]), round(alike, 3))


def _year(mine: Item, record: Candidate) -> Mismatch | None:
    date = mine.dates.get("issued")
    if date is None or date.year is None or not record.years or date.year in record.years:
        return None
    gap = min(abs(date.year - year) for year in record.years)
    there = "/".join(map(str, record.years))
    return Mismatch("year", str(date.year), there, max(0.0, round(1 - gap / 10, 3)))


def _container(mine: Item, record: Candidate) -> Mismatch | None:
    here = mine.get("container-title")
    if not here or not record.containers:
        return None
    if any(same_journal(here, name) for name in record.containers):
        return None
    best = max(record.containers, key=lambda name: similarity(here, name))
    alike = round(similarity(here, best), 3)
    return Mismatch("container-title", strip_markup(here), strip_markup(best), alike)


def _volume(mine: Item, record: Candidate) -> Mismatch | None:
    here, there = mine.get("volume"), record.volume
    if not here or not there or number(here) == number(there):
        return None
    return Mismatch("volume", here, there, compare("volume", here, there).similarity)


def _pages(mine: Item, record: Candidate) -> Mismatch | None:
    here = mine.get("page") or (mine.get("number") if record.item.get("number") else "")
    there = [record.item.get("page"), record.item.get("number")]
    there = [value for value in there if value]
    if not here or not there or any(compare_pages(here, value)[0] for value in there):
        return None
    best = max(there, key=lambda value: compare_pages(here, value)[1])
    return Mismatch("page", here, best, round(compare_pages(here, best)[1], 3))


_ALIKE, _UNLIKE = 0.6, 0.4


def is_another_work(
    mine: Item, theirs: Item, source: str = "", record: Mapping[str, Any] | None = None
) -> bool:
    """Whether a record is plainly of another work than the entry: its title and its people
    contradict the entry's, or its title and the place where it was published.

    A misquoted title, a translation, a part of a title or a chapter's own authors do not: what is
    at the same place (volume and first page) is the same work.
    """
    known = candidate(theirs, theirs.get("DOI"), source, record)
    title = _title(mine, known)
    if title is None or title.similarity >= _ALIKE or _holds(mine.get("title"), known):
        return False
    if _same_place(mine, known):
        return False
    here = [n for n in authors_of(mine) if not n.others]
    there = [n for n in known.people if not n.others]
    elsewhere = sum(bool(check(mine, known)) for check in (_container, _volume, _pages, _year))
    if here and there and not any(compare_name(a, b) for a in here for b in there):
        return _same_script(mine.get("title"), title.theirs) or elsewhere >= 2
    return title.similarity < _UNLIKE and elsewhere >= (2 if here and there else 1)


def _holds(title: str, record: Candidate) -> bool:
    """One title is a part of the other."""
    mine = set(content_words(words(title)))
    for spelled in record.titles:
        theirs = set(content_words(spelled))
        if min(len(mine), len(theirs)) > 1 and (mine <= theirs or theirs <= mine):
            return True
    return False


def _same_place(mine: Item, record: Candidate) -> bool:
    """Volume and first page are stated on both sides and agree."""
    first = {start for start, _ in page_ranges(mine.get("page") or mine.get("number"))}
    volumes = mine.get("volume") and record.volume and not _volume(mine, record)
    return bool(volumes) and bool(first & set(record.pages))


def _same_script(first: str, second: str) -> bool:
    """Both texts are mostly in Latin letters, or neither is."""
    return _is_latin(first) == _is_latin(second)


def _is_latin(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return 2 * sum(c < "\u0250" for c in letters) >= len(letters)
