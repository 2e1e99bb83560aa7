"""The doi field holds the bare DOI.

What: A DOI written as an address (https://doi.org/10...) or with `doi:` before it.

Why: Styles and tools put the resolver's address before it: the link becomes
https://doi.org/https://doi.org/10..., which leads nowhere.

Example:
    doi = {https://doi.org/10.1000/182}
Rather:
    doi = {10.1000/182}

Fix: Safe: the resolver's address or the label is taken off; the DOI's letters stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field, replace_value
from citare.model.identifiers import is_doi, normalise_doi

_PREFIX = re.compile(
    r"^\s*+(?:\\url\{\s*+)?(?:(?:https?:)?//(?:www\.|dx\.)?doi\.org/+|(?:urn:|info:)?doi\s*+[:/=]?\s*+|"
    r"(?:www\.|dx\.)?doi\.org/+)+",
    re.IGNORECASE,
)


def check(record: Record) -> Iterator[Violation]:
    """A DOI with something before it."""
    field = record.own.get("doi")
    if field is None:
        return
    found = _PREFIX.match(field.value)
    if found is None:
        return
    bare = field.value[found.end() :].strip()
    if "\\url{" in found[0]:
        bare = bare.removesuffix("}")
    if not normalise_doi(bare):
        return  # malformed-doi's to report
    if "//" in found[0] and "%" in bare and is_doi(unquote(bare)):
        bare = unquote(bare)
    yield in_field(
        field,
        "the DOI is written with its address or label",
        span=(0, len(field.value)),
        hint=f"write doi = {{{bare}}}",
        fix=replace_value(field, bare, "write the bare DOI"),
    )


RULE = Rule(
    code="doi-as-url",
    group="identifiers",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="safe",
    record=check,
)
