"""A title is not written in capitals.

What: A title, booktitle or journal of three words or more in capitals only.

Why: Few styles lower capitals, none knows which must stay; records of the seventies and
library catalogues bring them in.

Example:
    title = {ON THE ORIGIN OF SPECIES}
Rather:
    title = {On the Origin of Species}

Fix: None: which words keep a capital is not certain.
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field
from citare.lint.values import loose_words, plain


def check(record: Record) -> Iterator[Violation]:
    """Titles in capitals."""
    for name in ("title", "booktitle", "subtitle", "journal", "journaltitle"):
        field = record.own.get(name)
        if field is None or (field.value.upper() != field.value and "\\" not in field.value):
            continue
        text = plain(field.value)
        words = [w.text for w in loose_words(text) if w.text.isalpha()]
        long = [w for w in words if len(w) > 3]
        if len(words) >= 3 and len(long) >= 2 and all(w.isupper() for w in words):
            yield in_field(field, f"{name} is in capitals", hint="write it with small letters")


RULE = Rule(
    code="all-caps-title",
    group="titles",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
