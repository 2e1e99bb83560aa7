"""An address is written without LaTeX's backslashes.

What: `\\_`, `\\%`, `\\&`, `\\#` or `\\~` in a url or doi.

Why: BibLaTeX, and every style that uses \\url, prints and links the field as it is: the
backslash becomes part of the link. Only styles of the nineties need it.

Example:
    url = {https://example.org/a\\_b}
Rather:
    url = {https://example.org/a_b}

Fix: Unsafe: the backslashes go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field, replace_value

_ESCAPED = re.compile(
    r"\{\\_\}|\{\\textasciitilde\}|\\textasciitilde(?:\{\}|\s)|\\([_%&#$~])(?:\{\})?"
)


def check(record: Record) -> Iterator[Violation]:
    """Escapes in addresses."""
    for name in ("url", "doi"):
        field = record.own.get(name)
        if field is None or "\\" not in field.value or "\\url" in field.value:
            continue
        found = _ESCAPED.search(field.value)
        if found is None:
            continue
        new = _ESCAPED.sub(lambda m: m[1] or ("_" if "_" in m[0] else "~"), field.value)
        yield in_field(
            field,
            f"{name} has the LaTeX escape {found[0].strip()}",
            span=found.span(),
            hint="write the address as it is",
            fix=replace_value(field, new, "take out the backslashes", safe=False),
        )


RULE = Rule(
    code="escaped-url",
    group="links",
    severity=Severity.INFO,
    doc=__doc__ or "",
    once=True,
    fix="unsafe",
    record=check,
)
