"""The formats that can be imported, in the order in which a text is tried."""

from __future__ import annotations

from typing import Final

from citare.imports.base import Import
from citare.imports.bibtex import BIBTEX
from citare.imports.cff import CFF
from citare.imports.crossref_json import CROSSREF_JSON
from citare.imports.csl_json import CSL_JSON
from citare.imports.csl_yaml import CSL_YAML
from citare.imports.csv import CSV
from citare.imports.datacite_json import DATACITE_JSON
from citare.imports.endnote_xml import ENDNOTE_XML
from citare.imports.enw import ENW
from citare.imports.hayagriva import HAYAGRIVA
from citare.imports.nbib import NBIB
from citare.imports.ris import RIS
from citare.imports.word_xml import WORD_XML

IMPORTS: Final[tuple[Import, ...]] = (
    BIBTEX,
    CROSSREF_JSON,
    DATACITE_JSON,
    CSL_JSON,
    RIS,
    NBIB,
    ENDNOTE_XML,
    WORD_XML,
    CFF,
    HAYAGRIVA,
    CSL_YAML,
    ENW,
    CSV,
)


_ALIASES: Final = {"biblatex": "bibtex"}

NAMES: Final = (*(known.name for known in IMPORTS), *_ALIASES)
"""What a format may be called."""


def import_named(name: str) -> Import | None:
    """The format of a name, or None."""
    name = _ALIASES.get(name, name)
    return next((known for known in IMPORTS if known.name == name), None)


def detect(text: str, name: str = "") -> Import | None:
    """The format of a text: by content among those its file's ending allows, else by content."""
    beginning = text[:20000]
    lower = name.lower()
    by_ending = [known for known in IMPORTS if lower.endswith(known.extensions)]
    for candidates in (by_ending, IMPORTS):
        for known in candidates:
            if known.recognises(beginning):
                return known
    return by_ending[0] if by_ending else None
