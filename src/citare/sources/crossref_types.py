"""Crossref's work types as CSL types (Crossref REST API, `/types`; CSL 1.0.2, appendix III)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from citare.model.variables import TYPES as CSL_TYPES

TYPES = {
    "journal-article": "article-journal",
    "journal": "periodical",
    "journal-volume": "periodical",
    "journal-issue": "periodical",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "book-series": "book",
    "proceedings": "book",
    "proceedings-series": "book",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry",
    "proceedings-article": "paper-conference",
    "report": "report",
    "report-series": "report",
    "report-component": "report",
    "dissertation": "thesis",
    "dataset": "dataset",
    "database": "dataset",
    "posted-content": "article",
    "peer-review": "review",
    "standard": "standard",
    "standard-series": "standard",
    "component": "document",
    "grant": "document",
    "software": "software",
}
"""Crossref type → CSL type. What is not here is a document, or a chapter where it has a book."""

POSTED = {
    "preprint": ("article", "Preprint"),
    "working_paper": ("report", "Working paper"),
    "report": ("report", ""),
    "dissertation": ("thesis", ""),
    "blog": ("post-weblog", ""),
    "letter": ("article", ""),
    "other": ("article", ""),
}
"""Posted content's `subtype` → CSL type and genre."""

REVIEW_GENRES = {
    "referee-report": "Peer review",
    "editor-report": "Editor’s report",
    "author-comment": "Author’s response",
    "community-comment": "Community comment",
    "aggregate": "Peer review",
    "recommendation": "Recommendation",
}
"""Peer review's `review.type` → genre."""

BOOKS = frozenset({"book", "monograph", "edited-book", "reference-book", "book-set", "proceedings"})


def csl_type(work: Mapping[str, Any]) -> str:
    """The CSL type of a work; CSL's own names (of content negotiation) pass through."""
    kind = str(work.get("type") or "")
    subtype = str(work.get("subtype") or "")
    if kind == "posted-content":
        return POSTED.get(subtype, ("article", ""))[0]
    if kind == "reference-entry":
        return _entry_type(str(work.get("container-title") or ""))
    if kind in TYPES:
        return TYPES[kind]
    if kind in CSL_TYPES:
        return kind
    if work.get("container-title"):
        return "article-journal" if work.get("volume") or work.get("issue") else "chapter"
    return "document"


def _entry_type(container: str) -> str:
    if re.search(r"dictionar|lexi[ck]|wörterbuch|glossary", container, re.IGNORECASE):
        return "entry-dictionary"
    if re.search(r"en[cz]y[ck]lop", container, re.IGNORECASE):
        return "entry-encyclopedia"
    return "entry"


def genre(work: Mapping[str, Any]) -> str:
    """What kind of its type a work is ("Preprint", a thesis's degree), or ""."""
    kind = work.get("type")
    if kind == "posted-content":
        return POSTED.get(str(work.get("subtype") or ""), ("", ""))[1]
    if kind == "peer-review":
        review = work.get("review")
        return REVIEW_GENRES.get(str(review.get("type")), "") if isinstance(review, Mapping) else ""
    return "Grant" if kind == "grant" else ""


_SERIES = re.compile(
    r"lecture notes|\bseries\b|^(?:studies|topics|advances|developments|progress) (?:in|on|of)"
    r"|^(?:communications|workshops|methods|problems|perspectives|research) (?:in|on)"
    r"|^contributions to"
    r"|^springer|\bmonographs?\b|\blibrary of\b|^contemporary |^texts |^(?:under)?graduate|^UNITEXT"
    r"|^international (?:handbooks|series|library)|schriften|beiträge"
    r"|^collection|^IFIP advances|^CISM"
    r"|^conference proceedings|^proceedings of symposia|^SPIE proceedings$|^mathematics (?:in|and)"
    r"|^(?:AIP|IOP|ACM|ACS|CEUR|ASTM|NATO|IEEE)\b.{0,30}\b(?:proceedings|symposium|workshop)",
    re.IGNORECASE,
)
_BOOK = re.compile(
    r"\b(?:1[89]|20)\d\d\b|^proceedings of|[:;]"
    r"|\b(?:first|second|third|\d+(?:st|nd|rd|th)|[XVI]+th)\b"
    r"|^(?:handbook|encyclopedia|companion|the )|\b(?:conference|symposium|workshop)\b"
    r"|[,;] and | [IVX]+$",
    re.IGNORECASE,
)


def book_and_series(titles: list[str], title: str = "") -> tuple[str, str]:
    """Of a chapter's container titles, the book's and its series'; the order of the two varies.

    Told apart by their wording: "Lecture Notes in …" is a series, a year or "Proceedings of
    the …" is a book's. With nothing to tell, the second is the book's (as most newer records
    have it). `title` is the work's own, which is neither.
    """
    titles = [t for t in dict.fromkeys(titles) if t] or [""]
    if len(titles) > 1 and title in titles:
        titles.remove(title)
    if len(titles) == 1:
        return titles[0], ""
    first, second = titles[:2]
    score = _series_score(first) - _series_score(second)
    return (first, second) if score < 0 else (second, first)


def _series_score(title: str) -> int:
    return 3 * bool(_SERIES.search(title)) - 2 * bool(_BOOK.search(title)) - (len(title) > 60)
