"""In a file for BibTeX, an entry comes before the one it inherits from.

What: A crossref to an entry that is earlier in the same file. Files with BibLaTeX's fields
or types are left alone: biber reads them in any order.

Why: BibTeX finds a parent only below its children, and drops what should be inherited.

Example:
    @proceedings{p, title = {P}, year = 2020}
    @inproceedings{c, author = {A, B}, title = {C}, crossref = {p}}
Rather:
    @inproceedings{c, author = {A, B}, title = {C}, crossref = {p}}
    @proceedings{p, title = {P}, year = 2020}

Fix: None: `citare fmt` puts parents last when it sorts.
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import LibraryFile
from citare.lint.base import Rule, Violation, in_field


def check(file: LibraryFile) -> Iterator[Violation]:
    """Children below their parents."""
    if file.is_biblatex:
        return
    seen: set[str] = set()
    for record in file.records:
        field = record.own.get("crossref")
        if field is not None and field.value.strip().lower() in seen:
            yield in_field(
                field,
                f"BibTeX needs {field.value.strip()} below this entry",
                hint="move the parent to the end of the file",
            )
        if record.key:
            seen.add(record.key.lower())


RULE = Rule(
    code="crossref-order",
    group="library",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    file=check,
)
