"""One thing is said in one field.

What: Two fields that BibLaTeX takes for one and the same: journal and journaltitle, address and
location, school or institution, annote and annotation, pdf and file, archiveprefix and
eprinttype, primaryclass and eprintclass.

Why: biber keeps one of them and drops the other; once they differ, it is not known which.

Example:
    journal = {Nature}, journaltitle = {Nature}
Rather:
    journaltitle = {Nature}

Fix: None: which name to keep depends on the programs in use.
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field
from citare.lint.values import plain

_PAIRS = (
    ("journaltitle", "journal"), ("location", "address"), ("annotation", "annote"),
    ("eprinttype", "archiveprefix"), ("eprintclass", "primaryclass"),
)  # fmt: skip


def check(record: Record) -> Iterator[Violation]:
    """Pairs of fields that mean the same."""
    for new, old in _PAIRS:
        one, other = record.own.get(new), record.own.get(old)
        if one is None or other is None or not one.value.strip() or not other.value.strip():
            continue
        if new == "location" and plain(one.value).split() != plain(other.value).split():
            continue  # the ACM's exports hold the meeting's place and the publisher's
        same = plain(one.value).split() == plain(other.value).split()
        yield in_field(
            other,
            f"{old} repeats {new}" if same else f"{old} and {new} differ",
            hint="keep one of them",
            severity=Severity.INFO if same else Severity.WARNING,
        )


RULE = Rule(
    code="alias-fields",
    group="fields",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
