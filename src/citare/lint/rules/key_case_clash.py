"""Keys differ by more than their case.

What: Two entries whose keys differ only in capitals.

Why: BibTeX takes them for one entry and stops ("Repeated entry"); biber does not: what works
here fails there.

Example:
    @misc{Vaswani2017, title = {A}}
    @misc{vaswani2017, title = {B}}
Rather:
    @misc{vaswani2017a, title = {A}}
    @misc{vaswani2017b, title = {B}}

Fix: None here: `citare rekey` changes a key and the documents that cite it.
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Library, Record
from citare.lint.base import Context, Rule, Violation, at_entry


def check(library: Library, _: Context) -> Iterator[Violation]:
    """Later keys that differ from an earlier one in case only."""
    first: dict[str, Record] = {}
    for record in library.entries:
        if not record.key:
            continue
        held = first.setdefault(record.key.lower(), record)
        if held.key != record.key:
            where = held.document.place(held.entry.start)
            yield at_entry(
                record,
                f"the key {record.key} differs from {held.key} ({where}) in case only",
                hint="give one of them another key",
            )


RULE = Rule(
    code="key-case-clash",
    group="keys",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    library=check,
)
