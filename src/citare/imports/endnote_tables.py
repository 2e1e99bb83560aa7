"""Reference types and fields of RIS and EndNote, beside CSL's.

RIS, EndNote XML and EndNote's tagged files (.enw) are three spellings of one set of generic
fields; what a field means depends on the reference type. Sources: "RIS Format Specifications"
(2011), EndNote 20/21 manual ("Reference types", "EndNote tags"), Zotero's RIS translator for
what is written in practice.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class ReferenceType(NamedTuple):
    """One row: RIS code, EndNote's name and number ("" and 0 if it has none), CSL type."""

    ris: str
    endnote: str
    number: int
    csl: str


TYPES: Final[tuple[ReferenceType, ...]] = tuple(
    ReferenceType(*row)
    for row in (
        ("JOUR", "Journal Article", 17, "article-journal"),
        ("EJOUR", "Electronic Article", 43, "article-journal"),
        ("INPR", "", 0, "article-journal"),
        ("ABST", "", 0, "article-journal"),
        ("MGZN", "Magazine Article", 19, "article-magazine"),
        ("NEWS", "Newspaper Article", 23, "article-newspaper"),
        ("JFULL", "", 0, "periodical"),
        ("SER", "Serial", 57, "periodical"),
        ("BOOK", "Book", 6, "book"),
        ("EDBOOK", "Edited Book", 28, "book"),
        ("EBOOK", "Electronic Book", 44, "book"),
        ("CHAP", "Book Section", 5, "chapter"),
        ("ECHAP", "Electronic Book Section", 60, "chapter"),
        ("DICT", "Dictionary", 52, "entry-dictionary"),
        ("ENCYC", "Encyclopedia", 53, "entry-encyclopedia"),
        ("CONF", "Conference Proceedings", 10, "paper-conference"),
        ("CPAPER", "Conference Paper", 47, "paper-conference"),
        ("SLIDE", "", 0, "speech"),
        ("THES", "Thesis", 32, "thesis"),
        ("RPRT", "Report", 27, "report"),
        ("GOVDOC", "Government Document", 46, "report"),
        ("PRESS", "Press Release", 63, "report"),
        ("STAND", "Standard", 58, "standard"),
        ("STD", "", 0, "standard"),
        ("UNPB", "Unpublished Work", 34, "article"),
        ("UNPD", "", 0, "article"),
        ("MANSCPT", "Manuscript", 36, "manuscript"),
        ("PAMP", "Pamphlet", 24, "pamphlet"),
        ("PAT", "Patent", 25, "patent"),
        ("BILL", "Bill", 4, "bill"),
        ("UNBILL", "", 0, "bill"),
        ("CASE", "Case", 7, "legal_case"),
        ("STAT", "Statute", 31, "legislation"),
        ("LEGAL", "Legal Rule or Regulation", 50, "regulation"),
        ("HEAR", "Hearing", 14, "hearing"),
        ("ELEC", "Web Page", 12, "webpage"),
        ("WEB", "", 0, "webpage"),
        ("BLOG", "Blog", 56, "post-weblog"),
        ("POST", "Social Media", 66, "post"),
        ("FORUM", "Discussion Forum", 65, "post"),
        ("DATA", "Dataset", 59, "dataset"),
        ("DBASE", "Online Database", 45, "dataset"),
        ("AGGR", "Aggregated Database", 55, "dataset"),
        ("COMP", "Computer Program", 9, "software"),
        ("MULTI", "Online Multimedia", 48, "motion_picture"),
        ("ADVS", "Audiovisual Material", 3, "motion_picture"),
        ("VIDEO", "", 0, "motion_picture"),
        ("MPCT", "Film or Broadcast", 21, "motion_picture"),
        ("TV", "Television Episode", 67, "broadcast"),
        ("POD", "Podcast", 62, "broadcast"),
        ("SOUND", "Music", 61, "song"),
        ("MUSIC", "", 0, "musical_score"),
        ("ART", "Artwork", 2, "graphic"),
        ("CHART", "Chart or Table", 38, "figure"),
        ("FIGURE", "Figure", 37, "figure"),
        ("EQUA", "Equation", 39, "figure"),
        ("MAP", "Map", 20, "map"),
        ("PCOMM", "Personal Communication", 26, "personal_communication"),
        ("ICOMM", "", 0, "personal_communication"),
        ("INTV", "Interview", 64, "interview"),
        ("CLSWK", "Classical Work", 49, "classic"),
        ("ANCIENT", "Ancient Text", 51, "classic"),
        ("CTLG", "Catalog", 8, "document"),
        ("GRNT", "Grant", 54, "document"),
        ("GRANT", "", 0, "document"),
        ("GEN", "Generic", 13, "document"),
    )
)

