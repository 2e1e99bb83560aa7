"""A range of pages is joined by two hyphens.

What: One hyphen (or a minus sign, an em dash, three hyphens) between two page numbers. Article
numbers with a hyphen (12-1, e2024-17), single pages and ranges that already have `--` or an en
dash are left alone.

Why: BibTeX prints what is there: a short hyphen instead of an en dash. The manual asks for
two hyphens, and every tool reads them as a range.

Example:
    pages = {131-138}
Rather:
    pages = {131--138}

Fix: Safe where the numbers can only be a range (131-138, S1-S5, iv-x, 1023-31); unsafe where
the second number is the smaller one and might be part of an article number (12-3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, in_field, replace_value
from citare.text.numerals import roman_value

_SINGLE = "\\-‐‑‒−"
_ONE = re.compile(
    rf"(?<![\w.:/{_SINGLE}–—])(?P<a>[A-Za-z]{{0,4}}\d{{1,12}}[A-Za-z]?|[ivxlcdm]+|[IVXLCDM]+)"
    rf"(?P<dash>\s*(?:---|[{_SINGLE}—])\s*)"
    rf"(?P<b>[A-Za-z]{{0,4}}\d{{1,12}}[A-Za-z]?|[ivxlcdm]+|[IVXLCDM]+)(?=\+?\s*(?:$|[,;&]|and\b|ff?\b))"
)
_PARTS = re.compile(r"([A-Za-z]*)(\d{1,12})([A-Za-z]?)")
Verdict = Literal["range", "perhaps", "no"]


def check(record: Record) -> Iterator[Violation]:
    """Each range with the wrong dash; the whole value is fixed at once."""
    field = record.own.get("pages")
    if field is None:
        return
    value = field.value
    found = [(m, judge(m["a"], m["b"])) for m in _ONE.finditer(value)]
    wrong = [(m, verdict) for m, verdict in found if verdict != "no"]
    if not wrong:
        return
    new = value
    for match, _ in reversed(wrong):
        new = new[: match.start("dash")] + "--" + new[match.end("dash") :]
    safe = all(verdict == "range" for _, verdict in wrong)
    first = wrong[0][0]
    yield in_field(
        field,
        f"the range {first[0]!r} has the wrong dash",
        span=(first.start(), wrong[-1][0].end()),
        hint="join page numbers with `--`",
        fix=replace_value(field, new, "join the pages with `--`", safe=safe),
    )


def judge(first: str, second: str) -> Verdict:
    """Whether two page labels make a range; `perhaps` where one label holds a hyphen itself."""
    a, b = _PARTS.fullmatch(first), _PARTS.fullmatch(second)
    if a is None or b is None:
        if a is None and b is None and first.islower() == second.islower():
            return "range" if roman_value(first) < roman_value(second) else "no"
        return "range" if a is None and b is not None and not b[1] else "no"
    if a[1].lower() == b[1].lower():
        if int(a[2]) < int(b[2]) or (a[2] == b[2] and a[3] and b[3]):
            return "range"
        return _shortened(a[2], b[2])
    if a[1] and not b[1]:  # S12-8 or S12-18; `e1-12` is an article number
        return "perhaps" if int(a[2]) < int(b[2]) and len(a[1]) == 1 else "no"
    return "no"


def _shortened(first: str, second: str) -> Verdict:
    """1023-31 means 1023-1031; 12-3 may be that or the third page of article 12."""
    if len(second) >= len(first):
        return "no"
    whole = int(first[: len(first) - len(second)] + second)
    if whole <= int(first):
        return "no"
    return "range" if len(first) >= 3 and len(second) >= 2 else "perhaps"


RULE = Rule(
    code="page-range",
    group="pages",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="safe",
    record=check,
)
