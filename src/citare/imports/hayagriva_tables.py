"""Hayagriva's entry types and fields (its file format document) beside CSL's.

An entry's container is its parent. A parent's own values map to the CSL variables of a
container; what stands in neither table is kept in `extra`.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Kind(NamedTuple):
    """An entry's type, its parent's type ("" for none), and the CSL type."""

    entry: str
    parent: str
    csl: str


# The first row of a CSL type is written; the first row that fits is read.
KINDS: Final[tuple[Kind, ...]] = tuple(
    Kind(*row)
    for row in (
        ("article", "periodical", "article-journal"),
        ("article", "newspaper", "article-newspaper"),
        ("newspaper", "", "article-newspaper"),
        ("article", "proceedings", "paper-conference"),
        ("article", "conference", "paper-conference"),
        ("article", "blog", "post-weblog"),
        ("entry", "blog", "post-weblog"),
        ("post", "", "post"),
        ("thread", "", "post"),
        ("article", "repository", "article"),
        ("article", "", "article"),
        ("chapter", "book", "chapter"),
        ("chapter", "anthology", "chapter"),
        ("chapter", "reference", "entry-encyclopedia"),
        ("anthos", "anthology", "chapter"),
        ("anthos", "", "chapter"),
        ("chapter", "", "chapter"),
        ("entry", "reference", "entry-encyclopedia"),
        ("entry", "repository", "dataset"),
        ("entry", "", "entry"),
        ("book", "", "book"),
        ("anthology", "", "book"),
        ("proceedings", "", "book"),
        ("reference", "", "book"),
        ("thesis", "", "thesis"),
        ("report", "", "report"),
        ("web", "", "webpage"),
        ("blog", "", "webpage"),
        ("repository", "", "software"),
        ("periodical", "", "periodical"),
        ("patent", "", "patent"),
        ("case", "", "legal_case"),
        ("legislation", "", "legislation"),
        ("manuscript", "", "manuscript"),
        ("performance", "", "performance"),
        ("video", "", "motion_picture"),
        ("scene", "", "motion_picture"),
        ("audio", "", "song"),
        ("artwork", "", "graphic"),
        ("exhibition", "", "event"),
        ("conference", "", "speech"),
        ("misc", "", "document"),
    )
)
WRITTEN: Final[dict[str, str]] = {
    "article-magazine": "article-journal",
    "review": "article-journal",
    "review-book": "article-journal",
    "entry-dictionary": "entry-encyclopedia",
    "figure": "graphic",
    "map": "graphic",
    "standard": "report",
    "bill": "legislation",
    "regulation": "legislation",
    "treaty": "legislation",
    "hearing": "legislation",
    "broadcast": "motion_picture",
    "classic": "book",
    "pamphlet": "book",
    "musical_score": "book",
}

NAMES: Final = {"author": "author", "editor": "editor"}
ROLES: Final = {
    "translator": "translator",
    "director": "director",
    "composer": "composer",
    "illustrator": "illustrator",
    "narrator": "narrator",
    "compiler": "compiler",
    "producer": "producer",
    "executive-producer": "executive-producer",
    "organizer": "organizer",
    "collaborator": "contributor",
    "cast-member": "performer",
    "writer": "script-writer",
    "founder": "series-creator",
}
TEXTS: Final = {
    "abstract": "abstract",
    "genre": "genre",
    "call-number": "call-number",
    "archive": "archive",
    "archive-location": "archive_location",
    "note": "note",
    "chapter": "chapter-number",
    "page-range": "page",
    "language": "language",
    "edition": "edition",
    "volume": "volume",
    "issue": "issue",
    "volume-total": "number-of-volumes",
    "page-total": "number-of-pages",
    "time-range": "section",
    "runtime": "dimensions",
}
SERIALS: Final = {
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "serial": "number",
    "version": "version",
}
PARENT_TEXTS: Final = {
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "volume-total": "number-of-volumes",
    "page-total": "number-of-pages",
    "genre": "reviewed-genre",
}
# Of these, a parent says more than the entry itself: they are written there.
ON_PARENT: Final = frozenset(
    (
        "volume",
        "issue",
        "edition",
        "volume-total",
        "page-total",
        "isbn",
        "issn",
        "publisher",
        "editor",
    )
)
LANGUAGE: Final = r"[a-z]{2}(?:-[A-Z]{2})?"
