"""No value says that the value is still to come.

What: Values like ???, TODO, XXX, N/A, none, null, unknown author, no title, [to be added].

Why: They are printed like any other value.

Example:
    publisher = {TODO}
Rather:
    publisher = {Springer}

Fix: None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field
from citare.lint.values import plain

_PLACEHOLDER = re.compile(
    r"\?+|x{3,}|[-–—]{2,}|\.{3,}|(?:todo|fixme)(?:[^\w ].*)?|tbd|tba|n/a|none|null|undefined|nan|"
    r"unknown (?:author|title|journal|publisher)|no (?:author|title|journal)|untitled|"
    r"\[?to be (?:added|completed|filled in|determined)\]?|(?:title|author|journal)\s*here|"
    r"insert .{1,20} here|lorem ipsum.*|missing",
    re.IGNORECASE | re.DOTALL,
)
_FIELDS = ("author", "editor", "title", "booktitle", "journal", "journaltitle", "publisher", "year",
           "date", "volume", "number", "pages", "doi", "isbn", "issn", "institution", "school",
           "address", "location", "url")  # fmt: skip


def check(record: Record) -> Iterator[Violation]:
    """Values that stand for a missing one."""
    for name in _FIELDS:
        field = record.own.get(name)
        if field is None or field.inner is None:
            continue
        text = plain(field.value).strip()
        if text and _PLACEHOLDER.fullmatch(text):
            yield in_field(field, f"{name} says {text!r}", hint="fill it or leave it out")


RULE = Rule(
    code="placeholder-value",
    group="fields",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
