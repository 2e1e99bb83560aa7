"""Names that other systems have for CSL's types."""

from __future__ import annotations

from typing import Final

# Content negotiation of registration agencies answers with their own type names.
TYPE_ALIASES: Final = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-series": "book",
    "book-set": "book",
    "proceedings": "book",
    "proceedings-series": "book",
    "journal": "periodical",
    "journal-volume": "periodical",
    "journal-issue": "periodical",
    "dissertation": "thesis",
    "posted-content": "article",
    "report-component": "report",
    "report-series": "report",
    "peer-review": "review",
    "database": "dataset",
    "component": "document",
    "grant": "document",
    "other": "document",
    "magazine-article": "article-magazine",
    "newspaper-article": "article-newspaper",
    "computer_program": "software",
    "blog-post": "post-weblog",
    "encyclopedia-article": "entry-encyclopedia",
    "dictionary-entry": "entry-dictionary",
}
