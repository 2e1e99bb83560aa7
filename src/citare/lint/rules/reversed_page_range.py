"""A range of pages runs forward.

What: A range whose second number is smaller than its first and is not a shortened form of a
larger one (1023--31 is 1023--1031).

Why: One of the two numbers is wrong, mostly a digit lost or two swapped.

Example:
    pages = {238--131}
Rather:
    pages = {131--238}

Fix: None: only the publication knows which number is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field

_RANGE = re.compile(
    r"(?<![\w.:/–-])([A-Za-z]?)(\d{1,12})\s*(?:--|–)\s*([A-Za-z]?)(\d{1,12})(?![\w.:/–-])"
)


def check(record: Record) -> Iterator[Violation]:
    """Each range that runs backward."""
    field = record.own.get("pages")
    if field is None:
        return
    for found in _RANGE.finditer(field.value):
        if found[1].lower() != found[3].lower():
            continue
        first, second = found[2], found[4]
        if len(second) < len(first):
            whole = int(first[: len(first) - len(second)] + second)
            if whole >= int(first):
                continue
        if int(second) < int(first):
            yield in_field(
                field,
                f"the range {found[0]!r} runs backward",
                span=found.span(),
                hint="compare with the publication",
            )


RULE = Rule(
    code="reversed-page-range",
    group="pages",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
