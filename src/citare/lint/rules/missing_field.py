"""An entry has the fields that its type needs.

What: Fields that BibTeX's manual (or BibLaTeX's, in a file that uses its fields) requires for
the type, inherited ones counted. For web pages, software, data sets and @misc a missing author
or date is only an info, since many have none, and an organization may stand for the author.

Why: BibTeX warns ("empty journal in ..."), and the reference is printed with a hole.

Example:
    @article{darwin1858, author = {Darwin, Charles}, title = {On tendency}, year = 1858}
Rather:
    @article{darwin1858, author = {Darwin, Charles}, title = {On tendency}, year = 1858,
        journal = {Journal of the Linnean Society}}

Fix: None here: `citare sync` fills what the registries know.
"""

from __future__ import annotations

from collections.abc import Iterator

from citare.bibtex.schema import NAME_FIELDS, UNCITABLE, Requirement, missing_fields
from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, at_entry

_LOOSE_TYPES = (
    "misc online electronic www software dataset booklet manual periodical reference mvreference "
    "collection mvcollection"
)
_LOOSE = frozenset(_LOOSE_TYPES.split())
_STANDS_FOR_AUTHOR = ("organization", "institution", "publisher", "holder", "key")
_NAMED = {"journaltitle": "journal", "date": "year or date"}
_CONTAINERS = {
    "booktitle": ("journal", "journaltitle"),
    "journal": ("booktitle",),
    "journaltitle": ("booktitle",),
}


def check(record: Record) -> Iterator[Violation]:
    """The fields that are missing, in one violation."""
    if record.type in UNCITABLE or not record.entry.clean or record.resolved.findings:
        return
    present = frozenset(name for name, value in record.fields.items() if value.strip("{} "))
    dialect = "biblatex" if record.source.is_biblatex else "bibtex"
    missing = [
        need for need in missing_fields(record.type, present, dialect) if not _met(record, need)
    ]
    if not missing:
        return
    hard = [need for need in missing if not _is_soft(record, need)]
    listed = ", ".join(_NAMED.get(need[0], " or ".join(need)) for need in missing)
    yield at_entry(
        record,
        f"@{record.type} has no {listed}",
        hint=_hint(record, missing),
        severity=None if hard else Severity.INFO,
        field=missing[0][0],
    )


def _met(record: Record, need: Requirement) -> bool:
    """Whether something else stands for it: an organization for the author of a loose type."""
    if "type" in need:
        return True  # BibLaTeX's @thesis and @report: styles print the type's own name
    if not NAME_FIELDS.isdisjoint(need):
        if record.type in _LOOSE and record.has(*_STANDS_FOR_AUTHOR):
            return True
        return record.type not in {"article"} and record.has("editor", "bookauthor")
    return "publisher" in need and record.has("organization", "institution", "howpublished")


def _is_soft(record: Record, need: Requirement) -> bool:
    if record.type in _LOOSE:
        return "title" not in need
    if "journal" in need or "journaltitle" in need:
        return record.has("eprint", "pubstate", "archiveprefix")
    return ("year" in need or "date" in need) and record.has("pubstate")


def _hint(record: Record, missing: list[Requirement]) -> str:
    """What the entry might be instead."""
    for need in missing:
        for name in need:
            for other in _CONTAINERS.get(name, ()):
                if record.has(other):
                    kind = "@inproceedings or @incollection" if other == "booktitle" else "@article"
                    return f"it has {other}: is it {kind}?"
    return ""


RULE = Rule(
    code="missing-field",
    group="fields",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    once=True,
    record=check,
)
