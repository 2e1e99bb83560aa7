"""A DOI begins with 10., a registrant's number and a slash.

What: A doi field whose value no reading makes a DOI, or one with blanks or the sentence's
punctuation at its end.

Why: The link is dead, and no registry can be asked about the work.

Example:
    doi = {1000/182}
Rather:
    doi = {10.1000/182}

Fix: Safe for blanks around it or within it after a line break; none otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import OwnField, Record
from citare.lint.base import Rule, Violation, in_field, replace_value
from citare.model.identifiers import dois_in, normalise_doi


def check(record: Record) -> Iterator[Violation]:
    """A doi field that holds no DOI."""
    field = record.own.get("doi")
    if field is None or not field.value.strip():
        return
    value = field.value.strip()
    if len(dois_in(value)) > 1:
        yield in_field(field, "two DOIs in one field", hint="keep the one of this work")
        return
    doi = normalise_doi(value)
    if doi:
        yield from _untidy(field, value)
        return
    joined = re.sub(r"\s+", "", value)
    if joined != value and normalise_doi(joined):
        yield in_field(
            field,
            "the DOI is broken by white space",
            hint=f"write doi = {{{joined}}}",
            fix=replace_value(field, joined, "join the DOI", safe="\n" in value),
        )
        return
    if value.startswith("0.") and normalise_doi(f"1{value}"):
        yield in_field(
            field,
            f"{value!r} lacks the 1 that every DOI begins with",
            hint=f"write doi = {{1{value}}}",
            fix=replace_value(field, f"1{value}", "put the 1 before it", safe=False),
        )
        return
    if re.fullmatch(r"(?:https?://(?:dx\.)?doi\.org/)?10/\w{3,10}", value):
        yield in_field(
            field,
            f"{value!r} is a shortDOI",
            hint="registries can only be asked by the whole DOI",
            severity=Severity.INFO,
        )
        return
    yield in_field(field, f"{value!r} is not a DOI", hint="a DOI looks like 10.1000/182")


def _untidy(field: OwnField, value: str) -> Iterator[Violation]:
    """A DOI that was found, but with a full stop or comma after it."""
    if value[-1] in ".,;" and re.match(r"10\.\d", value):
        yield in_field(
            field,
            f"the DOI ends with {value[-1]!r}",
            hint="punctuation at the end is seldom part of a DOI",
            fix=replace_value(field, value.rstrip(".,;"), "take off the punctuation", safe=False),
        )


RULE = Rule(
    code="malformed-doi",
    group="identifiers",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="safe",
    record=check,
)
