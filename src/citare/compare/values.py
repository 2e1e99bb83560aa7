"""Do two values of one variable mean the same? On meaning, not bytes.

White space, entities and markup, kinds of dash, case and braces, Unicode composition, LaTeX,
initials against given names, page against article number, journal abbreviations, coarser and
finer dates: none of these makes two values differ. Works on CSL variables and BibTeX fields.
"""

from __future__ import annotations

import hashlib
from typing import TypeAlias

from citare.compare import names, texts
from citare.compare.dates import compare_dates, shown_date
from citare.compare.identifiers import identifier
from citare.compare.journals import same_journal
from citare.compare.relation import SAME, Comparison, Relation, exact, from_score
from citare.compare.texts import meaning
from citare.model.dates import Date
from citare.model.name import Name
from citare.text.similarity import similarity

Value: TypeAlias = str | tuple[Name, ...] | Date


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
        return from_score(*names.compare_names(first, second))
    if isinstance(first, Date) and isinstance(second, Date):
        return compare_dates(first, second)
    return compare_text(variable, as_text(first), as_text(second))


def compare_text(variable: str, first: str, second: str) -> Comparison:
    """Compare two texts by the habits of the variable they belong to."""
    name = variable.lower()
    first, second = texts.plain(first), texts.plain(second)
    if name in IDENTIFIERS:
        return exact(identifier(name, first), identifier(name, second))
    if name in PAGES:
        return from_score(*texts.compare_pages(first, second))
    if name == "number" and texts.compare_pages(first, second)[0]:
        return SAME  # an article number, with or without its e
    if name in NUMBERS:
        return exact(texts.number(first), texts.number(second))
    if meaning(first) == meaning(second):
        return SAME
    if name in CONTAINERS:
        if same_journal(first, second):
            return Comparison(Relation.SAME, 1.0)
    elif name in ("publisher", "institution", "school", "organization"):
        return from_score(*texts.compare_publishers(first, second))
    elif name in ("language", "langid"):
        return from_score(*texts.compare_languages(first, second))
    return Comparison(Relation.DIFFERENT, min(similarity(first, second), 0.999))


def as_text(value: Value) -> str:
    """A value as one line of text, for a message: names "Family, Given; ...", dates ISO."""
    if isinstance(value, str):
        return value
    if isinstance(value, Date):
        return shown_date(value)
    return "; ".join(names.shown(name) for name in value)


def fingerprint(value: Value) -> str:
    """Twelve hexadecimal digits; spelling, marks, spaces and dashes do not move it."""
    text = meaning(value) if isinstance(value, str) else as_text(value)
    if isinstance(value, tuple):
        text = ";".join(meaning(part) for part in text.split(";"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
