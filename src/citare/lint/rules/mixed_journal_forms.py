"""A library names each journal in one way.

What: A journal that stands abbreviated in some entries and in full in others (Phys. Rev. Lett.
and Physical Review Letters).

Why: The reference list shows both; searching for one misses the other.

Example:
    @article{a, journal = {Physical Review Letters}}
    @article{b, journal = {Phys. Rev. Lett.}}
Rather:
    @article{a, journal = {Physical Review Letters}}
    @article{b, journal = {Physical Review Letters}}

Fix: None: which form is wanted is the library's choice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from citare.findings import Severity
from citare.lint.base import Hit, Rule, in_field
from citare.lint.values import plain
from citare.lint.view import Collection, RecordField

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    {
        "a",
        "an",
        "and",
        "the",
        "of",
        "for",
        "in",
        "on",
        "to",
        "de",
        "la",
        "le",
        "les",
        "des",
        "du",
        "et",
    }
    | {"der", "die", "das", "und", "für", "y", "e"}
)


def check(collection: Collection) -> Iterator[Hit]:
    """The rarer forms of each journal that has two."""
    forms: dict[str, list[RecordField]] = defaultdict(list)
    for record in collection.records:
        field = record.fields.get("journal") or record.fields.get("journaltitle")
        if field is not None and field.value.strip():
            forms[" ".join(plain(field.value).split())].append(field)
    buckets: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for form in forms:
        words = tuple(w.lower() for w in _WORD.findall(form) if w.lower() not in _SMALL)
        if len(words) > 1:
            buckets["".join(w[0] for w in words)].append((words, form))
    for bucket in buckets.values():
        for words, form in bucket:
            full = next((other for full, other in bucket if _abbreviates(words, full, form)), None)
            if full is None:
                continue
            rarer, other = (form, full) if len(forms[form]) <= len(forms[full]) else (full, form)
            for field in forms[rarer]:
                yield in_field(
                    field,
                    f"{rarer!r} stands as {other!r} elsewhere",
                    hint=f"{len(forms[other])} times so, {len(forms[rarer])} times as here",
                )


def _abbreviates(short: tuple[str, ...], full: tuple[str, ...], form: str) -> bool:
    """Whether each word is the beginning of the full one (ISO 4), and some are shortened."""
    if short == full or len(short) != len(full) or ("." not in form and len(short) < 3):
        return False
    shorter = 0
    for a, b in zip(short, full, strict=True):
        if a == b:
            continue
        if len(a) >= len(b) or not _shortens(a, b):
            return False
        shorter += 1
    return shorter > 0


def _shortens(a: str, b: str) -> bool:
    """`phys` and `physics`, `natl` and `national`, `j` and `journal`."""
    if b.startswith(a):
        return len(a) > 1 or (b[:1] == a and len(b) > 2)
    rest = iter(b[1:])
    return len(a) >= 3 and a[0] == b[0] and a[:2] == b[:2] and all(c in rest for c in a[1:])


RULE = Rule(
    code="mixed-journal-forms",
    group="library",
    severity=Severity.INFO,
    doc=__doc__ or "",
    collection=check,
)
