"""A name with the family name first has a comma behind it.

What: A name without a comma that ends with initials, as PubMed and Vancouver style write it.

Why: Without the comma BibTeX takes the last word for the family name: "Smith JA" becomes
Mr. JA with the given name Smith.

Example:
    author = {Feigerlova E and Hani H}
Rather:
    author = {Feigerlova, E and Hani, H}

Fix: Unsafe: a comma is put before the initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.findings import Edit, Fix, Severity
from citare.lint.base import Hit, Rule, in_field
from citare.lint.name_fields import name_fields
from citare.lint.values import names
from citare.lint.view import Record

_FAMILY_FIRST = re.compile(
    r"(?P<family>[^\W\d_]\w*[a-zß-ÿ][\w’'-]*(?:[\s~]+[\w’'-]*[a-zß-ÿ][\w’'-]*){0,2})"
    r"(?P<gap>[\s~]+)(?P<initials>[A-Z](?:\.?[\s~-]?[A-Z]){0,2}\.?)"
)
_ROMAN = re.compile(r"[IVX]+")
_NO_PERSON = re.compile(
    r"\b(?:team|group|author|anonymous|project|class|company|version|league|committee|vitamin|"
    r"society|party|section|part|unit|and|of|the|for)\b",
    re.IGNORECASE,
)


def check(record: Record) -> Iterator[Hit]:
    """Names that end with initials and have no comma."""
    for field in name_fields(record):
        wrong = []
        for name in names(field.value):
            found = _FAMILY_FIRST.fullmatch(name.text)
            if found is None or _NO_PERSON.search(name.text):
                continue
            initials = found["initials"]
            if _ROMAN.fullmatch(initials) and initials not in {"I", "V", "X"}:
                continue
            wrong.append((name, found))
        if not wrong:
            continue
        first = wrong[0][0]
        fix = None
        if field.inner is not None:
            base = field.inner[0]
            edits = tuple(
                Edit(base + n.start + f.end("family"), base + n.start + f.end("family"), ",")
                for n, f in wrong
            )
            fix = Fix("put a comma behind the family name", edits, safe=False)
        yield in_field(
            field,
            f"{first.text!r} would be read with the family name {wrong[0][1]['initials']!r}",
            span=(first.start, first.end),
            hint=f"write {wrong[0][1]['family']}, {wrong[0][1]['initials']}",
            fix=fix,
        )


RULE = Rule(
    code="missing-name-comma",
    group="names",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="unsafe",
    record=check,
)
