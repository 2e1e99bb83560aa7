"""CITATION.cff 1.2.0 (Citation File Format schema) beside CSL's types and variables."""

from __future__ import annotations

from typing import Final

# Reference types; the first of each CSL type is written.
TYPES: Final = {
    "article": "article-journal",
    "magazine-article": "article-magazine",
    "newspaper-article": "article-newspaper",
    "book": "book",
    "edited-work": "book",
    "manual": "book",
    "proceedings": "book",
    "conference": "book",
    "conference-paper": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "government-document": "report",
    "grant": "document",
    "generic": "document",
    "catalogue": "document",
    "unpublished": "manuscript",
    "historical-work": "classic",
    "pamphlet": "pamphlet",
    "standard": "standard",
    "patent": "patent",
    "bill": "bill",
    "statute": "legislation",
    "legal-rule": "regulation",
    "legal-case": "legal_case",
    "hearing": "hearing",
    "data": "dataset",
    "database": "dataset",
    "software": "software",
    "software-code": "software",
    "software-container": "software",
    "software-executable": "software",
    "software-virtual-machine": "software",
    "dictionary": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia",
    "website": "webpage",
    "blog": "post-weblog",
    "slides": "speech",
    "personal-communication": "personal_communication",
    "serial": "periodical",
    "map": "map",
    "art": "graphic",
    "film-broadcast": "motion_picture",
    "video": "motion_picture",
    "audiovisual": "motion_picture",
    "multimedia": "motion_picture",
    "music": "song",
    "sound-recording": "song",
}

TEXTS: Final = {
    "title": "title",
    "journal": "container-title",
    "collection-title": "collection-title",
    "volume-title": "volume-title",
    "abbreviation": "title-short",
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "number-volumes": "number-of-volumes",
    "pages": "number-of-pages",
    "edition": "edition",
    "section": "section",
    "version": "version",
    "doi": "DOI",
    "url": "URL",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmcid": "PMCID",
    "abstract": "abstract",
    "notes": "note",
    "medium": "medium",
    "status": "status",
    "thesis-type": "genre",
    "database": "archive",
    "license": "license",
    "repository-code": "repository-code",
}
ENTITIES: Final = {
    "publisher": "publisher",
    "institution": "publisher",
    "location": "publisher-place",
    "conference": "event-title",
    "database-provider": "source",
}
NAMES: Final = {
    "authors": "author",
    "editors": "editor",
    "editors-series": "collection-editor",
    "translators": "translator",
    "recipients": "recipient",
}
INTEGERS: Final = frozenset(("volume", "issue", "number-volumes", "pages"))
KEY_DESCRIPTION: Final = "citation key"
ANONYMOUS: Final = "anonymous"
UNTITLED: Final = "[untitled]"
STATUSES: Final = frozenset(
    ("in-preparation", "abstract", "submitted", "in-press", "advance-online", "preprint")
)
