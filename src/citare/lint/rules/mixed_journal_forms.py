"""A library names each journal in one way.

What: A journal that is abbreviated in some entries and in full in others (Phys. Rev. Lett.
and Physical Review Letters), or with full stops in some and without in others.

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
from collections.abc import Iterator, Mapping

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
    counts = {form: len(fields) for form, fields in forms.items()}
    told: set[str] = set()
    for form, full in (*abbreviated(forms), *_without_stops(counts)):
        rarer, other = (form, full) if counts[form] <= counts[full] else (full, form)
        if rarer in told:
            continue
        told.add(rarer)
        for field in forms[rarer]:
            yield in_field(
                field,
                f"{rarer!r} is {other!r} elsewhere",
                hint=_hint(len(forms[rarer]), len(forms[other])),
            )


def _without_stops(counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Pairs that differ in full stops and spaces only: `Phys Rev Lett` and `Phys. Rev. Lett.`."""
    usual: dict[str, str] = {}
    for form in sorted(counts, key=lambda form: -counts[form]):
        other = usual.setdefault("".join(form.replace(".", " ").split()).casefold(), form)
        if other != form:
            yield form, other


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
