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
from citare.library.library import Library, Record
from citare.lint.base import Context, Rule, Violation, at_entry


def check(library: Library, _: Context) -> Iterator[Violation]:
    """Keys taken by an entry of another file; the parser reports those of one file."""
    if len(library.sources) < 2:
        return
    first: dict[str, Record] = {}
    for record in library.entries:
        held = first.setdefault(record.key, record) if record.key else record
        if held.source is not record.source:
            where = held.document.place(held.entry.start)
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
    library=check,
)
