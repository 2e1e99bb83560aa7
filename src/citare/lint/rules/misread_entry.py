"""Other programs read an entry as BibTeX does.

What: An entry in which bibtexparser 2, a parser that much software uses, sees another key, type
or value than BibTeX, or that it leaves out: quotes within a quoted value, a blank after the @,
a line break before the brace, a remark inside an entry, a backslash before a delimiter.
Repeated fields, for which it leaves the entry out too, are duplicate-field's to report.

Why: BibTeX reads the entry, so the document looks right; a website, a script or another
reference manager made from the same file lacks the entry without a word, or has half a value.

Example:
    author = "Carl Friedrich Gau{"s}",
Rather:
    author = {Carl Friedrich Gau{"s}},

Fix: None.
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.bibtex.interop import may_misread, misreading
from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, at_entry, in_field


def check(record: Record) -> Iterator[Violation]:
    """Well-formed entries that bibtexparser reads differently."""
    entry = record.entry
    repeated = len({one.name for one in entry.fields}) < len(entry.fields)
    if not entry.clean or repeated or not may_misread(entry):
        return
    wrong = misreading(entry)
    if wrong is None:
        return
    hint = "write it as most files do, so that every program reads the same"
    severity = Severity.WARNING if wrong.dropped else Severity.INFO
    field = record.own.get(wrong.field)
    if field is None:
        yield at_entry(record, wrong.message, hint=hint, severity=severity)
    else:
        yield in_field(field, wrong.message, hint=hint, severity=severity)


RULE = Rule(
    code="misread-entry",
    group="syntax",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
