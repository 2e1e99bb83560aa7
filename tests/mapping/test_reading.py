"""Entries become items by the manuals of BibTeX, BibLaTeX and CSL, whatever they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.bibtex.schema import ENTRY_TYPES, FIELDS
from citare.mapping import tables
from citare.mapping.reading import to_item
from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import OTHERS, Name
from citare.model.variables import TYPES, kind


def item(entry_type: str, **fields: str) -> Item:
    return to_item(entry_type, "k", {name.replace("_", "-"): v for name, v in fields.items()})[0]


@pytest.mark.parametrize(
    ("entry", "csl"),
    [
        ("article", "article-journal"), ("book", "book"), ("booklet", "pamphlet"),
        ("conference", "paper-conference"), ("incollection", "chapter"),
        ("inproceedings", "paper-conference"), ("manual", "book"), ("mastersthesis", "thesis"),
        ("misc", "document"), ("phdthesis", "thesis"), ("proceedings", "book"),
        ("techreport", "report"), ("unpublished", "manuscript"), ("online", "webpage"),
        ("www", "webpage"), ("dataset", "dataset"), ("software", "software"), ("patent", "patent"),
        ("inreference", "entry-encyclopedia"), ("periodical", "periodical"),
        ("suppperiodical", "article-journal"), ("mvbook", "book"), ("collection", "book"),
        ("thesis", "thesis"), ("report", "report"), ("artwork", "graphic"), ("audio", "song"),
        ("video", "motion_picture"), ("movie", "motion_picture"), ("image", "figure"),
        ("legislation", "legislation"), ("jurisdiction", "legal_case"), ("legal", "treaty"),
        ("letter", "personal_communication"), ("performance", "performance"),
        ("review", "review"), ("standard", "standard"), ("set", "collection"),
        ("ARTICLE", "article-journal"), ("entry-dictionary", "entry-dictionary"),
    ],
)  # fmt: skip
def test_each_entry_type_has_its_csl_type(entry: str, csl: str) -> None:
    found, findings = to_item(entry, "k", {"title": "T"})
    assert found.type == csl
    assert not findings


def test_all_types_of_the_manuals_are_mapped_to_types_that_csl_has() -> None:
    assert set(tables.TYPES) >= ENTRY_TYPES
    assert set(tables.TYPES.values()) <= TYPES
    assert all(kind(variable) for variable in [*tables.TEXTS, *tables.VERBATIM])
    assert all(kind(variable) == "name" for variable in tables.NAMES.values())


@pytest.mark.parametrize(
    ("entry", "fields", "csl"),
    [
        ("article", {"journal": "J", "entrysubtype": "magazine"}, "article-magazine"),
        ("article", {"journal": "J", "entrysubtype": "newspaper"}, "article-newspaper"),
        ("article", {"eprint": "2301.12345"}, "article"),
        ("misc", {"eprint": "2301.12345", "archiveprefix": "arXiv"}, "article"),
        ("misc", {"howpublished": "\\url{https://example.org}"}, "webpage"),
        ("misc", {"url": "https://example.org", "publisher": "P"}, "document"),
        ("unpublished", {"eventtitle": "E"}, "speech"),
        ("inbook", {"title": "T", "pages": "1--2"}, "book"),
        ("inbook", {"title": "T", "chapter": "3", "pages": "1--2"}, "book"),
        ("inbook", {"title": "T", "chapter": "Tides"}, "chapter"),
    ],
)
def test_fields_refine_the_type(entry: str, fields: dict[str, str], csl: str) -> None:
    assert to_item(entry, "k", fields)[0].type == csl


def test_an_unknown_type_is_a_document_and_reported() -> None:
    found, findings = to_item("incolection", "k", {"title": "T"})
    assert found.type == "document"
    assert [finding.code for finding in findings] == ["entry-type"]


@pytest.mark.parametrize(
    ("entry", "fields", "variable", "value"),
    [
        ("article", {"title": "The {DNA} of {\\\"O}l"}, "title",
         'The <span class="nocase">DNA</span> of Öl'),
        ("book", {"title": "T", "subtitle": "S", "titleaddon": "A"}, "title", "T: S. A"),
        ("book", {"title": "Why?", "subtitle": "S"}, "title", "Why? S"),
        ("book", {"title": "T", "subtitle": "S"}, "title-short", "T"),
        ("book", {"title": "T", "shorttitle": "S"}, "title-short", "S"),
        ("book", {"title": "V", "maintitle": "M"}, "title", "M"),
        ("book", {"title": "V", "maintitle": "M"}, "volume-title", "V"),
        ("incollection", {"booktitle": "B", "booksubtitle": "S"}, "container-title", "B: S"),
        ("incollection", {"booktitle": "B", "maintitle": "M"}, "container-title", "M"),
        ("incollection", {"booktitle": "B", "maintitle": "M"}, "volume-title", "B"),
        ("article", {"journal": "J"}, "container-title", "J"),
        ("article", {"journaltitle": "J", "journalsubtitle": "S"}, "container-title", "J: S"),
        ("article", {"journal": "Ann.", "fjournal": "Annals"}, "container-title", "Annals"),
        ("article", {"journal": "Ann.", "fjournal": "Annals"}, "container-title-short", "Ann."),
        ("article", {"journal": "\\apj"}, "container-title", "ApJ"),
        ("article", {"shortjournal": "J."}, "container-title-short", "J."),
        ("article", {"issuetitle": "I"}, "volume-title", "I"),
        ("article", {"volume": "3"}, "volume", "3"),
        ("article", {"number": "2"}, "issue", "2"),
        ("article", {"issue": "2"}, "issue", "2"),
        ("article", {"number": "2", "issue": "Spring"}, "issue", "2, Spring"),
        ("article", {"part": "2"}, "part-number", "2"),
        ("article", {"eid": "e58161"}, "number", "e58161"),
        ("article", {"articleno": "7"}, "number", "7"),
        ("article", {"series": "3"}, "collection-title", "3rd series"),
        ("article", {"series": "newseries"}, "collection-title", "new series"),
        ("article", {"pages": "12--15"}, "page", "12-15"),
        ("article", {"pages": "12-15, 20---22"}, "page", "12-15, 20-22"),
        ("article", {"pages": "pp. 12 – 15"}, "page", "12-15"),
        ("article", {"pages": "e1--e9"}, "page", "e1-e9"),
        ("article", {"pages": "S1-2--S1-9"}, "page", "S1-2–S1-9"),
        ("article", {"pages": "12+"}, "page", "12+"),
        ("book", {"edition": "Second"}, "edition", "2"),
        ("book", {"edition": "2nd ed."}, "edition", "2"),
        ("book", {"edition": "Revised"}, "edition", "Revised"),
        ("book", {"series": "S", "number": "7"}, "collection-number", "7"),
        ("book", {"series": "S", "number": "7"}, "collection-title", "S"),
        ("book", {"number": "7"}, "number", "7"),
        ("techreport", {"series": "S", "number": "7"}, "number", "7"),
        ("patent", {"number": "US1"}, "number", "US1"),
        ("book", {"volumes": "3"}, "number-of-volumes", "3"),
        ("book", {"pagetotal": "300"}, "number-of-pages", "300"),
        ("inbook", {"chapter": "8", "title": "T"}, "chapter-number", "8"),
        ("inbook", {"chapter": "Models", "title": "T"}, "title", "Models"),
        ("inbook", {"chapter": "Models", "title": "T"}, "container-title", "T"),
        ("book", {"publisher": "Wiley and Sons"}, "publisher", "Wiley and Sons"),
        ("book", {"address": "Paris"}, "publisher-place", "Paris"),
        ("book", {"location": "Paris"}, "publisher-place", "Paris"),
        ("phdthesis", {"school": "S"}, "publisher", "S"),
        ("thesis", {"institution": "S"}, "publisher", "S"),
        ("techreport", {"institution": "I"}, "publisher", "I"),
        ("manual", {"author": "Roe, Jo", "organization": "O"}, "publisher", "O"),
        ("online", {"organization": "O"}, "publisher", "O"),
        ("booklet", {"howpublished": "H"}, "publisher", "H"),
        ("misc", {"howpublished": "\\url{https://e.org/a_b}"}, "URL", "https://e.org/a_b"),
        ("misc", {"note": "\\url{https://e.org}"}, "URL", "https://e.org"),
        ("phdthesis", {}, "genre", "PhD thesis"),
        ("mastersthesis", {}, "genre", "Master’s thesis"),
        ("thesis", {"type": "phdthesis"}, "genre", "PhD thesis"),
        ("thesis", {"type": "Habilitation"}, "genre", "Habilitation"),
        ("techreport", {}, "genre", "Technical report"),
        ("techreport", {"type": "White Paper"}, "genre", "White Paper"),
        ("patent", {"type": "patentus"}, "genre", "U.S. Patent"),
        ("patent", {"location": "countryus"}, "jurisdiction", "United States of America"),
        ("inproceedings", {"eventtitle": "E"}, "event-title", "E"),
        ("inproceedings", {"venue": "V"}, "event-place", "V"),
        ("inproceedings", {"location": "V", "address": "P"}, "event-place", "V"),
        ("article", {"doi": "https://doi.org/10.1000/A"}, "DOI", "10.1000/a"),
        ("article", {"doi": "10.1007/1-2\\_3"}, "DOI", "10.1007/1-2_3"),
        ("article", {"url": "\\url{https://e.org/a\\_b%20c}"}, "URL", "https://e.org/a_b%20c"),
        ("article", {"pmid": "12"}, "PMID", "12"),
        ("article", {"pmcid": "PMC12"}, "PMCID", "PMC12"),
        ("article", {"eprint": "12", "eprinttype": "pubmed"}, "PMID", "12"),
        ("article", {"eprint": "arXiv:2301.12345", "archiveprefix": "arXiv"},
         "archive_location", "2301.12345"),
        ("article", {"eprint": "2301.12345"}, "archive", "arXiv"),
        ("article", {"eprint": "2301.12345"}, "URL", "https://arxiv.org/abs/2301.12345"),
        ("article", {"eprint": "1", "eprinttype": "jstor"}, "URL", "https://www.jstor.org/stable/1"),
        ("book", {"isbn": "978-0-306-40615-7"}, "ISBN", "978-0-306-40615-7"),
        ("article", {"issn": "1472-6920"}, "ISSN", "1472-6920"),
        ("article", {"langid": "ngerman"}, "language", "de-DE"),
        ("article", {"language": "English"}, "language", "en-US"),
        ("article", {"language": "fr"}, "language", "fr"),
        ("article", {"keywords": "a, b"}, "keyword", "a, b"),
        ("article", {"abstract": "A"}, "abstract", "A"),
        ("article", {"note": "N", "addendum": "A"}, "note", "N. A"),
        ("article", {"annote": "A"}, "annote", "A"),
        ("article", {"annotation": "A"}, "annote", "A"),
        ("article", {"library": "L"}, "call-number", "L"),
        ("article", {"pubstate": "inpress"}, "status", "in press"),
        ("software", {"version": "1.2"}, "version", "1.2"),
        ("book", {"origtitle": "O"}, "original-title", "O"),
        ("book", {"origpublisher": "O"}, "original-publisher", "O"),
        ("book", {"origlocation": "O"}, "original-publisher-place", "O"),
    ],
)  # fmt: skip
def test_a_field_becomes_its_variable(
    entry: str, fields: dict[str, str], variable: str, value: str
) -> None:
    assert to_item(entry, "k", fields)[0].get(variable) == value


@pytest.mark.parametrize(
    ("fields", "variable", "names"),
    [
        ({"author": "A, B and others"}, "author", (Name("A", "B"), OTHERS)),
        ({"author": "{World Health Organization}"}, "author",
         (Name(literal="World Health Organization"),)),
        ({"editor": "A, B"}, "editor", (Name("A", "B"),)),
        ({"editor": "A, B", "editortype": "compiler"}, "compiler", (Name("A", "B"),)),
        ({"editora": "A, B", "editoratype": "redactor"}, "editor", (Name("A", "B"),)),
        ({"translator": "A, B"}, "translator", (Name("A", "B"),)),
        ({"bookauthor": "A, B"}, "container-author", (Name("A", "B"),)),
        ({"author": "van A, B"}, "author", (Name("A", "B", non_dropping_particle="van"),)),
        ({"author": "van A, B", "options": "useprefix=false"}, "author",
         (Name("A", "B", dropping_particle="van"),)),
        ({"publisher": "P", "organization": "ACM"}, "organizer", (Name(literal="ACM"),)),
    ],
)  # fmt: skip
def test_a_name_field_becomes_its_variable(
    fields: dict[str, str], variable: str, names: tuple[Name, ...]
) -> None:
    assert to_item("inproceedings", "k", fields)[0].names[variable] == names


def test_dates_become_their_variables() -> None:
    found = item("book", date="2004", urldate="2005-01-02", origdate="1900", eventdate="1999-05")
    assert found.dates == {
        "issued": Date(((2004,),)),
        "accessed": Date(((2005, 1, 2),)),
        "original-date": Date(((1900,),)),
        "event-date": Date(((1999, 5),)),
    }


def test_what_csl_has_no_variable_for_is_kept_as_written() -> None:
    found = item("book", title="T", mrnumber="MR{1}", file=":C\\:/a.pdf:PDF", month="Foo", year="1")
    assert found.extra == {
        "bibtex": {"mrnumber": "MR{1}", "file": ":C\\:/a.pdf:PDF", "month": "Foo"}
    }


def test_what_is_not_understood_is_reported_with_key_and_field() -> None:
    _, findings = to_item(
        "book", "k", {"title": "\\foo{x}", "author": "A, B, C, D", "year": "2004"}
    )
    assert {(f.code, f.place.key, f.place.field) for f in findings} == {
        ("latex", "k", "title"),
        ("name", "k", "author"),
    }


@given(
    st.sampled_from([*sorted(ENTRY_TYPES), "nonsense"]),
    st.dictionaries(st.sampled_from(sorted(FIELDS)), st.text(max_size=30), max_size=8),
)
def test_no_entry_stops_the_reader(entry_type: str, fields: dict[str, str]) -> None:
    found, _ = to_item(entry_type, "k", fields)
    assert found.type in TYPES


@pytest.mark.parametrize(
    ("entry_type", "subtype", "csl"),
    [
        ("article", "newspaper", "article-newspaper"),
        ("online", "Tweet", "post"),
        ("video", "tvepisode", "broadcast"),
        ("misc", "dataset", "dataset"),
        ("image", "map", "map"),
        ("book", "nonacademic", "book"),
    ],
)
def test_a_subtype_that_is_known_says_the_type(entry_type: str, subtype: str, csl: str) -> None:
    """BibLaTeX's, biblatex-apa's and CSL's own names; others stay."""
    item, _ = to_item(entry_type, "k", {"title": "T", "entrysubtype": subtype})
    assert item.type == csl


