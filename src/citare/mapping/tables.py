"""Which CSL type and variable a BibTeX entry type, field or value is.

Sources: btxdoc; BibLaTeX's manual (2.1 types, 2.2 fields, 4.9 bibliography strings); CSL 1.0.2,
appendices III and IV. Entry types beyond those manuals are ones that people and tools write.
"""

from __future__ import annotations

from typing import Final

TYPES: Final[dict[str, str]] = {
    # btxdoc
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "conference": "paper-conference",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "manual": "book",
    "mastersthesis": "thesis",
    "misc": "document",
    "phdthesis": "thesis",
    "proceedings": "book",
    "techreport": "report",
    "unpublished": "manuscript",
    # BibLaTeX
    "mvbook": "book",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "collection": "book",
    "mvcollection": "book",
    "suppcollection": "chapter",
    "dataset": "dataset",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "patent": "patent",
    "periodical": "periodical",
    "suppperiodical": "article-journal",
    "mvproceedings": "book",
    "reference": "book",
    "mvreference": "book",
    "inreference": "entry-encyclopedia",
    "report": "report",
    "software": "software",
    "thesis": "thesis",
    "set": "collection",
    "xdata": "document",
    "artwork": "graphic",
    "audio": "song",
    "bibnote": "document",
    "commentary": "book",
    "image": "figure",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "legal": "treaty",
    "letter": "personal_communication",
    "movie": "motion_picture",
    "music": "song",
    "performance": "performance",
    "review": "review",
    "standard": "standard",
    "video": "motion_picture",
    # written by people, tools and BibLaTeX's add-on styles
    "bachelorsthesis": "thesis",
    "bathesis": "thesis",
    "mathesis": "thesis",
    "masterthesis": "thesis",
    "phd": "thesis",
    "dissertation": "thesis",
    "doctoralthesis": "thesis",
    "habilthesis": "thesis",
    "preprint": "article",
    "eprint": "article",
    "arxiv": "article",
    "webpage": "webpage",
    "website": "webpage",
    "web_page": "webpage",
    "url": "webpage",
    "internet": "webpage",
    "blog": "post-weblog",
    "blogpost": "post-weblog",
    "post": "post",
    "tweet": "post",
    "newspaper": "article-newspaper",
    "newsarticle": "article-newspaper",
    "magazine": "article-magazine",
    "journal": "periodical",
    "bookreview": "review-book",
    "review-book": "review-book",
    "encyclopedia": "entry-encyclopedia",
    "dictionary": "entry-dictionary",
    "presentation": "speech",
    "talk": "speech",
    "speech": "speech",
    "lecture": "speech",
    "seminar": "speech",
    "slides": "speech",
    "poster": "speech",
    "interview": "interview",
    "map": "map",
    "film": "motion_picture",
    "tvshow": "broadcast",
    "radio": "broadcast",
    "podcast": "broadcast",
    "broadcast": "broadcast",
    "song": "song",
    "score": "musical_score",
    "data": "dataset",
    "database": "dataset",
    "code": "software",
    "program": "software",
    "softwareversion": "software",
    "softwaremodule": "software",
    "codefragment": "software",
    "game": "software",
    "videogame": "software",
    "treaty": "treaty",
    "bill": "bill",
    "law": "legislation",
    "statute": "legislation",
    "regulation": "regulation",
    "hearing": "hearing",
    "case": "legal_case",
    "judicial": "legal_case",
    "constitution": "legislation",
    "legmaterial": "legislation",
    "legadminmaterial": "regulation",
    "hardware": "document",
    "nameonly": "document",
    "court": "legal_case",
    "report-component": "report",
    "whitepaper": "report",
    "workingpaper": "report",
    "manuscript": "manuscript",
    "archival": "manuscript",
    "personal": "personal_communication",
    "email": "personal_communication",
    "pamphlet": "pamphlet",
    "brochure": "pamphlet",
    "event": "event",
    "figure": "figure",
    "classic": "classic",
    "other": "document",
    "unspecified": "document",
}

ENTRY_SUBTYPES: Final[dict[str, str]] = {
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "news": "article-newspaper",
    "tweet": "post",
    "statusupdate": "post",
    "onlineforumpost": "post",
    "facebookpage": "post",
    "twitterprofile": "post",
    "blogpost": "post-weblog",
    "film": "motion_picture",
    "video": "motion_picture",
    "podcast": "broadcast",
    "podcastepisode": "broadcast",
    "tvseries": "broadcast",
    "tvepisode": "broadcast",
    "radio": "broadcast",
    "photograph": "graphic",
    "photographs": "graphic",
    "painting": "graphic",
    "lithograph": "graphic",
    "infographic": "graphic",
    "mobileapp": "software",
}
"""BibLaTeX's `entrysubtype` (manual, 2.2.3): its own for articles, then biblatex-apa's. A CSL
type's name means that type."""

