"""What an entry inherits from is there.

What: A crossref or xdata (also `xdata=KEY-FIELD` in a field's value) whose key no entry of the
library has, or that leads back to itself.

Why: The fields that should come from the parent are missing in print.

Example:
    crossref = {nowhere}
Rather:
    booktitle = {Proceedings of the meeting}

Fix: None.
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field


def check(record: Record) -> Iterator[Violation]:
    """Links to parents that are not there or go round in a circle."""
    for found in record.resolved.findings:
        field = record.own.get(found.place.field)
        if found.place.key == record.key and field is not None:
            yield in_field(field, found.message, hint=found.hint)


RULE = Rule(
    code="missing-parent",
    group="library",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
