"""Numbers come without the label that the style prints before them.

What: `pp.` in pages, `vol.` in volume, `no.` in number, `edition` in edition, `chap.` in chapter.

Why: The style prints the label itself: "pp. pp. 131--138", "2nd edition edition".

Example:
    volume = {vol. 12}
Rather:
    volume = {12}

Fix: Safe: the label is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field, replace_value

_LABELS = {
    "pages": re.compile(r"^\s*(?:pp?\.|pages?\b|pgs?\.)[\s~]*(?=[\divxlcS])", re.IGNORECASE),
    "volume": re.compile(r"^\s*vol(?:ume\b|\.)[\s~]*(?=[\divxlc])", re.IGNORECASE),
    "number": re.compile(r"^\s*(?:issue\s|no\.|nr\.|number\s)[\s~]*(?=\d)", re.IGNORECASE),
    "chapter": re.compile(r"^\s*chap(?:ter\b|\.)[\s~]*(?=[\divxlc])", re.IGNORECASE),
    "edition": re.compile(r"(?<=\w)[\s~]+(?:edition|edn?\.?)\s*$", re.IGNORECASE),
}
# In these types `number` is alone and its label belongs to it: "Issue 5" of a series.
_OWN_NUMBER = {"techreport", "report", "patent", "manual", "standard", "legislation"}


def check(record: Record) -> Iterator[Violation]:
    """Each number that brings its label along."""
    for name, label in _LABELS.items():
        field = record.own.get(name)
        if field is None or (name == "number" and record.type in _OWN_NUMBER):
            continue
        found = label.search(field.value)
        if found is None or "{" in found[0]:
            continue
        yield in_field(
            field,
            f"{name} brings its own label {found[0].strip()!r}",
            span=found.span(),
            hint="the style prints the label",
            fix=replace_value(field, "", f"take out {found[0].strip()!r}", span=found.span()),
        )


RULE = Rule(
    code="label-in-field",
    group="pages",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="safe",
    record=check,
)
