"""An eprint field holds the bare identifier.

What: `arXiv:` or an arxiv.org address before the number in eprint, next to an archiveprefix or
eprinttype that names the archive.

Why: Styles print the archive's name before the number: "arXiv:arXiv:1706.03762".

Example:
    archiveprefix = {arXiv}, eprint = {arXiv:1706.03762}
Rather:
    archiveprefix = {arXiv}, eprint = {1706.03762}

Fix: Safe: the prefix is taken off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field, replace_value
from citare.model.identifiers import normalise_arxiv

_PREFIX = re.compile(
    r"^\s*(?:https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*)+", re.I
)


def check(record: Record) -> Iterator[Violation]:
    """An arXiv number with its label."""
    field = record.own.get("eprint")
    if field is None or not record.has("archiveprefix", "eprinttype"):
        return
    found = _PREFIX.match(field.value)
    if found is None:
        return
    bare = field.value[found.end() :].strip().removesuffix(".pdf")
    if not normalise_arxiv(bare):
        return
    yield in_field(
        field,
        "eprint holds the archive's name too",
        span=found.span(),
        hint=f"write eprint = {{{bare}}}",
        fix=replace_value(field, bare, "write the bare number"),
    )


RULE = Rule(
    code="eprint-prefix",
    group="identifiers",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="safe",
    record=check,
)
