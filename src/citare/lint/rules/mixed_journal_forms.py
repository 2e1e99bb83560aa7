"""A library names each journal in one way.

What: A journal that is abbreviated in some entries and in full in others (Phys. Rev. Lett.
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

from collections import defaultdict
from collections.abc import Iterator

from citare.compare.journals import abbreviated
from citare.findings import Severity
from citare.library.library import Library, OwnField
from citare.lint.base import Context, Rule, Violation, in_field
from citare.lint.values import plain


def check(library: Library, _: Context) -> Iterator[Violation]:
    """The rarer forms of each journal that has two."""
    forms: dict[str, list[OwnField]] = defaultdict(list)
    for record in library.entries:
        field = record.own.get("journal") or record.own.get("journaltitle")
        if field is not None and field.value.strip():
            forms[" ".join(plain(field.value).split())].append(field)
    for form, full in abbreviated(forms):
        rarer, other = (form, full) if len(forms[form]) <= len(forms[full]) else (full, form)
        for field in forms[rarer]:
            yield in_field(
                field,
                f"{rarer!r} is {other!r} elsewhere",
                hint=_hint(len(forms[rarer]), len(forms[other])),
            )


def _hint(here: int, there: int) -> str:
    if here == there:
        return "both forms are used as often: choose one"
    return f"the other form is used {there} times, this one {here} time{'s' * (here > 1)}"


RULE = Rule(
    code="mixed-journal-forms",
    group="library",
    severity=Severity.INFO,
    doc=__doc__ or "",
    library=check,
)
