"""An organisation as author is written in braces.

What: An author or editor that is an organisation by its words (University, Ministry,
Collaboration, Ltd., ...) and has no braces of its own.

Why: BibTeX reads it as a person: "World Health Organization" becomes "Organization, W. H.", and
one with `and` in it becomes two people.

Example:
    author = {World Health Organization}
Rather:
    author = {{World Health Organization}}

Fix: Unsafe: braces are put around the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.bibtex.grammar import Span, masked
from citare.findings import Edit, Fix, Severity
from citare.library.library import OwnField, Record
from citare.lint.base import Rule, Violation, in_field
from citare.model.people import is_organisation
from citare.text.braces import balanced

_PERSON = re.compile(r"(?:^|[\s~])[A-Z]\.(?:$|[\s~-])")
_SUFFIX = re.compile(r",\s*(?:inc|ltd|llc|corp|gmbh)\b\.?$", re.IGNORECASE)


def check(record: Record) -> Iterator[Violation]:
    """Organisations that would be read as people."""
    for field in record.people:
        found = list(field.names)
        for number, name in enumerate(found):
            if not _is_organisation(name):
                continue
            yield _violation(field, found, number)
            break


def _is_organisation(name: Span) -> bool:
    outside = masked(name.text, " ")
    if _PERSON.search(outside) or not is_organisation(outside):
        return False
    if len(outside.split()) < 2 or outside.strip().startswith("{"):
        return False
    return "," not in outside or _SUFFIX.search(outside) is not None


def _violation(field: OwnField, found: list[Span], number: int) -> Violation:
    name = found[number]
    start = name.start
    # "Department of Health and Human Services": a part that no person could be goes with it.
    rest = found[number + 1] if number + 1 < len(found) else None
    split = rest is not None and " of " in name.text and "," not in rest.text and len(found) == 2
    end = rest.end if split and rest is not None else name.end
    text = field.value[start:end]
    fix = None
    if field.inner is not None and not split and balanced(text):
        base = field.inner[0]
        edits = (Edit(base + start, base + start, "{"), Edit(base + end, base + end, "}"))
        fix = Fix("put the organisation in braces", edits, safe=False)
    return in_field(
        field,
        f"{text!r} would be read as {'two people' if split else 'a person'}",
        span=(start, end),
        hint=f"write {{{{{text}}}}}" if len(found) == 1 or split else f"write {{{text}}}",
        fix=fix,
    )


RULE = Rule(
    code="corporate-author",
    group="names",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    fix="unsafe",
    record=check,
)
