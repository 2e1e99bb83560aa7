"""Markdown that holds its printed citations beside their sources, so that they can be renewed.

A printed citation is an element that every Markdown reader leaves in the line:

    <span class="citation" data-cite="[@ning2025, p. 3]">(Ning et al., 2025, p. 3)</span>

A printed list is between two comments, `<!-- citare:references -->` and
`<!-- /citare:references -->`; what follows `references` in the first is a query, so that a
document can have several lists. Footnotes of note styles are between `<!-- citare:notes -->` and
`<!-- /citare:notes -->`. Everything else in the document stays byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from citare.documents.base import Mask
from citare.documents.markdown import printed_citations, unsearched

_BLOCK: Final = re.compile(
    r"^[ ]{0,3}<!-- citare:(?P<what>references|notes)(?P<query>[^\n]*?)-->(?P<body>.*?)"
    r"<!-- /citare:(?P=what) -->",
    re.DOTALL | re.MULTILINE,
)
_REFS_DIV: Final = re.compile(
    r"^(?P<fence>:{3,})[ \t]*\{[ \t]*#refs[^}\n]*\}[ \t]*\r?\n(?P<body>\s*?)(?P=fence)[ \t]*$"
    r"|^<div id=[\"']refs[\"'][^>\n]*>(?P<html>\s*?)</div>",
    re.MULTILINE,
)
_LAST_HEADING: Final = re.compile(
    r"^(?:#{1,6}[ \t]+(?P<atx>[^\n]+?)[ \t#]*|(?P<setext>[^\n]+)\r?\n[=-]+)[ \t]*\r?\n?\s*\Z",
    re.MULTILINE,
)
_HEADINGS: Final = frozenset(
    (
        *("references", "bibliography", "works cited", "literature", "literature cited"),
        *("sources", "further reading", "literatur", "literaturverzeichnis", "quellen"),
        *("bibliographie", "références", "bibliografía", "referencias", "bibliografia"),
        *("referências", "referenze", "referenties", "literatuur", "referenser", "litteratur"),
        *("referanser", "литература", "список литературы", "參考文獻", "参考文献", "文献"),
    )
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A printed list: its span and the query that chooses its entries ("" for all)."""

    start: int
    end: int
    query: str


def listings(text: str) -> tuple[Listing, ...]:
    """The places of the lists that the document has, in its order."""
    return tuple(
        Listing(match.start(), match.end(), match["query"].strip())
        for match in _blocks(text)
        if match["what"] == "references"
    )


def _blocks(text: str) -> list[re.Match[str]]:
    hidden = unsearched(text)
    return [m for m in _BLOCK.finditer(text) if m.start() not in hidden]


def source_of(text: str, start: int, end: int) -> str:
    """What the writer wrote for a citation, on one line: a printed one's source, else the text."""
    for one in printed_citations(text[start:end]):
        if one.start == 0:
            raw = text[start + one.source_start : start + one.source_end]
            return raw.replace("&quot;", '"').replace("&amp;", "&")
    return re.sub(r"\s*\n\s*", " ", text[start:end])


def printed(source: str, shown: str) -> str:
    """A printed citation."""
    escaped = source.replace("&", "&amp;").replace('"', "&quot;")
    return f'<span class="citation" data-cite="{escaped}">{shown}</span>'


def references(body: str, query: str = "", end: str = "\n") -> str:
    """A printed list, with the line ends of the document."""
    return _block("references", body, query, end)


def notes(body: str, end: str = "\n") -> str:
    """The footnotes of printed citations."""
    return _block("notes", body, "", end)


def _block(what: str, body: str, query: str, end: str) -> str:
    head = f"<!-- citare:{what}{' ' + query if query else ''} -->"
    lines = (
        [head, "", body, "", f"<!-- /citare:{what} -->"]
        if body
        else [head, f"<!-- /citare:{what} -->"]
    )
    return "\n".join(lines).replace("\n", end)


def splice(text: str, pieces: Mapping[tuple[int, int], str]) -> str:
    """The text with other pieces in the place of disjoint spans."""
    for (start, end), piece in sorted(pieces.items(), reverse=True):
        text = text[:start] + piece + text[end:]
    return text


