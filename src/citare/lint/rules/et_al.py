"""A list of names that goes on ends with `and others`.

What: `et al.` in author or editor, as a name of its own or after the last one.

Why: BibTeX takes "al." for a family name; `and others` is printed as the style wants it.

Example:
    author = {Vaswani, Ashish and Shazeer, Noam and et al.}
Rather:
    author = {Vaswani, Ashish and Shazeer, Noam and others}

Fix: Safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field, replace_value
from citare.text.braces import balanced

_ET_AL = re.compile(
    r"(?<![\s,])(?:,?\s++(?:and\s++)?|\s*+,\s*+)\\?(?:emph|textit|it)?\s*\{?\s*(?:\bet\b[\s~.]*\bal\b|and\s+co-?workers)"
    r"\s*\}?\.?\s*\}?(?:$|(?=\s+and\s))",
    re.IGNORECASE,
)


def check(record: Record) -> Iterator[Violation]:
    """Lists that end with et al."""
    for field in record.people:
        found = _ET_AL.search(field.value)
        if found is None:
            continue
        fix = None
        text = field.value[found.start() :]
        if found.end() >= len(field.value.rstrip()) and balanced(text):
            rest = (found.start(), len(field.value))
            fix = replace_value(field, " and others", "write `and others`", span=rest)
        yield in_field(
            field,
            f"{found[0].strip()!r} would be printed as a name",
            span=found.span(),
            hint="write `and others`",
            fix=fix,
        )


RULE = Rule(
    code="et-al",
    group="names",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="safe",
    record=check,
)
