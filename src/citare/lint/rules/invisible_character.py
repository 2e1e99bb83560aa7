"""No invisible characters.

What: Zero-width spaces, soft hyphens, marks of writing direction and byte-order marks within
an entry.

Why: They come from copied web pages; searches, sorting and comparisons fail for no visible reason.

Example:
    title = {Micro\u200bbiology}
Rather:
    title = {Microbiology}

Fix: Safe for soft hyphens, zero-width spaces and byte-order marks; none for marks of direction
and joiners, which some scripts need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Edit, Fix, Severity
from citare.library.library import LibraryFile
from citare.lint.base import Rule, Violation

_NAMES = {
    "\u00ad": "soft hyphen", "\u200b": "zero-width space", "\ufeff": "byte-order mark",
    "\u2060": "word joiner", "\u200e": "left-to-right mark", "\u200f": "right-to-left mark",
    "\u202a": "direction mark", "\u202b": "direction mark", "\u202c": "direction mark",
    "\u202d": "direction mark", "\u202e": "direction mark", "\u2028": "line separator",
    "\u2029": "paragraph separator",
}  # fmt: skip
_NEEDLESS = set("\u00ad\u200b\ufeff\u2060")
_INVISIBLE = re.compile(f"[{''.join(_NAMES)}]+")


def check(file: LibraryFile) -> Iterator[Violation]:
    """Invisible characters in entries."""
    text = file.document.text
    if text.isascii():
        return
    for found in _INVISIBLE.finditer(text):
        key, field = file.whose(found.start())
        if not key:
            continue
        needless = set(found[0]) <= _NEEDLESS
        yield Violation(
            file.document,
            found.start(),
            found.end(),
            f"a {_NAMES[found[0][0]]} that is invisible",
            "take it out",
            Fix("take it out", (Edit(*found.span(), ""),)) if needless else None,
            key,
            field,
        )


RULE = Rule(
    code="invisible-character",
    group="text",
    severity=Severity.INFO,
    doc=__doc__ or "",
    fix="safe",
    file=check,
)