def place_for_list(text: str) -> tuple[int, bool]:
    """Where a document without a list gets one, and whether it needs a heading there.

    In a `#refs` division (pandoc's), below a last heading that says "References" in a language
    of the table, else at the end.
    """
    for match in _REFS_DIV.finditer(text):
        group = "html" if match["html"] is not None else "body"
        return match.start(group), False
    heading = _LAST_HEADING.search(text)
    if heading:
        title = re.sub(r"\{[^}]*\}|[*_:\d.]", "", heading["atx"] or heading["setext"] or "")
        if title.strip().casefold() in _HEADINGS:
            return len(text.rstrip()), False
    return len(text.rstrip()), True


def notes_block(text: str) -> tuple[int, int] | None:
    """The span of the printed footnotes, or None."""
    return next((m.span() for m in _blocks(text) if m["what"] == "notes"), None)


def line_end(text: str) -> str:
    """The line end that the document uses."""
    return "\r\n" if "\r\n" in text else "\n"


def note_numbers(text: str, spans: Sequence[tuple[int, int]], *, in_notes: bool) -> list[int]:
    """The number of the note that each citation is in; 0 for one in the text.

    Footnotes are numbered in the order of their references. With `in_notes` (a note style) a
    citation in the text is a note of its own and takes the next number.
    """
    events = _NoteEvents(text)
    return events.number(spans, in_notes=in_notes)


_DEFINITION: Final = re.compile(r"^[ ]{0,3}\[\^(?P<id>[^\]\s]+)\]:", re.MULTILINE)
_REFERENCE: Final = re.compile(r"\[\^(?P<id>[^\]\s]+)\](?!:)")
_NOTE_ENDS: Final = re.compile(
    r"\n[ \t]*\r?\n(?![ \t]{2,}\S|[ \t]*\r?\n)|\n(?=[ ]{0,3}\[\^[^\]\s]+\]:)"
)
_TOKEN: Final = re.compile(r"\\.|[\[\]]", re.DOTALL)
_INLINE: Final = re.compile(r"\^\[")


class _NoteEvents:
    """The footnotes of a document: definitions by name, references in order, inline notes."""

    def __init__(self, text: str) -> None:
        hidden = unsearched(text)
        self.definitions: list[tuple[int, int, str]] = []
        starts = [m for m in _DEFINITION.finditer(text) if m.start() not in hidden]
        for match in starts:
            self.definitions.append((match.end(), _definition_end(text, match.end()), match["id"]))
        defined = Mask([(start, end) for start, end, _ in self.definitions])
        names = {name for _, _, name in self.definitions}
        self.references = [
            (m.start(), m["id"])
            for m in _REFERENCE.finditer(text)
            if m.start() not in hidden and m.start() not in defined and m["id"] in names
        ]
        self.inline = [
            (m.start(), _bracket_end(text, m.end()))
            for m in _INLINE.finditer(text)
            if m.start() not in hidden
        ]

    def number(self, spans: Sequence[tuple[int, int]], *, in_notes: bool) -> list[int]:
        definition = Mask([(start, end) for start, end, _ in self.definitions])
        names = {(start, end): name for start, end, name in self.definitions}
        inline = Mask(self.inline)
        events: list[tuple[int, str, object]] = [(at, "ref", name) for at, name in self.references]
        events += [(start, "inline", (start, end)) for start, end in self.inline]
        where: list[object] = []
        for span in spans:
            if (found := inline.at(span[0])) is not None:
                where.append(found)
            elif (found := definition.at(span[0])) is not None:
                where.append(names[found])
            else:
                where.append(None)
                if in_notes:
                    events.append((span[0], "cite", span))
        numbers: dict[object, int] = {}
        for _, _, name in sorted(events, key=lambda event: event[0]):
            numbers.setdefault(name, len(numbers) + 1)
        return [
            numbers.get(place if place is not None else span, 0)
            for place, span in zip(where, spans, strict=True)
        ]


def _definition_end(text: str, start: int) -> int:
    """A footnote's text ends at a blank line that no indented line follows, or at the next note."""
    for match in re.compile(
        r"\n[ \t]*\r?\n(?![ \t]{2,}\S|[ \t]*\r?\n)|\n(?=[ ]{0,3}\[\^[^\]\s]+\]:)"
    ).finditer(text, start):
        return match.start()
    return len(text)


def _bracket_end(text: str, start: int) -> int:
    depth = 1
    for match in _TOKEN.finditer(text, start):
        depth += {"[": 1, "]": -1}.get(match[0], 0)
        if not depth:
            return match.end()
    return len(text)
