"""Names in a list are separated by ` and `.

What: Names separated by semicolons, by `&` or by commas alone; a name with more than two commas.

Why: BibTeX knows no other separator than ` and `: it reads all as one name, prints the last
words of it and warns of too many commas at best.

Example:
    author = {Vaswani, Ashish; Shazeer, Noam; Parmar, Niki}
Rather:
    author = {Vaswani, Ashish and Shazeer, Noam and Parmar, Niki}

Fix: Unsafe: where the names are separated by semicolons or `&`, or are full names separated by
commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.bibtex.grammar import Span, masked
from citare.bibtex.names import is_extended
from citare.findings import Severity
from citare.library.library import OwnField, Record
from citare.lint.base import Rule, Violation, in_field, replace_value

_SUFFIX = re.compile(r"(?:jr|sr|jun|junior|sen|filho|neto|[ivx]{1,4}|\d(?:st|nd|rd|th))\.?", re.I)
_INITIALS_FIRST = re.compile(r"(?:[^\W\d_]\.[\s~-]*)+[^\W\d_][\w’'-]+(?:[\s~][^\W\d_][\w’'-]+)?")
_FULL = re.compile(r"[^\W\d_][\w’'.-]+(?:[\s~]+[^\W\d_][\w’'.-]*)+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s~-]*){1,3}|[A-Z]{1,3}")
_AMPERSAND = re.compile(r"\s*,?\s*\\?&\s*")


def check(record: Record) -> Iterator[Violation]:
    """Lists whose names are not separated by `and`."""
    for field in record.people:
        for name in field.names:
            hit = _judge(field, name)
            if hit is not None:
                yield hit
                break


def _judge(field: OwnField, name: Span) -> Violation | None:
    if is_extended(name.text):
        return None
    outside = masked(name.text)
    span = (name.start, name.end)
    if ";" in outside and "&" not in outside:
        parts = [part.strip() for part in _split(name.text, outside, ";")]
        if all(len(part) > 1 for part in parts if part) and len([p for p in parts if p]) > 1:
            return _violation(field, span, "semicolons", " and ".join(p for p in parts if p))
    if "&" in outside and _has_people(outside):
        return _violation(field, span, "`&`", _AMPERSAND.sub(" and ", name.text))
    if outside.count(",") < 2:
        return _two_full_names(field, name, outside)
    parts = [part.strip() for part in outside.split(",")]
    if len(parts) == 3 and (_SUFFIX.fullmatch(parts[1]) or "\x00" in parts[1]):
        return None
    joined = " and ".join(part.strip() for part in _split(name.text, outside, ",") if part.strip())
    if all(_INITIALS_FIRST.fullmatch(p) or _FULL.fullmatch(p) for p in parts if p):
        return _violation(field, span, "commas", joined)
    if len(parts) > 3:
        return _violation(field, span, "commas", "")
    if _SUFFIX.fullmatch(parts[2]):
        return None  # Last, First, Jr: name-suffix-order is a matter of taste to most readers
    return None


def _split(text: str, outside: str, separator: str) -> list[str]:
    parts, start = [], 0
    for found in re.finditer(re.escape(separator), outside):
        parts.append(text[start : found.start()])
        start = found.end()
    return [*parts, text[start:]]


def _has_people(outside: str) -> bool:
    """Whether the parts around `&` look like people, not like Johnson & Johnson."""
    parts = _AMPERSAND.split(outside)
    return len(parts) > 1 and all(
        ("," in part and _INITIALS.fullmatch(part.rpartition(",")[2].strip()) is not None)
        or _INITIALS_FIRST.fullmatch(part.strip()) is not None
        for part in parts
    )


def _two_full_names(field: OwnField, name: Span, outside: str) -> Violation | None:
    """`J. Smith, K. Doe` is two names; `Smith Jones, K. Doe` may be one."""
    parts = [part.strip() for part in outside.split(",")]
    if len(parts) == 2 and all(_INITIALS_FIRST.fullmatch(part) for part in parts):
        joined = " and ".join(part.strip() for part in _split(name.text, outside, ","))
        return _violation(field, (name.start, name.end), "commas", joined)
    return None


def _violation(field: OwnField, span: tuple[int, int], separator: str, new: str) -> Violation:
    return in_field(
        field,
        f"names are separated by {separator}",
        span=span,
        hint="separate names by ` and `",
        fix=replace_value(field, new, "separate the names by `and`", safe=False, span=span)
        if new
        else None,
    )


RULE = Rule(
    code="name-separator",
    group="names",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="unsafe",
    record=check,
)
