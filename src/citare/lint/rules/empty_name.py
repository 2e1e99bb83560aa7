"""A list of names has no empty places.

What: `and` at the beginning or the end of a list, or twice in a row.

Why: BibTeX counts an empty name: "Smith, , and Jones".

Example:
    author = {Vaswani, Ashish and and Shazeer, Noam}
Rather:
    author = {Vaswani, Ashish and Shazeer, Noam}

Fix: Safe: the `and` that joins nothing goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.findings import Severity
from citare.lint.base import Hit, Rule, in_field, replace_value
from citare.lint.name_fields import name_fields
from citare.lint.values import names
from citare.lint.view import Record


def check(record: Record) -> Iterator[Hit]:
    """Lists with an empty name."""
    for field in name_fields(record):
        found = list(names(field.value))
        full = [name.text for name in found if name.text]
        if len(full) == len(found) or not full:
            continue
        yield in_field(
            field,
            "the list has an empty name",
            hint="take out the `and` that joins nothing",
            fix=replace_value(field, " and ".join(full), "take out the empty name"),
        )


RULE = Rule(
    code="empty-name",
    group="names",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="safe",
    record=check,
)
