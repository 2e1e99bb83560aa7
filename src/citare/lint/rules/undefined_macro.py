"""Every abbreviation is defined.

What: A word without braces or quotes that no @string of the library defines and that is no
month, or one that makes a value longer than 20,000 characters.

Why: BibTeX warns and prints nothing in its place: a journal or a year is missing.

Example:
    journal = natur
Rather:
    journal = {Nature}

Fix: None: a definition may be missing, or the braces.
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.bibtex.macros import macro_findings
from citare.findings import Severity
from citare.library.library import LibraryFile
from citare.lint.base import Rule, Violation


def check(file: LibraryFile) -> Iterator[Violation]:
    """Macros that nothing defines."""
    document = file.document
    for found in macro_findings(document, file.macros):
        place = found.place
        start = document.offset(place.line, place.column)
        end = document.offset(place.end_line, place.end_column)
        yield Violation(
            file.document, start, end, found.message, found.hint, key=place.key, field=place.field
        )


RULE = Rule(
    code="undefined-macro",
    group="library",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    file=check,
)
