"""What a field's pieces say: @string definitions, `#`, and the months.

Rules of BibTeX (btxdoc section 2; bibtex.web, "scan a field value"): names are compared without
case, a definition holds from its place on, white space is compressed. Where BibTeX gives up,
this reads on: a macro defined only later is used, an undefined one stands for its own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from citare.bibtex.nodes import Document, Entry, Field, Piece, PieceKind, Strings, piece_text
from citare.findings import Finding, Severity
from citare.model import dates
from citare.model.dates import MONTH_MACROS

MONTHS: Mapping[str, str] = dict(zip(MONTH_MACROS, dates.MONTHS, strict=True))
"""What the standard styles define (plain.bst)."""

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
        self._own: dict[str, list[tuple[int, str]]] = {}
        for block in document.strings:
            for one in block.fields:
                text = self._join(document.text, one.pieces)
                self._own.setdefault(one.name, []).append((one.start, text))

    @property
    def final(self) -> dict[str, str]:
        """All macros as they stand behind the document's last line."""
        return {**self._inherited, **{name: defs[-1][1] for name, defs in self._own.items()}}

    def lookup(self, name: str, offset: int) -> str | None:
        """What a macro says at an offset; None if nothing defines it."""
        name = name.lower()
        definitions = self._own.get(name)
        if definitions is None:
            return self._inherited.get(name)
        before = [text for start, text in definitions if start < offset]
        if before:
            return before[-1]
        return self._inherited.get(name, definitions[0][1])

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
        texts = []
        for piece in pieces:
            text = piece_text(source, piece)
            if piece.kind is PieceKind.MACRO:
                known = self.lookup(text, piece.start)
                text = text if known is None else known
            texts.append(text)
        return "".join(texts)


def macros_of(documents: Iterable[Document]) -> tuple[Macros, ...]:
    """The macros of each document of a library; each knows its own first, then all others'."""
    documents = tuple(documents)
    known: Mapping[str, str] = MONTHS
    for document in documents:
        if document.strings:
            known = Macros(document, known).final
    return tuple(Macros(document, known) for document in documents)


def macro_findings(document: Document, macros: Macros) -> tuple[Finding, ...]:
    """Macros that nothing defines."""
    findings = []
    blocks: tuple[Strings | Entry, ...] = (*document.strings, *document.entries)
    for entry in blocks:
        for one in entry.fields:
            for piece in one.pieces:
                if piece.kind is not PieceKind.MACRO:
                    continue
                name = document.text[piece.start : piece.end]
                if macros.lookup(name, piece.start) is None:
                    key = entry.key if isinstance(entry, Entry) else ""
                    findings.append(
                        Finding(
                            "undefined-macro",
                            Severity.WARNING,
                            f"the macro {name} is not defined; BibTeX prints nothing for it",
                            document.place(piece.start, piece.end, key=key, field=one.name),
                            f"define it with @string{{{name} = {{...}}}}, or put it in braces",
                        )
                    )
    return tuple(findings)
