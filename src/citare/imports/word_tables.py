"""Word's source types and elements (ECMA-376 part 1, 22.6 "Bibliography") beside CSL's."""

from __future__ import annotations

from typing import Final

NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"

TYPES: Final = {
    "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-magazine",
    "Book": "book",
    "BookSection": "chapter",
    "ConferenceProceedings": "paper-conference",
    "Report": "report",
    "InternetSite": "webpage",
    "DocumentFromInternetSite": "webpage",
    "ElectronicSource": "dataset",
    "Art": "graphic",
    "SoundRecording": "song",
    "Performance": "performance",
    "Film": "motion_picture",
    "Interview": "interview",
    "Patent": "patent",
    "Case": "legal_case",
    "Misc": "document",
}
WRITTEN: Final = {
    **{csl: name for name, csl in reversed(TYPES.items())},
    "article-newspaper": "ArticleInAPeriodical",
    "thesis": "Report",
    "standard": "Report",
    "article": "Report",
    "manuscript": "Report",
    "entry-encyclopedia": "BookSection",
    "entry-dictionary": "BookSection",
    "post-weblog": "InternetSite",
    "post": "InternetSite",
    "software": "ElectronicSource",
    "speech": "Performance",
    "broadcast": "Film",
    "figure": "Art",
    "map": "Art",
    "musical_score": "SoundRecording",
    "classic": "Book",
    "pamphlet": "Book",
    "periodical": "Book",
    "review": "JournalArticle",
    "review-book": "JournalArticle",
}

TEXTS: Final = {
    "Title": "title",
    "ShortTitle": "title-short",
    "Volume": "volume",
    "NumberVolumes": "number-of-volumes",
    "Issue": "issue",
    "ChapterNumber": "chapter-number",
    "Pages": "page",
    "Edition": "edition",
    "Version": "version",
    "Publisher": "publisher",
    "City": "publisher-place",
    "StandardNumber": "ISBN",
    "DOI": "DOI",
    "URL": "URL",
    "Medium": "medium",
    "Comments": "note",
}
CONTAINERS: Final = {
    "JournalArticle": {"JournalName": "container-title"},
    "ArticleInAPeriodical": {"PeriodicalTitle": "container-title"},
    "BookSection": {"BookTitle": "container-title"},
    "ConferenceProceedings": {
        "BookTitle": "container-title",
        "ConferenceName": "event-title",
    },
    "Report": {"Institution": "publisher", "ThesisType": "genre", "StandardNumber": "number"},
    "InternetSite": {"InternetSiteTitle": "container-title"},
    "DocumentFromInternetSite": {"InternetSiteTitle": "container-title"},
    "ElectronicSource": {"PublicationTitle": "container-title"},
    "SoundRecording": {"AlbumTitle": "container-title"},
    "Film": {"Distributor": "publisher"},
    "Patent": {"PatentNumber": "number"},
    "Case": {"Reporter": "container-title", "CaseNumber": "number", "Court": "authority"},
    "Misc": {"PublicationTitle": "container-title"},
    "Performance": {"Theater": "event-place"},
}
_SERIAL: Final = {"StandardNumber": "ISSN"}
SERIALS: Final = frozenset(("JournalArticle", "ArticleInAPeriodical"))

NAMES: Final = {
    "Author": "author",
    "Editor": "editor",
    "Translator": "translator",
    "BookAuthor": "container-author",
    "Compiler": "compiler",
    "Composer": "composer",
    "Director": "director",
    "Interviewer": "interviewer",
    "Performer": "performer",
    "ProducerName": "producer",
    "Writer": "script-writer",
}


def texts_of(source_type: str) -> dict[str, str]:
    """Element -> CSL variable for a source type."""
    own = CONTAINERS.get(source_type, {})
    serial = _SERIAL if source_type in SERIALS else {}
    common = {
        element: variable for element, variable in TEXTS.items() if variable not in own.values()
    }
    return {**common, **serial, **own}
