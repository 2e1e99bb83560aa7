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
from itertools import pairwise

from citare.bibtex.grammar import Span
from citare.findings import Edit, Fix, Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field


def check(record: Record) -> Iterator[Violation]:
    """Lists with an empty name."""
    for field in record.people:
        found = list(field.names)
        full = [name for name in found if name.text]
        if len(full) == len(found) or not full:
            continue
        fix = None
        if field.inner is not None:
            base = field.inner[0]
            fix = Fix(
                "take out the empty name",
                tuple(Edit(base + start, base + end, "") for start, end in _needless(found)),
            )
        yield in_field(
            field,
            "the list has an empty name",
            hint="take out the `and` that joins nothing",
            fix=fix,
        )


def _needless(found: list[Span]) -> Iterator[tuple[int, int]]:
    """The stretches to take out: from the end of a name to where its neighbour ends."""
    begins = True
    for before, name in pairwise([None, *found]):
        if name is None:
            continue
        if before is not None and not name.text:
            yield before.end, name.end
        elif before is not None and begins:
            yield before.start, name.start
        begins = begins and not name.text


RULE = Rule(
    code="empty-name",
    group="names",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="safe",
    record=check,
)
