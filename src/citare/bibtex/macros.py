"""What a field's pieces say: @string definitions, `#`, and the months.

Rules of BibTeX (btxdoc section 2; bibtex.web, "scan a field value"): names are compared without
case, a definition holds from its place on, white space is compressed. Where BibTeX gives up,
this reads on: a macro defined only later is used, an undefined one is read as its own name. So is
one that makes a value longer than `MOST_EXPANDED`: definitions that double each other would
otherwise take all memory (BibTeX's own buffer held 20,000 characters).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from citare.bibtex.nodes import Document, Entry, Field, Piece, PieceKind, Strings, piece_text
from citare.findings import Finding, Severity
from citare.model import dates
from citare.model.dates import MONTH_MACROS

MONTHS: Mapping[str, str] = dict(zip(MONTH_MACROS, dates.MONTHS, strict=True))
"""What the standard styles define (plain.bst)."""

MOST_EXPANDED = 20_000
"""Characters of a value that is joined from macros."""

_SPACE = re.compile(r"[ \t\r\n]+")


def compress(value: str) -> str:
    """White space as BibTeX sees it: runs are one blank, none at the ends."""
    if "\n" in value or "  " in value or "\t" in value or "\r" in value:
        value = _SPACE.sub(" ", value)
    return value.strip(" ")


class Macros:
    """The macros a document may use: its own @string definitions, and `inherited` ones."""

    def __init__(self, document: Document, inherited: Mapping[str, str] = MONTHS) -> None:
        self._inherited = inherited
        self._own: dict[str, tuple[list[int], list[str]]] = {}
        for block in document.strings:
            for one in block.fields:
                text = self._join(document.text, one.pieces)
                starts, texts = self._own.setdefault(one.name, ([], []))
                starts.append(one.start)
                texts.append(text)

    @property
    def final(self) -> dict[str, str]:
        """All macros as they are after the document's last line."""
        return {**self._inherited, **{name: texts[-1] for name, (_, texts) in self._own.items()}}

    def lookup(self, name: str, offset: int) -> str | None:
        """What a macro says at an offset; None if nothing defines it."""
        name = name.lower()
        definitions = self._own.get(name)
        if definitions is None:
            return self._inherited.get(name)
        starts, texts = definitions
        before = bisect_left(starts, offset)
        return texts[before - 1] if before else self._inherited.get(name, texts[0])

    def value(self, source: str, field: Field) -> str:
        """A field's value: delimiters removed, pieces joined, white space compressed."""
        pieces = field.pieces
        if len(pieces) == 1 and pieces[0].kind is PieceKind.BRACED:
            return compress(source[field.value_start + 1 : field.value_end - 1])
        return compress(self._join(source, pieces))

    def fields(self, entry: Entry) -> dict[str, str]:
        """An entry's own fields by lower-case name; of a repeated one the first counts."""
        source, value = entry.source, self.value
        found: dict[str, str] = {}
        for one in entry.fields:
            if one.name not in found:
                found[one.name] = value(source, one)
        return found

    def _join(self, source: str, pieces: Iterable[Piece]) -> str:
        return "".join(text for _, text, _ in self.expanded(source, pieces))

    def expanded(
        self, source: str, pieces: Iterable[Piece]
    ) -> Iterator[tuple[Piece, str, Literal["", "undefined", "too long"]]]:
        """Each piece with what it says, and what is wrong with it if it is a macro."""
        length = 0
        for piece in pieces:
            text = piece_text(source, piece)
            trouble: Literal["", "undefined", "too long"] = ""
            if piece.kind is PieceKind.MACRO:
                known = self.lookup(text, piece.start)
                if known is None:
                    trouble = "undefined"
                elif length + len(known) > MOST_EXPANDED >= len(text):
                    trouble = "too long"
                else:
                    text = known
            length += len(text)
            yield piece, text, trouble


def macros_of(documents: Iterable[Document]) -> tuple[Macros, ...]:
    """The macros of each document of a library; each knows its own first, then all others'."""
    documents = tuple(documents)
    known: Mapping[str, str] = MONTHS
    for document in documents:
        if document.strings:
            known = Macros(document, known).final
    return tuple(Macros(document, known) for document in documents)


_TROUBLES = {
    "undefined": (
        "the macro {0} is not defined; BibTeX prints nothing for it",
        "define it with @string{{{0} = {{...}}}}, or put it in braces",
    ),
    "too long": (
        f"with the macro {{0}} the value is longer than {MOST_EXPANDED:,} characters",
        "it is read as its name; write a shorter definition",
    ),
}


def macro_findings(document: Document, macros: Macros) -> tuple[Finding, ...]:
    """Macros that nothing defines, and those that would make a value too long."""
    findings = []
    blocks: tuple[Strings | Entry, ...] = (*document.strings, *document.entries)
    for entry in blocks:
        for one in entry.fields:
            for piece, text, trouble in macros.expanded(document.text, one.pieces):
                if not trouble:
                    continue
                key = entry.key if isinstance(entry, Entry) else ""
                place = document.place(piece.start, piece.end, key=key, field=one.name)
                message, hint = _TROUBLES[trouble]
                findings.append(
                    Finding(
                        "undefined-macro",
                        Severity.WARNING,
                        message.format(text),
                        place,
                        hint.format(text),
                    )
                )
    return tuple(findings)
