"""The formats that can be exported."""

from __future__ import annotations

from typing import Final

from citare.exports.base import Export
from citare.exports.biblatex import BIBLATEX
from citare.exports.bibtex import BIBTEX
from citare.exports.cff import CFF
from citare.exports.csl_json import CSL_JSON
from citare.exports.csl_yaml import CSL_YAML
from citare.exports.csv import CSV
from citare.exports.endnote_xml import ENDNOTE_XML
from citare.exports.enw import ENW
from citare.exports.hayagriva import HAYAGRIVA
from citare.exports.nbib import NBIB
from citare.exports.ris import RIS
from citare.exports.word_xml import WORD_XML

EXPORTS: Final[tuple[Export, ...]] = (
    BIBTEX,
    BIBLATEX,
    CSL_JSON,
    CSL_YAML,
    RIS,
    ENDNOTE_XML,
    ENW,
    NBIB,
    CFF,
    HAYAGRIVA,
    WORD_XML,
    CSV,
)


def export_named(name: str) -> Export | None:
    """The format of a name, or None."""
    return next((known for known in EXPORTS if known.name == name), None)


def export_for(path: str) -> Export | None:
    """The first format of a file's ending, or None."""
    lower = path.lower()
    return next((known for known in EXPORTS if lower.endswith(known.extensions)), None)
