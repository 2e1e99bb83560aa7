"""A url that only repeats the DOI is not needed.

What: A url that is the resolver's address of the very DOI in the doi field.

Why: Most styles print both: the same link twice in one reference.

Example:
    doi = {10.1000/182}, url = {https://doi.org/10.1000/182}
Rather:
    doi = {10.1000/182}

Fix: Unsafe, since old styles know only url: the url field is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field, remove_field
from citare.model.identifiers import normalise_doi

_RESOLVER = re.compile(r"\s*(?:\\url\{)?https?://(?:www\.|dx\.)?doi\.org/(\S+?)\}?\s*", re.I)


def check(record: Record) -> Iterator[Violation]:
    """A url that says what doi says."""
    url, doi = record.own.get("url"), record.value("doi")
    found = _RESOLVER.fullmatch(url.value) if url and doi else None
    if url is None or found is None:
        return
    said = normalise_doi("https://doi.org/" + found[1])
    if said and said == normalise_doi(doi):
        yield in_field(
            url,
            "url repeats the DOI",
            hint="leave it out",
            fix=remove_field(url, "take out url", safe=False),
        )
    elif said and normalise_doi(doi):
        yield in_field(
            url,
            f"url leads to the DOI {said}, doi says {normalise_doi(doi)}",
            severity=Severity.WARNING,
        )


RULE = Rule(
    code="url-with-doi",
    group="links",
    severity=Severity.INFO,
    doc=__doc__ or "",
    once=True,
    fix="unsafe",
    record=check,
)
