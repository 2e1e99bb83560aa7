"""The check digit of an ISBN is right.

What: An ISBN whose last digit does not follow from the others (ISO 2108), or that has not 10
or 13 digits.

Why: A digit is wrong or lost: the number names another book, or none.

Example:
    isbn = {978-0-201-03801-4}
Rather:
    isbn = {978-0-201-03801-9}

Fix: None: any digit may be the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field
from citare.model.identifiers import normalise_isbn, normalise_issn

_NUMBER = re.compile(r"(?<![\w-])\d[\d\s‐‑–-]{5,20}[\dXx](?![\w-])")
_NOT_DIGITS = re.compile(r"[\s‐‑–-]")


def check(record: Record) -> Iterator[Violation]:
    """Each number in the field that is not a valid ISBN."""
    field = record.own.get("isbn")
    if field is None:
        return
    for found in _NUMBER.finditer(field.value):
        text = found[0].strip()
        digits = _NOT_DIGITS.sub("", text)
        if normalise_isbn(text) or any(normalise_isbn(part) for part in text.split()):
            continue
        if len(digits) == 9 and normalise_isbn("0" + digits):
            continue  # a standard book number of the years before 1970
        if len(digits) == 8 and normalise_issn(digits):
            continue  # misplaced-identifier's to report
        right = (
            "its check digit is wrong"
            if len(digits) in (10, 13)
            else f"it has {len(digits)} digits"
        )
        yield in_field(
            field,
            f"{text!r} is not a valid ISBN: {right}",
            span=found.span(),
            hint="compare with the book's imprint",
        )


RULE = Rule(
    code="isbn-checksum",
    group="identifiers",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
