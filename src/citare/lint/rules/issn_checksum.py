"""The check digit of an ISSN is right.

What: An ISSN whose last digit does not follow from the others (ISO 3297), or that has not 8
digits.

Why: A digit is wrong or lost: the number names another journal, or none.

Example:
    issn = {1472-6921}
Rather:
    issn = {1472-6920}

Fix: None: any digit may be the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field
from citare.model.identifiers import normalise_isbn, normalise_issn

_NUMBER = re.compile(r"(?<![\w-])(?:\d{4}\s?[‐‑–-]\s?\d{2,4}[Xx]?|\d{7}[\dXx])(?![\w-])")


def check(record: Record) -> Iterator[Violation]:
    """Each number in the field that is not a valid ISSN."""
    field = record.own.get("issn")
    if field is None or normalise_isbn(field.value):
        return
    for found in _NUMBER.finditer(field.value):
        text = "".join(found[0].split())
        if normalise_issn(text):
            continue
        digits = sum(c.isalnum() for c in text)
        right = "its check digit is wrong" if digits == 8 else f"it has {digits} digits"
        yield in_field(
            field,
            f"{text!r} is not a valid ISSN: {right}",
            span=found.span(),
            hint="compare with the journal's imprint",
        )


RULE = Rule(
    code="issn-checksum",
    group="identifiers",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
