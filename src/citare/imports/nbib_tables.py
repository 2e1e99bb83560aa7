"""MEDLINE tags (PubMed help, "MEDLINE display format") beside CSL's variables."""

from __future__ import annotations

from typing import Final

TEXTS: Final = {
    "PMID": "PMID",
    "PMC": "PMCID",
    "TI": "title",
    "BTI": "container-title",
    "JT": "container-title",
    "TA": "container-title-short",
    "CTI": "collection-title",
    "VI": "volume",
    "IP": "issue",
    "PG": "page",
    "EN": "edition",
    "PB": "publisher",
    "PL": "publisher-place",
    "AB": "abstract",
}
NAMES: Final = {"FAU": "author", "FED": "editor"}
SHORT_NAMES: Final = {"AU": "author", "ED": "editor"}

# Publication types -> CSL types, the most telling first. The first of a CSL type is written.
TYPES: Final = {
    "Preprint": "article",
    "Book Chapter": "chapter",
    "Book": "book",
    "Dataset": "dataset",
    "Newspaper Article": "article-newspaper",
    "Technical Report": "report",
    "Academic Dissertation": "thesis",
    "Book Review": "review-book",
    "Interview": "interview",
    "Legislation": "legislation",
    "Legal Case": "legal_case",
    "Web Archive": "webpage",
    "Journal Article": "article-journal",
}

LANGUAGES: Final = {
    "ara": "ar",
    "chi": "zh",
    "cze": "cs",
    "dan": "da",
    "dut": "nl",
    "eng": "en",
    "fin": "fi",
    "fre": "fr",
    "ger": "de",
    "gre": "el",
    "heb": "he",
    "hun": "hu",
    "ita": "it",
    "jpn": "ja",
    "kor": "ko",
    "nor": "no",
    "pol": "pl",
    "por": "pt",
    "rum": "ro",
    "rus": "ru",
    "spa": "es",
    "swe": "sv",
    "tur": "tr",
    "ukr": "uk",
}
