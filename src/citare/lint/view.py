"""What rules see: the files of a library as records with resolved values.

A `Record` is an entry of the text with its fields' values read (macros expanded, pieces
joined, outer delimiters gone) and what it inherits. Everything costly is worked out when it is
first asked for. Nothing here is ever changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from citare.bibtex.inherit import Origin, ResolvedEntry, Resolver, speaks_biblatex
from citare.bibtex.macros import Macros, macros_of
from citare.bibtex.nodes import Document, Entry, Field, PieceKind
from citare.findings import Finding
from citare.lint.field_kinds import NAMES, PRINTED
from citare.lint.values import Span, names


@dataclass(frozen=True, eq=False)
class RecordField:
    """A field of an entry. `name` is lower-case, `value` raw LaTeX.

    `inner` is the span of the value in the text if it is written as one literal in braces or
    quotes: only such a value is mended in place.
    """

    record: Record = field(repr=False)
    node: Field
    name: str
    value: str
    inner: tuple[int, int] | None
    quoted: bool

    @cached_property
    def names(self) -> tuple[Span, ...]:
        """The value as a list of names."""
        return tuple(names(self.value))

    def value_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the value as offsets in the text (the whole value where unknown)."""
        if self.inner is None:
            return self.node.value_start, self.node.value_end
        return self.inner[0] + start, self.inner[0] + end


class Record:
    """An entry as rules see it."""

    def __init__(self, file: BibFile, entry: Entry) -> None:
        self.file = file
        self.entry = entry
        self.type = entry.type
        self.key = entry.key

    @cached_property
    def fields(self) -> Mapping[str, RecordField]:
        """The entry's own fields by name; of a doubled one the first, which counts."""
        found: dict[str, RecordField] = {}
        text = self.file.document.text
        for node in self.entry.fields:
            if node.name in found:
                continue
            inner = None
            quoted = False
            if len(node.pieces) == 1:
                piece = node.pieces[0]
                if piece.kind in (PieceKind.BRACED, PieceKind.QUOTED):
                    inner = (piece.start + 1, piece.end - 1)
                    quoted = piece.kind is PieceKind.QUOTED
            value = text[inner[0] : inner[1]] if inner else self.file.value(node)
            found[node.name] = RecordField(self, node, node.name, value, inner, quoted)
        return found

    @cached_property
    def printed(self) -> tuple[RecordField, ...]:
        """The own fields that a style prints as text."""
        return tuple(self.fields[name] for name in PRINTED if name in self.fields)

    @cached_property
    def people(self) -> tuple[RecordField, ...]:
        """The own fields that hold a list of names."""
        found = (self.fields[name] for name in NAMES if name in self.fields)
        return tuple(field for field in found if field.value.strip())

    @cached_property
    def _resolved(self) -> ResolvedEntry:
        return self.file.collection.resolver.resolve(self.entry, self.file.document)

    @property
    def resolved(self) -> Mapping[str, str]:
        """All values, those inherited by crossref and xdata among them."""
        return self._resolved.fields

    @property
    def origins(self) -> Mapping[str, Origin]:
        """Where the inherited values stand."""
        return self._resolved.origins

    @property
    def inheritance_findings(self) -> Sequence[Finding]:
        """Parents that are missing or go round in circles."""
        return self._resolved.findings

    @property
    def inherits(self) -> bool:
        """Whether the entry has a parent."""
        return "crossref" in self.fields or "xdata" in self.fields

    def value(self, name: str) -> str:
        """An own or inherited value, stripped; "" if there is none."""
        own = self.fields.get(name)
        if own is not None:
            return own.value.strip()
        return self.resolved.get(name, "").strip() if self.inherits else ""

    def has(self, *names: str) -> bool:
        """Whether any of the fields has a value."""
        return any(self.value(name) for name in names)


class BibFile:
    """A file of the library."""

    def __init__(self, collection: Collection, document: Document, macros: Macros) -> None:
        self.collection = collection
        self.document = document
        self.macros = macros

    @property
    def name(self) -> str:
        """The file's name as findings show it."""
        return self.document.file

    @cached_property
    def records(self) -> Sequence[Record]:
        """The entries in the order of the text."""
        return [Record(self, entry) for entry in self.document.entries]

    @cached_property
    def is_biblatex(self) -> bool:
        """Whether the file uses BibLaTeX's own types or fields."""
        return speaks_biblatex(self.document)

    def value(self, node: Field) -> str:
        """A field's value with macros expanded."""
        return self.macros.value(self.document.text, node)

    def whose(self, offset: int) -> tuple[str, str]:
        """The key and the field that an offset belongs to; "" for none."""
        segment = self.document.at(offset)
        if not isinstance(segment, Entry):
            return "", ""
        for node in segment.fields:
            if node.start <= offset < node.end:
                return segment.key, node.name
        return segment.key, ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file's bytes were read: the codec, whether it was certain, offsets of odd bytes."""

    encoding: str = "utf-8"
    certain: bool = True
    odd: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What rules know besides the text. `today` is ISO 8601 ("" for unknown)."""

    today: str = ""
    readings: Mapping[str, Reading] = field(default_factory=dict)


class Collection:
    """The files of one run, in order, as one library."""

    def __init__(
        self, documents: Sequence[Document], surroundings: Surroundings | None = None
    ) -> None:
        self.surroundings = surroundings or Surroundings()
        macros = macros_of(documents)
        pairs = tuple(zip(documents, macros, strict=True))
        self.resolver = Resolver(pairs)
        self.files: Sequence[BibFile] = [BibFile(self, one, its) for one, its in pairs]

    @cached_property
    def records(self) -> Sequence[Record]:
        """All entries of all files."""
        return [record for file in self.files for record in file.records]

    @cached_property
    def by_key(self) -> Mapping[str, Record]:
        """The first entry of each key."""
        found: dict[str, Record] = {}
        for record in self.records:
            if record.key:
                found.setdefault(record.key, record)
        return found
