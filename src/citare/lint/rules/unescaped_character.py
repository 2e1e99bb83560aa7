"""Characters with a meaning in LaTeX are escaped where they are printed.

What: A bare `&`, `%`, `#` or `_` in a title, a name, a journal or a publisher, outside of math,
addresses and commands that take any text.

Why: LaTeX stops with an error at `&`, `#` and `_`; at `%` it drops the rest of the line
without a word.

Example:
    journal = {Astronomy & Astrophysics}
Rather:
    journal = {Astronomy \\& Astrophysics}

Fix: Safe: a backslash is put before the character, which every reader of BibTeX takes away again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Edit, Fix, Severity
from citare.library.library import OwnField, Record
from citare.lint.base import Rule, Violation, in_field

_SKIP = re.compile(
    r"\\(?:url|href|path|nolinkurl|verb|ensuremath|texttt)\b\s*(?:\{[^{}]*\})?|(?<!\\)\$\$?[^$]*\$\$?|"
    r"\\\(.*?\\\)|https?://\S+|www\.\S+|\\.|<[a-zA-Z/][^<>]*>|&#?\w{2,8};|\b10\.\d{4,9}/\S+",
    re.DOTALL,
)
_BARE = re.compile(r"[&%#_]")


def check(record: Record) -> Iterator[Violation]:
    """Bare special characters in printed fields."""
    for field in record.printed:
        found = list(bare_characters(field))
        if not found:
            continue
        fix = None
        if field.inner is not None:
            base = field.inner[0]
            edits = tuple(Edit(base + at, base + at, "\\") for at in found)
            fix = Fix("put a backslash before it", edits)
        listed = " ".join(dict.fromkeys(field.value[at] for at in found))
        yield in_field(
            field,
            f"{field.name} has a bare {listed}",
            span=(found[0], found[0] + 1),
            hint=f"write \\{listed[0]}",
            fix=fix,
        )


def bare_characters(field: OwnField) -> Iterator[int]:
    """Where a special character has no backslash."""
    value = field.value
    if not _BARE.search(value) or "\\cite" in value:
        return
    hidden = bytearray(len(value))
    for found in _SKIP.finditer(value):
        hidden[found.start() : found.end()] = b"\x01" * (found.end() - found.start())
    for found in _BARE.finditer(value):
        if not hidden[found.start()]:
            yield found.start()


RULE = Rule(
    code="unescaped-character",
    group="text",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="safe",
    record=check,
)
