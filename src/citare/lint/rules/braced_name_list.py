"""A list of names is not one name.

What: An author or editor field wholly in braces of its own with `and` and names in them.

Why: Braces make one name of what they hold: the list is printed as one organisation, never
shortened, never sorted by family name.

Example:
    author = {{Vaswani, Ashish and Shazeer, Noam}}
Rather:
    author = {Vaswani, Ashish and Shazeer, Noam}

Fix: Unsafe: the inner braces go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.bibtex.grammar import masked
from citare.bibtex.names import name_spans
from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field, replace_value

_PERSON = re.compile(r"[^,]{2,40},\s*[^,]{1,40}|(?:[^\W\d_]\.[\s~]*)+[^\W\d_][\w’'-]+", re.DOTALL)


def check(record: Record) -> Iterator[Violation]:
    """Fields that hold one braced text with several people in it."""
    for field in record.people:
        text = field.value.strip()
        if not re.fullmatch(r"\{\x00*\}", masked(text)):
            continue
        inner = text[1:-1]
        people = list(name_spans(inner))
        if len(people) > 1 and all(_PERSON.fullmatch(one.text) for one in people):
            yield in_field(
                field,
                f"{len(people)} names are held together by braces",
                hint="take the inner braces away",
                fix=replace_value(field, inner, "take the inner braces away", safe=False),
            )


RULE = Rule(
    code="braced-name-list",
    group="names",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="unsafe",
    record=check,
)
