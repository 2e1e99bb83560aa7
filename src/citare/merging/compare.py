"""Do two values of one variable mean the same? On meaning, not bytes.

White space, entities and markup, kinds of dash, case and braces, Unicode composition, LaTeX,
initials against given names, page against article number, journal abbreviations, coarser and
finer dates: none of these makes two values differ. Works on CSL variables and BibTeX fields.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from citare.merging import compare_names, compare_texts
from citare.merging.journal_names import same_journal
from citare.model.date import Date
from citare.model.name import Name
from citare.text.similarity import similarity

Value: TypeAlias = str | tuple[Name, ...] | Date


class Relation(StrEnum):
    """How the second value stands to the first."""

    SAME = "same"
    COMPATIBLE = "compatible"  # one says more, neither contradicts
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A relation, a similarity from 0 to 1, and whether the second value says more."""

    relation: Relation
    similarity: float
    refines: bool = False

    @property
    def agrees(self) -> bool:
        """Same or compatible."""
        return self.relation is not Relation.DIFFERENT


SAME = Comparison(Relation.SAME, 1.0)

PAGES = frozenset(["page", "pages", "page-first", "eid", "article-number", "articleno"])
NUMBERS = frozenset(
    [
        "volume",
        "issue",
        "number",
        "edition",
        "chapter",
        "chapter-number",
        "collection-number",
        "number-of-volumes",
        "number-of-pages",
        "version",
        "part-number",
    ]
)
CONTAINERS = frozenset(
    [
        "container-title",
        "container-title-short",
        "collection-title",
        "journal",
        "journaltitle",
        "shortjournal",
        "booktitle",
        "series",
    ]
)
IDENTIFIERS = frozenset(["doi", "issn", "isbn", "pmid", "pmcid", "eprint", "url", "orcid"])


def compare(variable: str, first: Value, second: Value) -> Comparison:
    """Compare two values of `variable` (a CSL variable or a BibTeX field, any case).

    Values of unlike kinds (a date and a text) are compared as texts. Two empty values are the
    same; an empty one is compatible with any.
    """
    if not first or not second or first == second:
        if bool(first) == bool(second):
            return SAME
        return Comparison(Relation.COMPATIBLE, 0.0, refines=bool(second))
    if isinstance(first, tuple) and isinstance(second, tuple):
        return _from_score(*compare_names.compare_names(first, second))
    if isinstance(first, Date) and isinstance(second, Date):
        return compare_dates(first, second)
    return compare_text(variable, as_text(first), as_text(second))


def compare_text(variable: str, first: str, second: str) -> Comparison:
    """Compare two texts by the habits of the variable they belong to."""
    name = variable.lower()
    first, second = compare_texts.plain(first), compare_texts.plain(second)
    if name in IDENTIFIERS:
        return _exact(compare_texts.identifier(name, first), compare_texts.identifier(name, second))
    if name in PAGES:
        return _from_score(*compare_texts.compare_pages(first, second))
    if name == "number" and compare_texts.compare_pages(first, second)[0]:
        return SAME  # an article number, with or without its e
    if name in NUMBERS:
        return _exact(compare_texts.number(first), compare_texts.number(second))
    if compare_texts.meaning(first) == compare_texts.meaning(second):
        return SAME
    if name in CONTAINERS:
        if same_journal(first, second):
            return Comparison(Relation.SAME, 1.0)
    elif name in ("publisher", "institution", "school", "organization"):
        return _from_score(*compare_texts.compare_publishers(first, second))
    elif name in ("language", "langid"):
        return _from_score(*compare_texts.compare_languages(first, second))
    return Comparison(Relation.DIFFERENT, min(similarity(first, second), 0.999))


def compare_dates(first: Date, second: Date) -> Comparison:
    """A coarser date agrees with a finer one that it begins (2025 and 2025-01-27)."""
    if not first.parts or not second.parts:
        return compare_text("date", as_text(first), as_text(second))
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


def as_text(value: Value) -> str:
    """A value as one line of text, for a message: names "Family, Given; ...", dates ISO."""
    if isinstance(value, str):
        return value
    if isinstance(value, Date):
        if not value.parts:
            return value.literal or value.raw
        return "/".join(
            "-".join([f"{p[0]:04d}", *(f"{n:02d}" for n in p[1:])]) if p and p[0] else ""
            for p in value.parts
        )
    return "; ".join(compare_names.shown(name) for name in value)


def _exact(first: str, second: str) -> Comparison:
    if first == second:
        return SAME
    return Comparison(Relation.DIFFERENT, min(similarity(first, second), 0.999))


def _from_score(agrees: bool, score: float, refines: bool) -> Comparison:
    """From a comparison of parts: agrees, similarity, the second says more."""
    if not agrees:
        return Comparison(Relation.DIFFERENT, min(score, 0.999))
    if score >= 1.0 and not refines:
        return SAME
    return Comparison(Relation.COMPATIBLE, score, refines)
