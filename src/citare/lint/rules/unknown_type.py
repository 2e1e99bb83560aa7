"""An entry's type is one that styles know.

What: A type that is neither BibTeX's nor BibLaTeX's. Unless it is near to a known one, and so
likely a slip, it is an info, told once a file.

Why: Styles print it as @misc, with a warning at best; biber drops the type.

Example:
    @artcle{a, title = {A}}
Rather:
    @article{a, title = {A}}

Fix: None; the likely type is named.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from citare.bibtex.schema import ENTRY_TYPES
from citare.findings import Severity
from citare.library.library import Record
from citare.lint.base import Rule, Violation, at_entry

_STYLES_OWN = (
    "webpage website internet web other eprint preprint database code softwareversion "
    "softwaremodule codefragment constitution nameonly journal newspaper magazine newsarticle "
    "blog presentation poster talk lecture speech bachelorsthesis bachelorthesis bscthesis "
    "mscthesis masterthesis diplomathesis diplomarbeit habilthesis licentiatethesis minorthesis "
    "workingpaper ieeetranbstctl control elsarticle tutorial interview podcast map game videogame "
    "hardware cartographic conferencepaper chapter archival manuscript newspaperarticle hearing "
    "case bill statute institution person audiobook film series episode press translation "
    "judicial legmaterial legadminmaterial"
)
_ELSEWHERE = frozenset(_STYLES_OWN.split())


def check(record: Record) -> Iterator[Violation]:
    """Types of no manual."""
    kind = record.type
    if not kind or kind in ENTRY_TYPES:
        return
    known = kind in _ELSEWHERE
    near = difflib.get_close_matches(kind, ENTRY_TYPES, n=1, cutoff=0.8)
    if known:
        hint = "most styles print it as @misc"
    else:
        hint = f"did you mean @{near[0]}?" if near else "use @misc and say what it is in `type`"
    yield at_entry(
        record,
        f"@{kind} is a type of neither BibTeX nor BibLaTeX",
        hint=hint,
        severity=None if near and not known else Severity.INFO,
    )


RULE = Rule(
    code="unknown-type",
    group="fields",
    severity=Severity.WARNING,
    doc=__doc__ or "",
    once=True,
    record=check,
)
