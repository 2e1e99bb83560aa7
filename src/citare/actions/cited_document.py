"""Put printed citations, footnotes and lists into a document's text, in an output format."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citare.documents import printed
from citare.documents.base import Citation
from citare.documents.front_matter import FrontMatter
from citare.documents.markdown import unsearched
from citare.documents.to_html import html_of, placeholder
from citare.formats.html import Html
from citare.formats.html import attribute as html_attribute
from citare.formats.html import escape as html_escape
from citare.formats.markdown import Markdown
from citare.library.query import matches, parse_query
from citare.library.search_text import search_row
from citare.model.item import Item
from citare.text.rich import Rich, Span, Style

Entries = Sequence[tuple[str, Rich]]


@dataclass(frozen=True, slots=True)
class PrintedCitation:
    """One citation of the document with its texts. `own_note`: it becomes a footnote itself.

    `missing` are the keys that the library lacks.
    """

    citation: Citation
    author: Rich
    text: Rich
    missing: tuple[str, ...]
    own_note: bool
    note: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The document around its citations: its text, metadata, and the word above a list."""

    text: str
    front: FrontMatter
    heading: str
    keep_sources: bool = True
    links: bool = True


class MarkdownWriter:
    """Markdown in, Markdown out."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.text = frame.text
        self.keep = frame.keep_sources
        self.line = printed.line_end(frame.text)
        self.form = Markdown()
        self.homeless = False
        """Whether the list found no place, because the document ends in a code block."""

    # How things look in this format

    def shown(self, rich: Rich) -> str:
        """Rich text inside a line."""
        return self.form.inline(rich)

    def missing(self, keys: Sequence[str]) -> str:
        """Keys that the library lacks."""
        return "; ".join(f"**{key}?**" for key in keys)

    def linked(self, text: str, key: str) -> str:
        """A citation of one work, linked to its entry."""
        return f"[{text}](#{anchor(key)})"

    def listed(self, entries: Entries) -> str:
        """A list of entries."""
        return "\n\n".join(f'<a id="{anchor(key)}"></a>{self._entry(t)}' for key, t in entries)

    def _entry(self, text: Rich) -> str:
        lines = (line.strip() for line in self.form.inline(text).split("\n"))
        return "\\\n".join(line for line in lines if line)

    # The document

    def document(
        self,
        citations: Sequence[PrintedCitation],
        entries: Entries | None,
        items: Mapping[str, Item],
    ) -> str:
        """The document with citations, footnotes and lists in their places."""
        pieces: dict[tuple[int, int], str] = {}
        notes: list[str] = []
        for one in citations:
            pieces[one.citation.start, one.citation.end] = self._citation(one, notes)
        ending: list[str] = []
        self._notes(notes, pieces, ending)
        if entries is not None and not self.frame.front.flag("suppress-bibliography", False):
            self._lists(entries, items, pieces, ending)
        if ending and len(self.text) + 2 in unsearched(f"{self.text}\n\nx"):
            self.homeless = True
        elif ending:
            at = len(self.text)
            blank = self.line * (2 - min(2, printed.line_ends_at_the_end(self.text)))
            pieces[at, at] = blank + (self.line * 2).join(ending) + self.line
        return printed.splice(self.text, pieces)

    def _citation(self, one: PrintedCitation, notes: list[str]) -> str:
        shown = self.shown(one.text) if one.text else ""
        keys = {cite.key for cite in one.citation.cites}
        if self.frame.links and shown and len(keys) == 1 and not one.note and not linked(one.text):
            shown = self.linked(shown, keys.pop())
        if one.missing:
            lacking = self.missing(one.missing)
            shown = f"{shown} ({lacking})" if shown else f"({lacking})"
        if one.own_note:
            notes.append(shown)
            shown = f"[^citare-{len(notes)}]"
        if one.author:
            author = self.shown(one.author)
            shown = f"{author}{shown if one.own_note else ' ' + shown}"
        source = self.text[one.citation.start : one.citation.end]
        return printed.printed(source, shown) if self.keep else shown

    def _notes(
        self, notes: list[str], pieces: dict[tuple[int, int], str], ending: list[str]
    ) -> None:
        span = printed.notes_block(self.text)
        body = "\n\n".join(f"[^citare-{n}]: {note}" for n, note in enumerate(notes, 1))
        block = printed.notes(body, self.line) if self.keep else body.replace("\n", self.line)
        if span is not None:
            pieces[span] = block
        elif notes:
            ending.append(block)

    def _lists(
        self,
        entries: Entries,
        items: Mapping[str, Item],
        pieces: dict[tuple[int, int], str],
        ending: list[str],
    ) -> None:
        places = printed.listings(self.text)
        for place in places:
            block = self._list(entries, items, place.query)
            pieces[place.start, place.end] = block
        if places or not entries:
            return
        at, needs_heading = printed.place_for_list(self.text)
        block = self._list(entries, items, "")
        if at < len(self.text):
            pieces[at, at] = f"{self.line}{block}{self.line}"
            return
        if needs_heading and self.frame.heading:
            ending.append(f"## {self.frame.heading}")
        ending.append(block)

    def _list(self, entries: Entries, items: Mapping[str, Item], query: str) -> str:
        if query:
            asked = parse_query(query)
            entries = [one for one in entries if matches(asked, search_row(items[one[0]]))]
        body = self.listed(entries)
        if not self.keep:
            return body.replace("\n", self.line)
        return printed.references(body, query, self.line)


class HtmlWriter(MarkdownWriter):
    """Markdown in, HTML out. What is printed stays out of the Markdown reader's way."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(
            Frame(frame.text, frame.front, frame.heading, keep_sources=False, links=frame.links)
        )
        self.html = Html()
        self.inline: dict[int, str] = {}
        self.blocks: dict[int, str] = {}

    def _put(self, pieces: dict[int, str], html: str) -> str:
        number = len(self.inline) + len(self.blocks)
        pieces[number] = html
        return placeholder(number)

    def shown(self, rich: Rich) -> str:
        return self._put(self.inline, self.html.inline(rich))

    def missing(self, keys: Sequence[str]) -> str:
        shown = "; ".join(f"<strong>{html_escape(key)}?</strong>" for key in keys)
        return self._put(self.inline, shown)

    def linked(self, text: str, key: str) -> str:
        before = self._put(
            self.inline, f'<a href="#{html_attribute(anchor(key))}" role="doc-biblioref">'
        )
        return f"{before}{text}{self._put(self.inline, '</a>')}"

    def listed(self, entries: Entries) -> str:
        rows = [
            f'  <div class="csl-entry" id="{html_attribute(anchor(key))}" role="listitem">'
            f"{self.html.inline(text)}</div>\n"
            for key, text in entries
        ]
        return self._put(
            self.blocks, f'<div class="csl-bib-body" role="list">\n{"".join(rows)}</div>'
        )

    def page(self, markdown: str, *, fragment: bool = False) -> str:
        """What `document` gave as HTML: a whole page, or with `fragment` its body."""
        body = html_of(markdown[self.frame.front.end :], self.inline, self.blocks)
        if fragment:
            return body
        title = self.frame.front.text("title")
        heading = f"<h1>{html_escape(title)}</h1>\n" if title else ""
        return self.html.document(heading + body.rstrip("\n"), title)


def linked(rich: Rich) -> bool:
    """Whether rich text holds a link."""
    spans = [node for node in rich if isinstance(node, Span)]
    return any(span.style is Style.LINK or linked(span.children) for span in spans)


def anchor(key: str) -> str:
    """The id of a key's entry: no spaces, quotes or brackets (HTML, "id")."""
    return "ref-" + re.sub(r"[\s\"'<>&`\\()\[\]]+", "-", key)