THESES: Final[dict[str, str]] = {
    "phdthesis": "PhD thesis",
    "phd": "PhD thesis",
    "dissertation": "PhD thesis",
    "doctoralthesis": "PhD thesis",
    "mastersthesis": "Master’s thesis",
    "masterthesis": "Master’s thesis",
    "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "bachelorsthesis": "Bachelor’s thesis",
    "habilthesis": "Habilitation thesis",
}
"""The genre that an entry type names by itself."""

PLAIN_GENRES: Final[dict[str, str]] = {"phdthesis": "Thesis", "techreport": "Report"}
"""What `type` says in a new entry for a work of no known genre, where BibTeX's styles would say
that it is a PhD thesis or a technical report. It is not a genre: the CSL type says as much."""

GENRES: Final[dict[str, str]] = {
    **THESES,
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
    "software": "Computer software",
    "datacd": "Data CD",
    "audiocd": "Audio CD",
    "patent": "Patent",
    "patentde": "German Patent",
    "patenteu": "European Patent",
    "patentfr": "French Patent",
    "patentuk": "British Patent",
    "patentus": "U.S. Patent",
    "patreq": "Patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
}
"""BibLaTeX's localisation keys in `type`, as English prints them at the start of a sentence, like
the genres that entry types name by themselves: styles lower what they print within one."""

COUNTRIES: Final[dict[str, str]] = {
    "countryde": "Germany",
    "countryeu": "European Union",
    "countryep": "European Union",
    "countryfr": "France",
    "countryuk": "United Kingdom",
    "countryus": "United States of America",
}

STATUSES: Final[dict[str, str]] = {
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
}

TEXTS: Final[dict[str, tuple[str, ...]]] = {
    "abstract": ("abstract",),
    "annote": ("annotation", "annote"),
    "chapter-number": ("chapter",),
    "number-of-volumes": ("volumes",),
    "number-of-pages": ("pagetotal", "numpages"),
    "volume": ("volume",),
    "part-number": ("part",),
    "version": ("version",),
    "container-title-short": ("shortjournal", "journalabbr", "journal-iso", "shortbooktitle"),
    "event-title": ("eventtitle", "eventname", "conference"),
    "event-place": ("venue", "eventplace", "conference-location"),
    "call-number": ("library", "call-number", "callnumber", "lccn"),
    "original-publisher": ("origpublisher",),
    "original-publisher-place": ("origlocation", "origaddress"),
    "keyword": ("keywords", "keyword"),
    "license": ("license", "copyright", "rights"),
    "medium": ("medium",),
    "scale": ("scale",),
    "dimensions": ("dimensions",),
    "section": ("section",),
    "jurisdiction": ("jurisdiction",),
    "authority": ("court", "authority"),
    "source": ("source",),
    "printing-number": ("printing",),
    "supplement-number": ("supplement",),
    "archive": ("archive",),
    "archive_location": ("archive_location", "archivelocation"),
    "archive_collection": ("archive_collection",),
    "archive-place": ("archive-place",),
    "division": ("division",),
    "references": ("references",),
    "reviewed-genre": ("reviewedgenre",),
}
"""Variables that are one field's text; of several fields the first that is there."""

TITLES: Final[dict[str, tuple[str, str, str]]] = {
    "title": ("title", "subtitle", "titleaddon"),
    "booktitle": ("booktitle", "booksubtitle", "booktitleaddon"),
    "maintitle": ("maintitle", "mainsubtitle", "maintitleaddon"),
    "journaltitle": ("journaltitle", "journalsubtitle", "journaltitleaddon"),
    "issuetitle": ("issuetitle", "issuesubtitle", "issuetitleaddon"),
    "eventtitle": ("eventtitle", "eventsubtitle", "eventtitleaddon"),
}
"""Titles that BibLaTeX keeps in three fields."""

VERBATIM: Final[dict[str, tuple[str, ...]]] = {
    "DOI": ("doi",),
    "URL": ("url", "link"),
    "PMID": ("pmid", "pubmed", "pubmedid"),
    "PMCID": ("pmcid", "pmc"),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
}
"""Variables that are not prose: not decoded as LaTeX."""

NAMES: Final[dict[str, str]] = {
    "author": "author",
    "translator": "translator",
    "bookauthor": "container-author",
    "origauthor": "original-author",
    "reviewedauthor": "reviewed-author",
    "collectioneditor": "collection-editor",
    "serieseditor": "collection-editor",
    "seriescreator": "series-creator",
    "director": "director",
    "producer": "producer",
    "executiveproducer": "executive-producer",
    "composer": "composer",
    "performer": "performer",
    "narrator": "narrator",
    "illustrator": "illustrator",
    "interviewer": "interviewer",
    "recipient": "recipient",
    "compiler": "compiler",
    "curator": "curator",
    "chair": "chair",
    "host": "host",
    "guest": "guest",
    "contributor": "contributor",
    "organizer": "organizer",
    "scriptwriter": "script-writer",
}

EDITORS: Final[dict[str, str]] = {"editor": "editortype"} | {
    f"editor{letter}": f"editor{letter}type" for letter in "abc"
}

