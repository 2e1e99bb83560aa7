"""Every entry type and field of BibTeX and BibLaTeX, and what people write beside them, is read
as the CSL type or variable that it means (btxdoc; BibLaTeX's manual, 2.1 and 2.2; CSL 1.0.2,
appendices III and IV)."""

from __future__ import annotations

import pytest

from citare.mapping.to_item import to_item
from citare.model.csl_json import item_to_json

TYPES = {
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
    "artwork": "graphic",
    "audio": "song",
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
    # what people and tools write
    "webpage": "webpage",
    "website": "webpage",
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "blog": "post-weblog",
    "tweet": "post",
    "presentation": "speech",
    "interview": "interview",
    "map": "map",
    "film": "motion_picture",
    "podcast": "broadcast",
    "bill": "bill",
    "case": "legal_case",
    "hearing": "hearing",
    "dictionary": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia",
    "preprint": "article",
    "masterthesis": "thesis",
    "ARTICLE": "article-journal",
}


@pytest.mark.parametrize(("entry_type", "csl"), TYPES.items())
def test_an_entry_type_is_its_csl_type(entry_type: str, csl: str) -> None:
    container = {"booktitle": "B"} if entry_type == "inbook" else {}
    item, _ = to_item(entry_type, "k", {"title": "T", "author": "A B", **container})
    assert item.type == csl


