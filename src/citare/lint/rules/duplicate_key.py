"""Each key belongs to one entry.

What: A key that an earlier entry has, in the same file or in another file of the library.

Why: BibTeX refuses the second entry; what is cited is always the first.

Example:
    @misc{vaswani2017, title = {A}}
    @misc{vaswani2017, title = {B}}
Rather:
    @misc{vaswani2017a, title = {A}}
    @misc{vaswani2017b, title = {B}}

Fix: None here: `citare dedupe` merges entries, `citare rekey` renames them.
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.findings import Severity
from citare.lint.base import Hit, Rule, at_entry
from citare.lint.view import Collection


def check(collection: Collection) -> Iterator[Hit]:
    """Keys taken by an entry of another file; the parser reports those of one file."""
    if len(collection.files) < 2:
        return
    for record in collection.records:
        held = collection.by_key.get(record.key)
        if held is not None and held.file is not record.file:
            where = held.file.document.place(held.entry.start)
            yield at_entry(
                record,
                f"the key {record.key} is taken by the entry at {where}, which counts",
                hint="give one of them another key, or merge them",
            )


RULE = Rule(
    code="duplicate-key",
    group="keys",
    severity=Severity.ERROR,
    doc=__doc__ or "",
    collection=check,
)
