"""A citation key can be typed and cited everywhere.

What: Keys with letters outside of ASCII, or with characters that LaTeX or Pandoc cannot cite:
braces, quotes, `#`, `%`, `~`, `\\`, `(`, `)`, `=`, `@`, `&`, `$`, `^`.

Why: BibTeX and older LaTeX take bytes for letters and fail; on keyboards elsewhere the key
cannot be typed.

Example:
    @misc{gödel1931, title = {A}}
Rather:
    @misc{goedel1931, title = {A}}

Fix: None here: `citare rekey` changes a key and the documents that cite it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, at_entry

_ODD = re.compile(r"[{}\"#%~\\()=@&$^',\s]")


def check(record: Record) -> Iterator[Violation]:
    """Keys that trouble other programs."""
    key = record.key
    odd = _ODD.findall(key)
    if odd and not any(c.isspace() for c in odd):  # the parser reports white space
        listed = " ".join(dict.fromkeys(odd))
        mild = set(odd) <= {"'", "&", "(", ")", "="}
        yield at_entry(
            record,
            f"the key {key} has {listed}",
            hint="some programs cannot cite it: use letters, digits, : . _ -",
            severity=Severity.INFO if mild else None,
        )
    elif not key.isascii():
        listed = " ".join(dict.fromkeys(c for c in key if not c.isascii()))
        yield at_entry(record, f"the key {key} has {listed}", hint="`citare rekey` can change it")


RULE = Rule(
    code="key-characters",
    group="keys",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    record=check,
)
