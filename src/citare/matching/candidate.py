"""A candidate: a registry's record ready to be compared with a citation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from citare.compare.texts import page_ranges
from citare.model.item import Item
from citare.model.name import Name
from citare.model.standing import without_standing
from citare.model.summary import authors_of
from citare.text.similarity import content_words, strip_markup, words

# DOI prefixes under which copies of others' works are registered; the original is meant.
COPY_PREFIXES = ("10.65215/",)


class Kind(StrEnum):
    """What sort of thing a record is, as far as one is mistaken for another."""

    WORK = "work"
    PREPRINT = "preprint"
    COMPONENT = "component"  # a figure, a table, a supplement
    REVIEW = "peer review"
    NOTICE = "notice"  # correction, retraction, comment, reply
    WHOLE = "whole"  # a journal, an issue, a series
    COPY = "copy"


_KIND_OF_TYPE = {
    "posted-content": Kind.PREPRINT,
    "component": Kind.COMPONENT,
    "sa-component": Kind.COMPONENT,
    "peer-review": Kind.REVIEW,
    "journal": Kind.WHOLE,
    "journal-issue": Kind.WHOLE,
    "journal-volume": Kind.WHOLE,
    "book-series": Kind.WHOLE,
    "report-series": Kind.WHOLE,
    "proceedings-series": Kind.WHOLE,
    "grant": Kind.WHOLE,
}
# What turns a title into the title of something about the work it names.
NOTICE = re.compile(
    r"^\W*(?:(?:author|publisher|editor)(?:'s|s'|s|’s|s’)?\s+|editorial\s+)?"
    r"(?:(?:correction|corrigend(?:um|a)|errat(?:um|a)|retraction|expression of concern|addendum"
    r"|withdrawal|notice of \w+)(?:\s+notice)?\s*(?:to|of|on|for|from|in|regarding|[:;—–-])"
    r"|(?:comments?|commentary|discussion)\s*(?:to|on|[:;—–-])"
    r"|(?:reply|response|rebuttal|re)\s*(?:to|[:;—–-])"
    r"|(?:book )?review\s*(?:of|for|[:;—–-])|faculty opinions recommendation"
    r"|decision letter for|note\s*[:;—–-])|^\W*(?:publisher|editor)(?:'s|’s)\s+note\b",
    re.I,
)
_YEAR_KEYS = (
    "issued",
    "published-print",
    "published-online",
    "published-other",
    "published",
    "posted",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record's item with every spelling it goes by.

    `titles` holds the full title first, then the title without its subtitle, the original and
    the short one, all as folded words. `years` are all the years a citation may rightly give.
    """

    item: Item
    identifier: str
    source: str
    kind: Kind
    titles: tuple[tuple[str, ...], ...]
    containers: tuple[str, ...]
    years: tuple[int, ...]
    people: tuple[Name, ...]
    volume: str
    issue: str
    pages: tuple[str, ...]
    edition: str
    publisher: str
    is_notice: bool


def candidate(
    item: Item, identifier: str, source: str, record: Mapping[str, Any] | None = None
) -> Candidate:
    """Prepare one record. `record` is the registry's own answer where it says more than the item
    (Crossref's other dates, short journal names, subtitles and type)."""
    raw = record or {}
    return Candidate(
        item=item,
        identifier=identifier,
        source=source,
        kind=_kind(item, identifier, raw),
        titles=_titles(item, raw),
        containers=_containers(item, raw),
        years=_years(item, raw),
        people=authors_of(item),
        volume=item.get("volume") or item.get("collection-number"),
        issue=item.get("issue"),
        pages=_pages(item, raw),
        edition=item.get("edition"),
        publisher=" ".join(dict.fromkeys((item.get("publisher"), *_strings(raw.get("publisher"))))),
        is_notice=bool(NOTICE.match(strip_markup(item.get("title")))),
    )


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [v for v in values if isinstance(v, str) and v.strip()]


def _kind(item: Item, identifier: str, raw: Mapping[str, Any]) -> Kind:
    if identifier.lower().startswith(COPY_PREFIXES):
        return Kind.COPY
    kind = _KIND_OF_TYPE.get(str(raw.get("type") or ""), Kind.WORK)
    if kind is Kind.WORK and item.type == "article" and not item.get("container-title"):
        kind = Kind.PREPRINT
    if kind is Kind.WORK and item.type == "periodical":
        kind = Kind.WHOLE
    if kind is Kind.PREPRINT and (item.get("volume") or item.get("page")):
        kind = Kind.WORK
    if kind is Kind.WORK and NOTICE.match(strip_markup(item.get("title"))):
        kind = Kind.NOTICE
    return kind


def _titles(item: Item, raw: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    full = without_standing(item.get("title"))
    spelled = [full]
    mains = [without_standing(t) for t in _strings(raw.get("title"))]
    spelled += mains
    subtitles = _strings(raw.get("subtitle"))
    if mains and subtitles:
        spelled.append(f"{mains[0]} {strip_markup(subtitles[0])}")
    cuts = list(re.finditer(r"\s*[:?!]\s|\s[-–—]\s|\s\(", full))
    heads = (full[: cut.start()] for cut in (*cuts[:1], *cuts[1:][-1:]))
    spelled += [head for head in heads if content_words(words(head))]
    spelled += [item.get("original-title"), *_strings(raw.get("original-title"))]
    forms = dict.fromkeys(words(t) for t in spelled if t)
    return tuple(f for f in forms if f)


def _containers(item: Item, raw: Mapping[str, Any]) -> tuple[str, ...]:
    names = [
        item.get("container-title"),
        item.get("container-title-short"),
        *_strings(raw.get("container-title")),
        *_strings(raw.get("short-container-title")),
        item.get("collection-title"),
        item.get("event-title"),
    ]
    return tuple(dict.fromkeys(strip_markup(n) for n in names if n))


def _years(item: Item, raw: Mapping[str, Any]) -> tuple[int, ...]:
    found = [d.year for v in ("issued", "available-date") if (d := item.dates.get(v))]
    for key in _YEAR_KEYS:
        value = raw.get(key)
        parts = value.get("date-parts") if isinstance(value, Mapping) else None
        if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
            found.append(parts[0][0] if isinstance(parts[0][0], int) else None)
    return tuple(dict.fromkeys(y for y in found if y))


def _pages(item: Item, raw: Mapping[str, Any]) -> tuple[str, ...]:
    """First pages and article numbers, folded."""
    found = [
        first
        for text in (
            item.get("page"),
            item.get("number"),
            str(raw.get("article-number") or ""),
            str(raw.get("page") or ""),
        )
        for first, _ in page_ranges(text)
    ]
    return tuple(dict.fromkeys(found))
