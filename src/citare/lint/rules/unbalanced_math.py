"""Every dollar sign that opens math has one that closes it.

What: An odd number of bare `$` in a field that is printed.

Why: LaTeX sets all text up to the next dollar sign as math, or stops with "Missing $ inserted".

Example:
    title = {The $64,000 question}
Rather:
    title = {The \\$64,000 question}

Fix: Unsafe, where there is one dollar sign and a number follows it: it is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Edit, Fix, Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field

_DOLLAR = re.compile(r"\\.|\$", re.DOTALL)


def check(record: Record) -> Iterator[Violation]:
    """Fields with an odd number of dollar signs."""
    for field in record.printed:
        if "$" not in field.value:
            continue
        dollars = [m.start() for m in _DOLLAR.finditer(field.value) if m[0] == "$"]
        if len(dollars) % 2 == 0:
            continue
        fix = None
        last = dollars[-1]
        if len(dollars) == 1 and field.inner and field.value[last + 1 : last + 2].isdigit():
            at = field.inner[0] + last
            fix = Fix("escape the dollar sign", (Edit(at, at, "\\"),), safe=False)
        yield in_field(
            field,
            "a `$` opens math that is never closed",
            span=(last, last + 1),
            hint="write \\$ for the sign itself",
            fix=fix,
        )


RULE = Rule(
    code="unbalanced-math",
    group="text",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="unsafe",
    record=check,
)
