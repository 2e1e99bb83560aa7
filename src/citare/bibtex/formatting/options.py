"""What `fmt` may do to a file's layout. Everything is off until it is asked for."""

from __future__ import annotations

from dataclasses import dataclass

# The order of a reference list: who, what, where in what, when, identifiers, the rest.
USUAL_ORDER: tuple[str, ...] = (
    "crossref", "xdata", "author", "editor", "translator", "title", "subtitle", "titleaddon",
    "booktitle", "booksubtitle", "maintitle", "journal", "journaltitle", "shortjournal",
    "eventtitle", "series", "volume", "number", "issue", "edition", "chapter", "pages", "eid",
    "articleno", "numpages", "pagetotal", "publisher", "organization", "institution", "school",
    "howpublished", "address", "location", "type", "year", "month", "day", "date", "origdate",
    "eventdate", "pubstate", "language", "langid", "isbn", "issn", "doi", "pmid", "pmcid",
    "eprint", "archiveprefix", "eprinttype", "primaryclass", "eprintclass", "url", "urldate",
    "note", "addendum", "annote", "annotation", "abstract", "keywords", "file",
)  # fmt: skip

SORT_KEYS: tuple[str, ...] = ("key", "type", "author", "title", "year")


@dataclass(frozen=True, slots=True)
class Format:
    """The transforms that are wanted; None is off.

    `indent` is what is before a field on its line; `align` the column of the equals sign,
    0 for the longest name of each entry; `delimiters` "braces" or "quotes"; `trailing_comma`
    whether the last field has one; `blank_lines` how many are between two entries; `wrap`
    the longest line; `sort` keys of `SORT_KEYS`, each maybe with `-` before it for downward.
    """

    field_order: tuple[str, ...] | None = None
    indent: str | None = None
    align: int | None = None
    delimiters: str | None = None
    trailing_comma: bool | None = None
    lowercase: bool | None = None
    wrap: int | None = None
    blank_lines: int | None = None
    sort: tuple[str, ...] | None = None

    @property
    def within_entries(self) -> bool:
        """Whether any transform works inside of entries."""
        wanted = (self.field_order, self.indent, self.align, self.delimiters, self.wrap)
        return (
            any(one is not None for one in wanted)
            or self.trailing_comma is not None
            or bool(self.lowercase)
        )

    @property
    def does_nothing(self) -> bool:
        """Whether nothing is wanted at all."""
        return not self.within_entries and self.blank_lines is None and not self.sort