# Codes that two CSL types share are written for one of them; the other's type is a loss.
WRITTEN: Final[dict[str, str]] = {
    **{row.csl: row.ris for row in reversed(TYPES)},
    "motion_picture": "MPCT",
    "figure": "FIGURE",
    "document": "GEN",
    "post": "ICOMM",
    "broadcast": "MPCT",
    "periodical": "JFULL",
    "review": "JOUR",
    "review-book": "JOUR",
    "entry": "ENCYC",
    "collection": "GEN",
    "event": "SLIDE",
    "performance": "SLIDE",
    "treaty": "STAT",
}

WRITTEN_ENDNOTE: Final[dict[str, str]] = {
    **{row.csl: row.endnote for row in reversed(TYPES) if row.endnote},
    "motion_picture": "Film or Broadcast",
    "figure": "Figure",
    "document": "Generic",
    "review": "Journal Article",
    "review-book": "Journal Article",
    "musical_score": "Music",
    "speech": "Conference Paper",
    "entry": "Encyclopedia",
    "event": "Conference Paper",
    "performance": "Audiovisual Material",
    "treaty": "Statute",
    "collection": "Generic",
}

SERIALS: Final = frozenset(
    ("article-journal", "article-magazine", "article-newspaper", "periodical")
)
PARTS: Final = frozenset(("chapter", "entry-dictionary", "entry-encyclopedia", "paper-conference"))

# Generic field (EndNote XML's element name) -> CSL variable, for every type ...
NAMES: Final = {
    "authors": "author",
    "secondary-authors": "editor",
    "tertiary-authors": "collection-editor",
    "subsidiary-authors": "translator",
}
TEXTS: Final = {
    "title": "title",
    "secondary-title": "container-title",
    "tertiary-title": "collection-title",
    "alt-title": "container-title-short",
    "short-title": "title-short",
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "number-of-pages": "number-of-pages",
    "section": "section",
    "edition": "edition",
    "num-vols": "number-of-volumes",
    "publisher": "publisher",
    "pub-location": "publisher-place",
    "isbn": "ISBN",
    "language": "language",
    "abstract": "abstract",
    "notes": "note",
    "research-notes": "annote",
    "keywords": "keyword",
    "electronic-resource-num": "DOI",
    "url": "URL",
    "call-num": "call-number",
    "work-type": "genre",
    "remote-database-name": "archive",
    "remote-database-provider": "source",
    "archive-location": "archive_location",
    "original-pub": "original-title",
    "reviewed-item": "reviewed-title",
    "accession-num": "PMID",
    "custom2": "PMCID",
}
# ... and where a type means something else by it.
_BOOK: Final = {
    "secondary-title": "collection-title",
    "tertiary-title": "",
    "volume": "volume",
    "number": "collection-number",
}
_LEGAL: Final = {"secondary-title": "container-title", "number": "number"}
BY_TYPE: Final[dict[str, dict[str, str]]] = {
    **{kind: {"isbn": "ISSN", "custom7": "number"} for kind in SERIALS},
    **{kind: {"number": "collection-number"} for kind in PARTS},
    "paper-conference": {"custom3": "event-title", "number": "issue"},
    "book": _BOOK,
    "classic": _BOOK,
    "pamphlet": _BOOK,
    "periodical": {"isbn": "ISSN"},
    "thesis": {"number": "number"},
    "report": {"isbn": "number", "number": "issue"},
    "standard": {"isbn": "number", "number": "issue"},
    "patent": {"isbn": "number", "number": "issue", "custom5": "status"},
    "software": {"edition": "version", "number": "number"},
    "dataset": {"edition": "version", "number": "number"},
    "article": {"number": "number"},
    "manuscript": {"number": "number"},
    "bill": _LEGAL,
    "legislation": _LEGAL,
    "regulation": _LEGAL,
    "legal_case": {**_LEGAL, "publisher": "authority"},
    "hearing": {**_LEGAL, "custom3": "event-title"},
    "speech": {"secondary-title": "event-title", "pub-location": "event-place"},
    "map": {"custom5": "scale"},
    "webpage": {"number": "number"},
    "document": {"number": "number"},
    "graphic": {"custom5": "dimensions"},
}
NAMES_BY_TYPE: Final[dict[str, dict[str, str]]] = {
    "motion_picture": {"authors": "director", "secondary-authors": "producer"},
    "broadcast": {"authors": "director", "secondary-authors": "producer"},
    "song": {"tertiary-authors": "performer"},
    "interview": {"secondary-authors": "interviewer"},
    "personal_communication": {"secondary-authors": "recipient"},
    "chapter": {"custom4-authors": "container-author"},
}


def fields_of(csl_type: str) -> dict[str, str]:
    """Generic field -> CSL variable for the texts of a type."""
    fields = {**TEXTS, **BY_TYPE.get(csl_type, {})}
    return {field: variable for field, variable in fields.items() if variable}


def name_fields_of(csl_type: str) -> dict[str, str]:
    """Generic field -> CSL variable for the names of a type."""
    return {**NAMES, **NAMES_BY_TYPE.get(csl_type, {})}