JOHN = [{"family": "Doe", "given": "John"}]
DAY = {"date-parts": [[2020, 5, 17]]}
# entry type, field, raw value, CSL variable, value in CSL-JSON
FIELDS: tuple[tuple[str, str, str, str, object], ...] = (
    ("article", "abstract", "We did.", "abstract", "We did."),
    ("book", "address", "Berlin", "publisher-place", "Berlin"),
    ("article", "annotation", "Good.", "annote", "Good."),
    ("article", "annote", "Good.", "annote", "Good."),
    ("article", "author", "Doe, John", "author", JOHN),
    ("inbook", "bookauthor", "Doe, John", "container-author", JOHN),
    ("incollection", "booktitle", "Handbook", "container-title", "Handbook"),
    ("inproceedings", "booktitle", "Proc. of X", "container-title", "Proc. of X"),
    ("inbook", "chapter", "7", "chapter-number", "7"),
    ("article", "date", "2020-05-17", "issued", DAY),
    ("article", "doi", "10.1000/182", "DOI", "10.1000/182"),
    ("book", "edition", "2", "edition", "2"),
    ("book", "edition", "Second", "edition", "2"),
    ("book", "editor", "Doe, John", "editor", JOHN),
    ("article", "eid", "e1234", "number", "e1234"),
    ("inproceedings", "eventdate", "2020-05-17", "event-date", DAY),
    ("inproceedings", "eventtitle", "ICML 2020", "event-title", "ICML 2020"),
    ("misc", "howpublished", "Lecture notes", "publisher", "Lecture notes"),
    ("thesis", "institution", "MIT", "publisher", "MIT"),
    ("report", "institution", "WHO", "publisher", "WHO"),
    ("book", "isbn", "978-3-16-148410-0", "ISBN", "978-3-16-148410-0"),
    ("article", "issn", "1234-5679", "ISSN", "1234-5679"),
    ("article", "issue", "4", "issue", "4"),
    ("article", "issuetitle", "Special Issue", "volume-title", "Special Issue"),
    ("article", "journal", "Nature", "container-title", "Nature"),
    ("article", "journaltitle", "Nature", "container-title", "Nature"),
    ("article", "shortjournal", "Nat.", "container-title-short", "Nat."),
    ("article", "keywords", "a, b", "keyword", "a, b"),
    ("article", "langid", "german", "language", "de-DE"),
    ("article", "language", "french", "language", "fr-FR"),
    ("book", "library", "QA76", "call-number", "QA76"),
    ("book", "location", "Berlin", "publisher-place", "Berlin"),
    ("article", "note", "See also.", "note", "See also."),
    ("article", "addendum", "In German.", "note", "In German."),
    ("article", "number", "3", "issue", "3"),
    ("report", "number", "TR-7", "number", "TR-7"),
    ("patent", "number", "US123", "number", "US123"),
    ("manual", "organization", "GNU", "publisher", "GNU"),
    ("online", "organization", "WHO", "publisher", "WHO"),
    ("book", "origdate", "1899", "original-date", {"date-parts": [[1899]]}),
    ("book", "origlocation", "Paris", "original-publisher-place", "Paris"),
    ("book", "origpublisher", "Old", "original-publisher", "Old"),
    ("book", "origtitle", "Vieux", "original-title", "Vieux"),
    ("article", "pages", "12--34", "page", "12-34"),
    ("article", "pages", "e12", "page", "e12"),
    ("book", "pagetotal", "300", "number-of-pages", "300"),
    ("book", "part", "2", "part-number", "2"),
    ("article", "pmid", "12345", "PMID", "12345"),
    ("article", "pmcid", "PMC12345", "PMCID", "PMC12345"),
    ("book", "publisher", "Springer", "publisher", "Springer"),
    ("article", "pubstate", "inpress", "status", "in press"),
    ("phdthesis", "school", "MIT", "publisher", "MIT"),
    ("book", "series", "LNCS", "collection-title", "LNCS"),
    ("book", "shorttitle", "Short", "title-short", "Short"),
    ("article", "title", "On {DNA}", "title", 'On <span class="nocase">DNA</span>'),
    ("book", "translator", "Doe, John", "translator", JOHN),
    ("report", "type", "White paper", "genre", "White paper"),
    ("phdthesis", "type", "Diploma thesis", "genre", "Diploma thesis"),
    ("online", "url", "https://x.org/a_b", "URL", "https://x.org/a_b"),
    ("online", "urldate", "2020-05-17", "accessed", DAY),
    ("inproceedings", "venue", "Vienna", "event-place", "Vienna"),
    ("software", "version", "1.2", "version", "1.2"),
    ("article", "volume", "12", "volume", "12"),
    ("book", "volumes", "3", "number-of-volumes", "3"),
    ("article", "year", "2020", "issued", {"date-parts": [[2020]]}),
    ("book", "translator", "van der Doe, John", "translator",
     [{"family": "Doe", "given": "John", "non-dropping-particle": "van der"}]),
    ("book", "editora", "Doe, John", "editor", JOHN),
    ("article", "eprint", "2001.00001", "archive_location", "2001.00001"),
    ("movie", "director", "Doe, John", "director", JOHN),
    ("article", "lastchecked", "2020-05-17", "accessed", DAY),
    ("article", "numpages", "12", "number-of-pages", "12"),
    ("article", "articleno", "17", "number", "17"),
    ("map", "scale", "1:1000", "scale", "1:1000"),
    ("jurisdiction", "court", "Supreme Court", "authority", "Supreme Court"),
    ("book", "maintitle", "Whole", "title", "Whole"),
    ("dataset", "license", "CC0", "license", "CC0"),
    ("software", "copyright", "MIT", "license", "MIT"),
    ("book", "illustrator", "Doe, John", "illustrator", JOHN),
    ("book", "dimensions", "20 cm", "dimensions", "20 cm"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("entry_type", "field", "raw", "variable", "value"),
    FIELDS,
    ids=[f"{row[0]}-{row[1]}-{row[2]}" for row in FIELDS],
)
def test_a_field_is_its_variable(
    entry_type: str, field: str, raw: str, variable: str, value: object
) -> None:
    rest = {"title": "T", "author": "Roe, Jane"}
    item, _ = to_item(entry_type, "k", {**rest, field: raw})
    assert item_to_json(item).get(variable) == value


@pytest.mark.parametrize(
    ("fields", "variable", "value"),
    [
        ({"title": "Main", "subtitle": "Sub"}, "title", "Main: Sub"),
        ({"title": "Main", "subtitle": "Sub"}, "title-short", "Main"),
        ({"title": "Main", "titleaddon": "Addon"}, "title", "Main. Addon"),
        ({"year": "2020", "month": "5", "day": "17"}, "issued", DAY),
        ({"year": "2020", "month": "May"}, "issued", {"date-parts": [[2020, 5]]}),
        ({"series": "LNCS", "number": "7"}, "collection-number", "7"),
        ({"editor": "Doe, John", "editortype": "compiler"}, "compiler", JOHN),
        ({"editora": "Doe, John", "editoratype": "director"}, "director", JOHN),
        ({"eprint": "2001.00001", "eprinttype": "arxiv"}, "archive", "arXiv"),
        ({"eprint": "12345", "eprinttype": "pubmed"}, "PMID", "12345"),
        ({"eprint": "1", "eprinttype": "arxiv", "eprintclass": "cs"}, "archive_collection", "cs"),
        ({"booktitle": "Vol", "maintitle": "Whole"}, "container-title", "Whole"),
        ({"date": "2020-05-17/2020-06"}, "issued", {"date-parts": [[2020, 5, 17], [2020, 6]]}),
    ],
    ids=str,
)
def test_fields_work_together(fields: dict[str, str], variable: str, value: object) -> None:
    item, _ = to_item("incollection", "k", {"title": "T", **fields})
    assert item_to_json(item).get(variable) == value
