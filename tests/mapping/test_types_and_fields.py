"""Every entry type and field of BibTeX and BibLaTeX, and what people write beside them, is read
as the CSL type or variable that it means (btxdoc; BibLaTeX's manual, 2.1 and 2.2; CSL 1.0.2,
appendices III and IV)."""

from __future__ import annotations

import pytest

from citare.bibtex.schema import ALIASES, BIBLATEX, BIBTEX, UNSUPPORTED
from citare.mapping.reading import to_item
from citare.mapping.writing import Dialect, to_fields
from citare.model.csl_json import item_to_json
from citare.model.variables import TYPES

DIALECTS: tuple[Dialect, ...] = ("bibtex", "biblatex")

ALL_FIELDS = {"title": "T", "author": "Roe, Jane", "year": "2020"}


@pytest.mark.parametrize("entry_type", sorted({*BIBTEX, *BIBLATEX, *ALIASES, *UNSUPPORTED}))
def test_each_entry_type_has_a_csl_type_that_it_is_written_from(entry_type: str) -> None:
    """No type of the two manuals is unknown, upper case is the same, and what the item says of
    its type comes back through a draft of its own."""
    item, findings = to_item(entry_type, "k", ALL_FIELDS)
    assert item.type in TYPES
    assert not findings
    assert to_item(entry_type.upper(), "k", ALL_FIELDS)[0].type == item.type
    for dialect in DIALECTS:
        draft = to_fields(item, dialect=dialect)
        assert to_item(draft.type, "k", draft.fields)[0].type == item.type


@pytest.mark.parametrize(
    "entry_type", ["conference", "electronic", "mastersthesis", "phdthesis", "techreport", "www"]
)
def test_an_alias_is_read_as_the_type_it_stands_for(entry_type: str) -> None:
    """BibLaTeX's manual, "Type Aliases" (2.1.2)."""
    meant = to_item(ALIASES[entry_type], "k", ALL_FIELDS)[0].type
    assert to_item(entry_type, "k", ALL_FIELDS)[0].type == meant


# entry type, its fields, CSL type, why: what neither manual decides by itself
JUDGED: tuple[tuple[str, dict[str, str], str, str], ...] = (
    ("booklet", {}, "pamphlet", "printed and bound, without a publisher (btxdoc, 3.1)"),
    ("manual", {}, "book", "CSL has no manuals"),
    ("misc", {}, "document", "use this when nothing else fits (btxdoc, 3.1)"),
    ("misc", {"howpublished": r"\url{https://x.example}"}, "webpage", "an address and no more"),
    ("misc", {"eprint": "2001.00001", "archiveprefix": "arXiv"}, "article", "CSL: a preprint"),
    ("article", {"eprint": "2001.00001", "archiveprefix": "arXiv"}, "article", "no journal"),
    ("article", {"journal": "J", "eprint": "2001.00001"}, "article-journal", "it came out"),
    ("unpublished", {}, "manuscript", "a document that has not been published"),
    ("unpublished", {"eventtitle": "Days of Bells"}, "speech", "it was given somewhere"),
    ("inbook", {"booktitle": "B"}, "chapter", "BibLaTeX: a part with its own title"),
    ("inreference", {}, "entry-encyclopedia", "an article in a work of reference"),
    ("legal", {}, "treaty", "BibLaTeX's manual, 2.1.3"),
    ("letter", {}, "personal_communication", "BibLaTeX's manual, 2.1.3"),
    ("thesis", {"entrysubtype": "report"}, "report", "a CSL type named as the subtype"),
    ("article", {"entrysubtype": "newspaper"}, "article-newspaper", "BibLaTeX's manual, 2.2.3"),
    ("book", {"entrysubtype": "newspaper"}, "book", "a book is not in a newspaper"),
    ("website", {}, "webpage", "what tools write"),
    ("tweet", {}, "post", "what tools write"),
    ("podcast", {}, "broadcast", "what tools write"),
    ("presentation", {}, "speech", "what tools write"),
)


@pytest.mark.parametrize(
    ("entry_type", "fields", "csl", "why"), JUDGED, ids=[f"{row[0]}-{row[3]}" for row in JUDGED]
)
def test_the_fields_decide_where_the_type_does_not(
    entry_type: str, fields: dict[str, str], csl: str, why: str
) -> None:
    """Each with its reason."""
    assert why
    assert to_item(entry_type, "k", ALL_FIELDS | fields)[0].type == csl


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
