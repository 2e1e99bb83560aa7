"""Which dialect a file speaks, BibTeX or BibLaTeX: seen by the fields that only one of them has."""

from __future__ import annotations

from citare.bibtex.nodes import Document
from citare.mapping.to_fields import Dialect

_BIBTEX = frozenset(("journal", "year", "month", "address", "school", "annote", "archiveprefix"))
_BIBLATEX = frozenset(
    ("journaltitle", "date", "location", "annotation", "eprinttype", "eventtitle", "langid")
)


def dialect_of(document: Document | None, setting: str = "auto") -> Dialect:
    """The dialect that is set, else the one that most fields of the file are of, else BibTeX."""
    if setting == "bibtex" or setting == "biblatex":
        return "bibtex" if setting == "bibtex" else "biblatex"
    balance = 0
    for entry in document.entries if document else ():
        for field in entry.fields:
            balance += (field.name in _BIBLATEX) - (field.name in _BIBTEX)
    return "biblatex" if balance > 0 else "bibtex"
