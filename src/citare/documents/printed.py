"""Markdown that holds its printed citations beside their sources, so that they can be renewed.

A printed citation is an element that every Markdown reader leaves in the line:

    <span class="citation" data-cite="[@ning2025, p. 3]">(Ning et al., 2025, p. 3)</span>

A printed list is between two comments, `<!-- citare:references -->` and
`<!-- /citare:references -->`; what follows `references` in the first is a query, so that a
document can have several lists. Footnotes of note styles are between `<!-- citare:notes -->` and
`<!-- /citare:notes -->`. Everything else in the document stays byte for byte.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from citare.documents.base import Mask
from citare.documents.markdown import printed_citations, unsearched

ESCAPES: Final = str.maketrans({"&": "&amp;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;"})
"""How a source is written in its attribute; html.unescape reads it back."""
_BLOCK: Final = re.compile(
    r"^[ ]{0,3}<!-- citare:(?P<what>references|notes)(?P<query>[^\n]*?)-->"
    r"(?P<body>(?:(?!<!-- /?citare:).)*?)"
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


@dataclass(frozen=True, slots=True)
class Restored:
    """A document without what was printed into it: sources in place of printed citations, lists
    and footnotes empty between their markers."""

    text: str
    _starts: tuple[int, ...]
    _shifts: tuple[int, ...]

    def original(self, offset: int) -> int:
        """The offset in the printed document of an offset in `text`."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]


def restored(text: str) -> Restored:
    """The document as its writer wrote it. Done twice it changes nothing more."""
    pieces: list[tuple[int, int, str, int]] = []
    for block in _blocks(text):
        pieces.append((block.start("body"), block.end("body"), line_end(text), 0))
    lists = Mask([(start, end) for start, end, _, _ in pieces])
    for one in printed_citations(text):
        if one.start not in lists:
            source = html.unescape(text[one.source_start : one.source_end])
            pieces.append((one.start, one.end, source, one.source_start - one.start))
    out: list[str] = []
    starts, shifts = [0], [0]
    at = length = 0
    for start, end, piece, inside in sorted(pieces):
        out += [text[at:start], piece]
        length += start - at
        starts.append(length)
        shifts.append(start + inside - length)
        length += len(piece)
        starts.append(length)
        shifts.append(end - length)
        at = end
    out.append(text[at:])
    return Restored("".join(out), tuple(starts), tuple(shifts))


def printed(source: str, shown: str) -> str:
    """A printed citation. The source is on one line there."""
    escaped = source.translate(ESCAPES)
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
    hidden = unsearched(text)
    for match in _REFS_DIV.finditer(text):
        if match.start() in hidden:
            continue
        group = "html" if match["html"] is not None else "body"
        return match.start(group), False
    heading = _LAST_HEADING.search(text)
    if heading and heading.start() not in hidden:
        title = re.sub(r"\{[^}]*\}|[*_:\d.]", "", heading["atx"] or heading["setext"] or "")
        if title.strip().casefold() in _HEADINGS:
            return len(text), False
    return len(text), True


def notes_block(text: str) -> tuple[int, int] | None:
    """The span of the printed footnotes, or None."""
    return next((m.span() for m in _blocks(text) if m["what"] == "notes"), None)


def line_end(text: str) -> str:
    """The line end that the document uses."""
    return "\r\n" if "\r\n" in text else "\n"


def line_ends_at_the_end(text: str) -> int:
    """How many line ends close the text; enough of them if it is empty."""
    tail = text[len(text.rstrip("\r\n")) :]
    return 2 if not text else tail.count("\n")


@dataclass(frozen=True, slots=True)
class NotePlace:
    """Where a citation is read: in which footnote (0: in the text), and when."""

    number: int
    order: tuple[int, int]
    in_footnote: bool


def note_places(text: str, spans: Sequence[tuple[int, int]], *, in_notes: bool) -> list[NotePlace]:
    """The places of citations. Footnotes are numbered in the order of their references.

    A citation in a footnote is read where the footnote is referred to. With `in_notes` (a note
    style) a citation in the text is a note of its own and takes the next number.
    """
    return _Footnotes(text).places(spans, in_notes=in_notes)


_DEFINITION: Final = re.compile(r"^[ ]{0,3}\[\^(?P<id>[^\]\s]+)\]:", re.MULTILINE)
_REFERENCE: Final = re.compile(r"\[\^(?P<id>[^\]\s]+)\](?!:)")
_NOTE_ENDS: Final = re.compile(
    r"\n[ \t]*\r?\n(?![ \t]{2,}\S|[ \t]*\r?\n)|\n(?=[ ]{0,3}\[\^[^\]\s]+\]:)"
)
_TOKEN: Final = re.compile(r"\\.|[\[\]]", re.DOTALL)
_INLINE: Final = re.compile(r"\^\[")


class _Footnotes:
    """The footnotes of a document: definitions by name, references in order, inline notes."""

    def __init__(self, text: str) -> None:
        hidden = unsearched(text)
        definitions = [
            (m.end(), _definition_end(text, m.end()), m["id"])
            for m in _DEFINITION.finditer(text)
            if m.start() not in hidden
        ]
        self.definitions = Mask([(start, end) for start, end, _ in definitions])
        self.names = {(start, end): name for start, end, name in definitions}
        self.inline = Mask(
            [
                (m.start(), _bracket_end(text, m.end()))
                for m in _INLINE.finditer(text)
                if m.start() not in hidden
            ]
        )
        names = set(self.names.values())
        self.references: dict[str, int] = {}
        for match in _REFERENCE.finditer(text):
            at = match.start()
            if match["id"] in names and at not in hidden and at not in self.definitions:
                self.references.setdefault(match["id"], at)

    def places(self, spans: Sequence[tuple[int, int]], *, in_notes: bool) -> list[NotePlace]:
        found: list[tuple[int, bool]] = []  # where each is read, whether in a footnote
        for start, _ in spans:
            inline = self.inline.at(start)
            definition = self.definitions.at(start)
            if inline is not None:
                found.append((inline[0], True))
            elif definition is not None:
                name = self.names[definition]
                found.append((self.references.get(name, definition[0]), True))
            else:
                found.append((start, False))
        notes = {*self.references.values(), *self.inline.starts}
        notes |= {at for at, inside in found if inside or in_notes}
        numbers = {at: number for number, at in enumerate(sorted(notes), 1)}
        return [
            NotePlace(numbers.get(at, 0), (at, start), inside)
            for (at, inside), (start, _) in zip(found, spans, strict=True)
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
