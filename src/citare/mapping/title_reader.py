"""Titles: BibLaTeX keeps one in up to three fields, and a volume's beside its work's."""

from __future__ import annotations

import re
from typing import Final

from citare.mapping import tables
from citare.mapping.field_reader import FieldReader

# In entries for whole books `maintitle` is the work's title and `title` the volume's.
_WHOLE_BOOKS: Final = frozenset(
    ("book", "collection", "proceedings", "reference", "mvbook", "manual", "booklet", "commentary")
)


class TitleReader(FieldReader):
    """Takes the title fields of an entry."""

    def _title(self, name: str, *, protect: bool = True) -> tuple[str, str]:
        """A title with its subtitle and addition, and the title alone where it has a subtitle."""
        parts = tables.TITLES[name]
        if self.left.keys().isdisjoint(parts):
            return "", ""
        main = self.take(parts[0], title=protect)
        sub, addition = self.take(parts[1], title=protect), self.take(parts[2], title=protect)
        full = main
        if sub:
            full = _with_subtitle(main, sub)
        if addition:
            full = f"{full}{'' if full.endswith(('.', '?', '!')) else '.'} {addition}".strip(". ")
        return full, main if sub else ""

    def take_titles(self) -> None:
        """Take all title fields: the work's, its container's, its series' and others."""
        short = self.take("shorttitle", title=True)
        title, main = self._title("title")
        book = self._title("booktitle")[0]
        multi = self._title("maintitle")[0]
        journal = self._journal()
        issue = self._title("issuetitle")[0]
        if self.entry_type in _WHOLE_BOOKS and multi and title:
            self.put("volume-title", title)
            title, main = multi, ""
        elif multi and book:
            self.put("volume-title", book)
            book = multi
        elif multi:
            book = multi
        if not title and self.entry_type == "periodical":
            title, journal = journal, ""
        if self.entry_type == "inbook" and not book and title:
            title, book = self._chapter_of(title)
        self.put("volume-title", issue)
        self.put("title", title)
        self.put("title-short", short or main)
        self.put("container-title", journal or book)
        if journal and book:
            self.put("collection-title", book)
        self.put("event-title", self._title("eventtitle", protect=False)[0])
        self.put("original-title", self.take("origtitle", title=True))
        self.put("reviewed-title", self.take("reviewedtitle", title=True))

    def _chapter_of(self, title: str) -> tuple[str, str]:
        """BibTeX's @inbook has the book's title; its `chapter` may be the chapter's title."""
        chapter = self.fields.get("chapter", "")
        if re.match(r"\W*[^\W\d_]", chapter) and re.search(r"[^\W\d_]{4,}", chapter):
            return self.take("chapter", title=True), title
        return title, ""

    def _journal(self) -> str:
        """The journal's full name; MathSciNet has it in `fjournal`."""
        if "fjournal" in self.left:
            full = self.take("fjournal")
            self.put("container-title-short", self.take("journal", "journaltitle"))
            return full
        if "journaltitle" not in self.left and "journal" in self.left:
            self.left["journaltitle"] = self.left.pop("journal")
        return self._title("journaltitle", protect=False)[0]


def _with_subtitle(title: str, subtitle: str) -> str:
    if not title:
        return subtitle
    bare = re.sub(r"<[^<>]*>", "", title)
    return f"{title}{' ' if bare.endswith(('?', '!', ':', '.')) else ': '}{subtitle}"
