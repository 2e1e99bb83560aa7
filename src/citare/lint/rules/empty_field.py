"""A field has a value.

What: A field whose value is nothing but white space or empty braces.

Why: BibTeX counts it as missing, but it is still not inherited: an empty booktitle hides the
parent's.

Example:
    title = {On the origin of species}, note = {}
Rather:
    title = {On the origin of species}

Fix: Safe: the field is taken out, but from entries that inherit (there it is unsafe).
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field, remove_field


def check(record: Record) -> Iterator[Violation]:
    """Fields without a value."""
    names = [node.name for node in record.entry.fields]
    for name, field in record.own.items():
        if field.inner is None or field.value.strip("{} \t\r\n~"):
            continue
        # Where the field is there twice, the empty one hides the other.
        safe = not record.inherits and names.count(name) == 1
        yield in_field(
            field,
            f"{name} is empty",
            hint="fill it or leave it out",
            fix=remove_field(field, f"take out {name}", safe=safe),
        )


RULE = Rule(
    code="empty-field",
    group="fields",
    severity=Severity.INFO,
    doc=__doc__ or "",
    once=True,
    fix="safe",
    record=check,
)