EDITOR_TYPES: Final[dict[str, str]] = {
    "editor": "editor",
    "compiler": "compiler",
    "collaborator": "contributor",
    "founder": "editor",
    "continuator": "editor",
    "redactor": "editor",
    "reviser": "editor",
    "organizer": "organizer",
    "director": "director",
    "producer": "producer",
    "executiveproducer": "executive-producer",
    "performer": "performer",
    "composer": "composer",
    "conductor": "contributor",
    "narrator": "narrator",
    "illustrator": "illustrator",
    "host": "host",
    "guest": "guest",
    "curator": "curator",
    "chair": "chair",
    "scriptwriter": "script-writer",
    "writer": "script-writer",
    "interviewer": "interviewer",
    "translator": "translator",
    "serieseditor": "collection-editor",
    "editorialdirector": "editorial-director",
    "none": "contributor",
}
"""BibLaTeX's `editortype` (manual, 2.3.6) and biblatex-apa's."""

DATES: Final[dict[str, str]] = {
    "": "issued",
    "url": "accessed",
    "event": "event-date",
    "orig": "original-date",
    "submitted": "submitted",
    "available": "available-date",
}
"""The prefix of BibLaTeX's date fields (`urldate`, `urlyear` ...) and their variable."""

ORDINALS: Final = (
    *("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth"),
    *("Tenth", "Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth"),
    *("Seventeenth", "Eighteenth", "Nineteenth", "Twentieth"),
)
"""How BibTeX's styles want an edition (btxdoc, `edition`)."""

EPRINT_URLS: Final[dict[str, str]] = {
    "arxiv": "https://arxiv.org/abs/",
    "jstor": "https://www.jstor.org/stable/",
    "hdl": "https://hdl.handle.net/",
    "handle": "https://hdl.handle.net/",
    "googlebooks": "https://books.google.com/books?id=",
    "hal": "https://hal.science/",
}
"""Where an `eprint` of a kind is found (BibLaTeX's manual, 3.14.7)."""

# Where `number` counts in the series; a report's or a patent's is its own.
IN_SERIES: Final = frozenset(
    {
        *("book", "chapter", "paper-conference", "thesis", "pamphlet", "collection", "document"),
        *("entry", "entry-encyclopedia", "entry-dictionary", "manuscript", "classic"),
    }
)

# --- from CSL --------------------------------------------------------------------------------

BIBTEX_TYPES: Final[dict[str, str]] = {
    "article": "misc",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "classic": "book",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "review": "article",
    "review-book": "article",
    "speech": "unpublished",
    "thesis": "phdthesis",
}
"""Entry types of BibTeX's standard styles; all others are @misc."""

BIBLATEX_TYPES: Final[dict[str, str]] = {
    **BIBTEX_TYPES,
    "article": "online",
    "broadcast": "audio",
    "bill": "legislation",
    "collection": "set",
    "dataset": "dataset",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "event": "misc",
    "figure": "image",
    "graphic": "artwork",
    "hearing": "legal",
    "interview": "misc",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "map": "image",
    "motion_picture": "movie",
    "musical_score": "misc",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "personal_communication": "letter",
    "post": "online",
    "post-weblog": "online",
    "regulation": "legislation",
    "report": "report",
    "review": "review",
    "review-book": "review",
    "software": "software",
    "song": "audio",
    "speech": "unpublished",
    "standard": "standard",
    "thesis": "thesis",
    "treaty": "legal",
    "webpage": "online",
    "classic": "book",
}
"""BibLaTeX's own entry types (manual, 2.1); `entrysubtype` tells those apart that share one."""

ORDER: Final[tuple[str, ...]] = (
    *("author", "bookauthor", "editor", "title", "titleaddon", "maintitle", "booktitle"),
    *("journal", "journaltitle", "shortjournal", "issuetitle", "translator", "date", "year"),
    *("month", "day", "edition", "volume", "part", "volumes", "number", "issue", "series"),
    *("chapter", "pages", "eid", "pagetotal", "type", "school", "institution", "organization"),
    *("howpublished", "publisher", "address", "location", "eventtitle", "eventdate", "venue"),
    *("doi", "eprint", "eprinttype", "archiveprefix", "eprintclass", "primaryclass", "pmid"),
    *("pmcid", "isbn", "issn", "url", "urldate", "pubstate", "langid", "language", "shorttitle"),
)
"""The order of fields in a new entry; others follow by name."""

WHOLE_BOOKS: Final = frozenset(
    ("book", "collection", "proceedings", "reference", "mvbook", "manual", "booklet", "commentary")
)
"""Entry types for whole books: there `maintitle` is the work's title and `title` the volume's."""

ARTICLE_TYPES: Final = frozenset(("article-journal", "article-magazine", "article-newspaper"))
"""CSL types of what appears in a periodical."""
PERIODICAL_TYPES: Final = ARTICLE_TYPES | {"periodical", "article"}
"""CSL types whose `number` field is an issue's."""
