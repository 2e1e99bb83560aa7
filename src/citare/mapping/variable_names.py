"""The CSL variables that people mean by a field's name: BibTeX's, BibLaTeX's or CSL's own."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final

from citare.errors import UsageError
from citare.mapping import tables
from citare.model.variables import KINDS

ALL: Final = "*"

_OTHERS: Final[dict[str, tuple[str, ...]]] = {
    "journal": ("container-title",),
    "journaltitle": ("container-title",),
    "booktitle": ("container-title",),
    "series": ("collection-title",),
    "year": ("issued",),
    "month": ("issued",),
    "date": ("issued",),
    "number": ("issue", "number", "collection-number"),
    "pages": ("page", "number"),
    "eid": ("number", "page"),
    "address": ("publisher-place",),
    "location": ("publisher-place",),
    "school": ("publisher",),
    "institution": ("publisher",),
    "organization": ("publisher",),
    "authors": ("author",),
    "editors": ("editor",),
}


def _names() -> dict[str, tuple[str, ...]]:
    names = {variable.lower(): (variable,) for variable in KINDS}
    for table in (tables.TEXTS, tables.VERBATIM):
        for variable, fields in table.items():
            for field in fields:
                names.setdefault(field, (variable,))
    for field, variable in tables.NAMES.items():
        names.setdefault(field, (variable,))
    return {**names, **_OTHERS}


NAMES: Final = _names()


def variables_named(fields: Iterable[str]) -> frozenset[str]:
    """The variables that these names mean; "all" is `ALL`. UsageError for an unknown name."""
    found: set[str] = set()
    for field in fields:
        for name in field.lower().replace(",", " ").split():
            if name in ("all", ALL):
                found.add(ALL)
            elif name in NAMES:
                found.update(NAMES[name])
            else:
                near = difflib.get_close_matches(name, NAMES, n=2)
                hint = f"did you mean {' or '.join(near)}?" if near else ""
                raise UsageError(f"no field is called {name!r}", hint=hint)
    return frozenset(found)