def test_and_others_ends_a_list_only_outside_braces() -> None:
    item, _ = to_item("book", "k", {"publisher": "Wiley and others", "location": "{A and others}"})
    assert item.get("publisher") == "Wiley"
    assert item.get("publisher-place") == "A and others"


@pytest.mark.parametrize(
    ("note", "day", "rest"),
    [
        ("Accessed: 2020-05-06", (2020, 5, 6), ""),
        ("[Online; accessed 19-July-2018]", (2018, 7, 19), ""),
        ("(accessed 2015-02-13)", (2015, 2, 13), ""),
        ("Last accessed on May 3, 2019.", (2019, 5, 3), ""),
        ("Accessed 12 Mar. 2019", (2019, 3, 12), ""),
        ("{Accessed: 2020-05-06}", (2020, 5, 6), ""),
        ("Zugriff am 3. Mai 2019", (2019, 5, 3), ""),
        ("Revised edition. Accessed: 2020-05-06", (2020, 5, 6), "Revised edition"),
        ("Visited 2020-05", (2020, 5), ""),
    ],
)
def test_an_access_note_is_the_day_of_access(note: str, day: tuple[int, ...], rest: str) -> None:
    """However people write it; what else the note says stays a note."""
    item, _ = to_item("misc", "k", {"title": "T", "note": note})
    assert item.dates["accessed"] == Date((day,))
    assert item.get("note") == rest


