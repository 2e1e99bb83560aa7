"""What a lint rule is: a code, a severity, a check that yields hits, and a docstring.

A rule is one file in `lint/rules`, named after its code, whose docstring is what
`citare rules CODE` prints. It has four parts, each a paragraph that begins with its name:
What, Why, Example and Fix. The file ends with `RULE = Rule(...)` and has one line in
`lint/registry.py`. A rule sees a `Record` (one entry), a `BibFile` or the whole `Collection`,
according to its scope, and never the disk, the network or the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from citare.bibtex.editing import remove_field as removal_of
from citare.findings import Edit, Finding, Fix, Severity
from citare.lint.view import BibFile, Collection, Record, RecordField

Mend = Literal["safe", "unsafe", "none"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that a rule objects to. Offsets are characters of the file's text."""

    file: BibFile
    start: int
    end: int
    message: str
    hint: str = ""
    fix: Fix | None = None
    key: str = ""
    field: str = ""
    severity: Severity | None = None


CheckRecord: TypeAlias = Callable[[Record], Iterable[Hit]]
CheckFile: TypeAlias = Callable[[BibFile], Iterable[Hit]]
CheckCollection: TypeAlias = Callable[[Collection], Iterable[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule. Exactly one of `record`, `file` and `collection` is its check.

    `fix` says what the fixes it offers are at best: "safe", "unsafe" or "none". `default` is
    False for rules that run only when they are selected.
    """

    code: str
    group: str
    severity: Severity
    doc: str
    fix: Mend = "none"
    default: bool = True
    record: CheckRecord | None = None
    file: CheckFile | None = None
    collection: CheckCollection | None = None

    def hits(self, collection: Collection) -> Iterator[Hit]:
        """All hits in a collection."""
        if self.collection is not None:
            yield from self.collection(collection)
        for file in collection.files:
            if self.file is not None:
                yield from self.file(file)
            if self.record is not None:
                for record in file.records:
                    yield from self.record(record)

    def finding(self, hit: Hit) -> Finding:
        """The hit as a finding of this rule."""
        return Finding(
            self.code,
            hit.severity or self.severity,
            hit.message,
            hit.file.document.place(hit.start, hit.end, key=hit.key, field=hit.field),
            hit.hint,
            hit.fix,
        )

    @property
    def title(self) -> str:
        """The first line of the docstring."""
        return self.doc.strip().splitlines()[0]


def in_field(
    field: RecordField,
    message: str,
    *,
    span: tuple[int, int] | None = None,
    hint: str = "",
    fix: Fix | None = None,
    severity: Severity | None = None,
) -> Hit:
    """A hit in a field's value; `span` are offsets in `field.value` (default: all of it)."""
    start, end = field.value_span(*span) if span else (field.node.value_start, field.node.value_end)
    return Hit(
        field.record.file,
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
) -> Hit:
    """A hit at the head of an entry: its type and key."""
    entry = record.entry
    return Hit(
        record.file,
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
    field: RecordField,
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


def replace_whole(field: RecordField, new: str, title: str, *, safe: bool = True) -> Fix:
    """A fix that replaces the value and its delimiters by `new`, as it is."""
    node = field.node
    return Fix(title, (Edit(node.value_start, node.value_end, new),), safe)


def remove_field(field: RecordField, title: str, *, safe: bool = True) -> Fix | None:
    """A fix that takes the field out, with its comma and its line if it has one of its own."""
    edits = removal_of(field.record.entry, field.name)
    return Fix(title, edits, safe) if edits else None
