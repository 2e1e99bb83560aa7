"""What a lint rule is: a code, a severity, a check that yields violations, and a docstring.

A rule is one file in `lint/rules`, named after its code, whose docstring is what
`citare rules CODE` prints. It has four parts, each a paragraph that begins with its name:
What, Why, Example and Fix. The file ends with `RULE = Rule(...)` and has one line in
`lint/registry.py`. A rule sees a `Record` (one entry), a `LibraryFile`, or the whole `Library`
with the `Context` of the run; never the disk, the network or the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from citare.bibtex.editing import remove_field as removal_of
from citare.bibtex.nodes import Document
from citare.findings import Edit, Finding, Fix, Severity
from citare.library.library import Library, LibraryFile, OwnField, Record

FixKind = Literal["safe", "unsafe", "none"]


@dataclass(frozen=True, slots=True)
class FileEncoding:
    """How a file's bytes were read: the codec, whether it was certain, offsets of odd bytes."""

    name: str = "utf-8"
    certain: bool = True
    odd: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What rules know besides the library. `today` is ISO 8601 ("" for unknown)."""

    today: str = ""
    encodings: Mapping[str, FileEncoding] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Violation:
    """One place that a rule objects to. Offsets are characters of the document's text."""

    document: Document
    start: int
    end: int
    message: str
    hint: str = ""
    fix: Fix | None = None
    key: str = ""
    field: str = ""
    severity: Severity | None = None


CheckRecord: TypeAlias = Callable[[Record], Iterable[Violation]]
CheckFile: TypeAlias = Callable[[LibraryFile], Iterable[Violation]]
CheckLibrary: TypeAlias = Callable[[Library, Context], Iterable[Violation]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule. Exactly one of `record`, `file` and `library` is its check.

    `fix` says what the fixes it offers are at best: "safe", "unsafe" or "none". `default` is
    False for rules that run only when they are selected. `once`: a matter of house style, whose
    infos are told once a file, with their number.
    """

    code: str
    group: str
    severity: Severity
    doc: str
    fix: FixKind = "none"
    default: bool = True
    once: bool = False
    record: CheckRecord | None = None
    file: CheckFile | None = None
    library: CheckLibrary | None = None

    def violations(self, library: Library, context: Context) -> Iterator[Violation]:
        """Everything in a library that the rule objects to."""
        if self.library is not None:
            yield from self.library(library, context)
        for source in library.sources:
            if self.file is not None:
                yield from self.file(source)
            if self.record is not None:
                for record in source.records:
                    yield from self.record(record)

    def finding(self, violation: Violation) -> Finding:
        """The violation as a finding of this rule."""
        return Finding(
            self.code,
            violation.severity or self.severity,
            violation.message,
            violation.document.place(
                violation.start, violation.end, key=violation.key, field=violation.field
            ),
            violation.hint,
            violation.fix,
        )

    @property
    def title(self) -> str:
        """The first line of the docstring."""
        return self.doc.strip().splitlines()[0]


def in_field(
    field: OwnField,
    message: str,
    *,
    span: tuple[int, int] | None = None,
    hint: str = "",
    fix: Fix | None = None,
    severity: Severity | None = None,
) -> Violation:
    """A violation in a field's value; `span` are offsets in `field.value` (default: all of it)."""
    start, end = field.value_span(*span) if span else (field.node.value_start, field.node.value_end)
    return Violation(
        field.record.document,
        start,
        end,
        message,
        hint,
        fix,
        key=field.record.key,
        field=field.name,
        severity=severity,
    )


def at_entry(
    record: Record,
    message: str,
    *,
    hint: str = "",
    fix: Fix | None = None,
    severity: Severity | None = None,
    field: str = "",
) -> Violation:
    """A violation at the head of an entry: its type and key."""
    entry = record.entry
    return Violation(
        record.document,
        entry.start,
        max(entry.key_end, entry.type_end),
        message,
        hint,
        fix,
        key=record.key,
        field=field,
        severity=severity,
    )


def replace_value(
    field: OwnField,
    new: str,
    title: str,
    *,
    safe: bool = True,
    span: tuple[int, int] | None = None,
) -> Fix | None:
    """A fix that replaces the value (or a span of it); None if it is not one plain literal.

    A quoted value cannot hold a bare quotation mark, so none is put into one.
    """
    if field.inner is None or (field.quoted and '"' in new):
        return None
    start, end = span or (0, len(field.value))
    base = field.inner[0]
    return Fix(title, (Edit(base + start, base + end, new),), safe)


def replace_whole(field: OwnField, new: str, title: str, *, safe: bool = True) -> Fix:
    """A fix that replaces the value and its delimiters by `new`, as it is."""
    node = field.node
    return Fix(title, (Edit(node.value_start, node.value_end, new),), safe)


def remove_field(field: OwnField, title: str, *, safe: bool = True) -> Fix | None:
    """A fix that takes the field out, with its comma and its line if it has one of its own."""
    edits = removal_of(field.record.entry, field.name)
    return Fix(title, edits, safe) if edits else None