@pytest.mark.parametrize(
    "note", ["Revised 6 May 2020", "Accessed often", "Accessed: 2020", "Version accessed by all, 3"]
)
def test_other_notes_stay_notes(note: str) -> None:
    """A note without a day of access is not one."""
    item, _ = to_item("misc", "k", {"title": "T", "note": note})
    assert "accessed" not in item.dates
    assert item.get("note") == note


@pytest.mark.parametrize(
    "fields",
    [
        {"journal": "arXiv preprint arXiv:2001.01234"},
        {"journal": "arXiv:2001.01234"},
        {"journal": "arXiv preprint arXiv:2001.01234 [cs]"},
        {"journal": "{arXiv preprint arXiv:2001.01234}"},
        {"journal": "CoRR", "volume": "abs/2001.01234"},
        {"journal": "CoRR", "volume": "abs/2001.01234", "eprint": "2001.01234"},
        {"journal": "arXiv", "volume": "2001.01234"},
    ],
)
def test_an_arxiv_number_in_a_journals_place_is_an_eprint(fields: dict[str, str]) -> None:
    """Google Scholar's and dblp's forms; nothing of them is left over."""
    item, findings = to_item("article", "k", {"title": "T", **fields})
    assert not findings
    assert item.type == "article"
    assert item.get("archive") == "arXiv"
    assert item.get("archive_location") == "2001.01234"
    assert not item.get("container-title")
    assert not item.get("volume")


@pytest.mark.parametrize("journal", ["CoRR", "Archive of Bells", "arXiv studies quarterly"])
def test_a_journal_stays_a_journal(journal: str) -> None:
    """Also one whose name begins like the server's."""
    item, _ = to_item("article", "k", {"title": "T", "journal": journal})
    assert item.type == "article-journal"
    assert item.get("container-title") == journal


def test_an_organization_is_the_author_of_a_manual_without_one() -> None:
    """As BibTeX's own styles have it (btxbst, @manual and @proceedings)."""
    for entry_type in ("manual", "proceedings"):
        item, _ = to_item(entry_type, "k", {"title": "T", "organization": "Kiln Works"})
        assert item.names == {"author": (Name(literal="Kiln Works"),)}
        assert not item.get("publisher")
    edited, _ = to_item("proceedings", "k", {"editor": "Roe, Jo", "organization": "Kiln Works"})
    assert "author" not in edited.names


def test_no_date_in_words_stays_what_the_entry_says() -> None:
    """It is printed as no date, and kept for the file."""
    for fields in ({"year": "n.d."}, {"date": "n.d."}):
        item, findings = to_item("book", "k", fields)
        assert item.dates == {"issued": Date(literal="n.d.")}
        assert not findings
