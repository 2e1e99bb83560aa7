"""Every exchange format, once, in the order in which a text of unknown format is tried."""

from __future__ import annotations

from typing import Final

from citare.exchange.base import Format
from citare.exchange.bibtex import BIBLATEX, BIBTEX
from citare.exchange.cff import CFF
from citare.exchange.csl_json import CSL_JSON
from citare.exchange.csl_yaml import CSL_YAML
from citare.exchange.csv import CSV
from citare.exchange.endnote_xml import ENDNOTE_XML
from citare.exchange.enw import ENW
from citare.exchange.hayagriva import HAYAGRIVA
from citare.exchange.marcxml import MARCXML
from citare.exchange.mods import MODS
from citare.exchange.nbib import NBIB
from citare.exchange.ovid import OVID
from citare.exchange.pubmed_xml import PUBMED_XML
from citare.exchange.refworks import REFWORKS
from citare.exchange.registry_json import CROSSREF_JSON, DATACITE_JSON
from citare.exchange.ris import RIS
from citare.exchange.word_xml import WORD_XML
from citare.exchange.wos import WOS
from citare.exchange.zotero_json import ZOTERO_JSON
from citare.exchange.zotero_rdf import ZOTERO_RDF

FORMATS: Final[tuple[Format, ...]] = (
    BIBTEX,
    BIBLATEX,
    ZOTERO_JSON,
    CROSSREF_JSON,
    DATACITE_JSON,
    CSL_JSON,
    RIS,
    OVID,
    NBIB,
    WOS,
    REFWORKS,
    ZOTERO_RDF,
    PUBMED_XML,
    MODS,
    MARCXML,
    ENDNOTE_XML,
    WORD_XML,
    CFF,
    CSL_YAML,
    HAYAGRIVA,
    ENW,
    CSV,
)
WRITABLE: Final = tuple(known for known in FORMATS if known.write)


def format_named(name: str) -> Format | None:
    """The format of a name, or None."""
    return next((known for known in FORMATS if known.name == name), None)


def format_for(path: str) -> Format | None:
    """The first format that is written to files of this ending, or None."""
    lower = path.lower()
    return next((known for known in WRITABLE if lower.endswith(known.extensions)), None)


def detect(text: str, name: str = "") -> Format | None:
    """The format of a text: by content among those its file's ending allows, else by content.

    An ending alone tells only if a single format has it.
    """
    beginning = text[:20000]
    lower = name.lower()
    by_ending = [known for known in FORMATS if lower.endswith(known.extensions)]
    for candidates in (by_ending, FORMATS):
        for known in candidates:
            if known.recognises(beginning):
                return known
    only = by_ending[0] if len(by_ending) == 1 else None
    return only if only and only.by_ending else None
