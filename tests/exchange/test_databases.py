"""What databases export, read by their own names for things."""

from __future__ import annotations

from pathlib import Path

import pytest

from citare.exchange.base import Imported
from citare.exchange.csv import CSV
from citare.exchange.enw import ENW
from citare.exchange.registry import detect
from citare.exchange.ris import RIS
from citare.exchange.zotero_json import ZOTERO_JSON
from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import Name

SAMPLES = Path(__file__).parent.parent / "data" / "exchange"


def read(name: str) -> tuple[Item, ...]:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    found = detect(text, "")
    assert found
    done: Imported = found.read(text, name)
    assert not done.findings
    return done.items


def test_web_of_science() -> None:
    """Full names, journals that do not shout, both ISSNs, pages, and where the record is from."""
    article, paper = read("sample.ciw")
    assert article.names["author"] == (Name("Ng", "Ada"), Name("Wu", "Bo"))
    assert article.get("title") == "On moss and the walls that it grows on"
    assert article.get("container-title") == "Journal of Moss & Walls"
    assert article.get("container-title-short") == "J. Moss Walls"
    assert article.get("page") == "101-119"
    assert article.get("keyword") == "moss, walls, damp places"
    assert article.dates["issued"] == Date(((2019, 3, 5),))
    assert article.get("source") == "Web of Science"
    assert article.extra == {"bibtex": {"unique-id": "WOS:000000000000001"}}
    assert paper.type == "paper-conference"
    assert paper.get("event-title") == "7th Fern Days"
    assert paper.get("collection-title") == "Fern Notes in Botany"
    assert paper.names["editor"] == (Name("Oak", "D"),) or paper.names["editor"][0].family == "Oak"


def test_ris_of_databases() -> None:
    """CENTRAL has the journal in JA and the PMID in C3, EBSCO the DOI in L3, AGRIS "v. 40"."""
    lines = ("TY  - JOUR", "AN  - CN-02", "T1  - On moss", "JA  - J Moss", "VL  - v. 40",
             "C3  - PUBMED 34176716,EMBASE 20", "L3  - 10.1000/moss.12", "ER  - ")  # fmt: skip
    (item,) = RIS.read("\n".join(lines), "").items
    assert (item.get("container-title"), item.get("volume")) == ("J Moss", "40")
    assert (item.get("PMID"), item.get("DOI")) == ("34176716", "10.1000/moss.12")


def test_a_type_after_the_title_is_of_the_same_record() -> None:
    """EndNote's own export begins a record with any tag."""
    text = "%T On moss\n%0 Journal Article\n%A Ng, Ada\n\n%T On ferns\n%0 Book\n"
    assert [(i.get("title"), i.type) for i in ENW.read(text, "").items] == [
        *(("On moss", "article-journal"), ("On ferns", "book"))
    ]


def test_ovid() -> None:
    """Tags or headings; journal, volume and pages out of the source; kinds and titles aside."""
    article, paper, chapter = read("sample_ovid.txt")
    assert article.get("title") == "On moss and walls"
    where = ("container-title", "volume", "issue", "page", "DOI", "source")
    assert [article.get(variable) for variable in where] == [
        *("Journal of Moss", "12", "3", "101-119", "10.1000/moss.12", "Ovid (PsycINFO)")
    ]
    assert article.get("abstract") == "We looked at walls."
    assert article.names["author"] == (Name("Ng", "Ada"), Name("Wu", "Bo"))
    assert paper.type == "paper-conference"
    assert [paper.get(variable) for variable in where[:3]] == [
        *("Fern Proceedings", "12", "Supplement 3")
    ]
    assert paper.names["author"][1] == Name("Oak", "D. E.")
    assert (chapter.type, chapter.get("title")) == ("chapter", "Talking of ferns")
    assert chapter.get("container-title") == "Ferns in practice"
    assert (chapter.get("page"), chapter.dates["issued"].year) == ("11-31", 2012)
    assert chapter.names == {"author": (Name("Palm", "Sten"),), "editor": (Name("Neen", "Mick"),)}


def test_refworks() -> None:
    """Types and tags of RefWorks; a line without a tag goes on with the one above."""
    (chapter,) = read("sample_refworks.txt")
    assert (chapter.type, chapter.get("container-title")) == ("chapter", "A Book of Shade")
    assert chapter.names["editor"] == (Name("Oak", "Di"),)
    assert chapter.get("abstract") == "A chapter\non shade."
    assert chapter.get("page") == "101-123"


def test_pubmed_xml() -> None:
    """Articles with abstract, keywords and MeSH headings; a document type is never fetched."""
    (article,) = read("sample_pubmed.xml")
    assert article.get("title") == "On H<sub>2</sub>O in moss"
    assert article.get("abstract") == "Aim: To look.\nResults: We saw moss."
    assert article.get("keyword") == "Bryophyta, moss"
    assert (article.get("PMID"), article.get("page")) == ("70000001", "531-539")


def test_mods() -> None:
    """The host's part, title and date are the article's."""
    (article,) = read("sample_mods.xml")
    assert (article.id, article.type) == ("ng2019", "article-journal")
    assert article.get("title") == "The moss: a study"
    assert article.names["author"] == (Name("Ng", "Ada"), Name(literal="Moss Society"))
    assert article.get("page") == "101-119"
    assert article.dates["issued"] == Date(((2019, 3),))


def test_marc() -> None:
    """ISBD's punctuation is not part of a title, a place or a publisher."""
    (book,) = read("sample_marc.xml")
    assert book.get("title") == "The moss: a study"
    assert (book.get("publisher"), book.get("publisher-place")) == ("Green Press", "Bern")
    assert book.get("number-of-pages") == "350"
    assert book.names["author"] == (Name("Ng", "Ada"),)
    assert book.get("ISBN") == "978-0-306-40615-7"


def test_zotero_json() -> None:
    """Items with Zotero's fields, creators and tags; the field "Extra" is read; notes are named."""
    text = (SAMPLES / "sample_zotero.json").read_text(encoding="utf-8")
    done = ZOTERO_JSON.read(text, "z.json")
    (item,) = done.items
    assert [finding.message for finding in done.findings] == [
        "1 notes and attachments were left out"
    ]
    assert item.names["editor"] == (Name(literal="Moss Society"),)
    assert (item.get("DOI"), item.get("PMID")) == ("10.1000/moss.12", "70000001")
    assert item.dates["accessed"].parts == ((2020, 1, 2),)
    assert item.get("keyword") == "moss, walls"


def test_zotero_rdf() -> None:
    """A journal described elsewhere in the file is the article's."""
    (item,) = read("sample_zotero.rdf")
    assert item.names["author"] == (Name("Ng", "Ada"),)
    assert (item.get("container-title"), item.get("volume")) == ("Journal of Moss", "12")
    assert (item.get("DOI"), item.get("ISSN")) == ("10.1000/moss.12", "0028-0836")
    assert item.get("URL") == "http://example.org/moss"


TWO = ("Ng", "Wu")


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (
            "Authors,Author full names,Title,Year,Source title,Volume,Art. No.,Page start,Page end,"
            "DOI,Document Type,Source,EID",
            '"Ng A.; Wu B.","Ng, Ada (57); Wu, Bo (58)",On moss,2019,J Moss,12,,101,119,10.1/M,'
            "Conference paper,Scopus,2-s2.0-1",
            {"type": "paper-conference", "page": "101-119", "source": "Scopus", "DOI": "10.1/M"},
        ),
        (
            "PMID,Title,Authors,Citation,Journal/Book,Publication Year,DOI",
            '7,On moss,"Ng A, Wu B","J Moss. 2019;12(3):101-9. doi: 10.1/m.",J Moss,2019,10.1/m',
            {"volume": "12", "issue": "3", "page": "101-9", "PMID": "7"},
        ),
        (
            "Title,Author Names,Source,Abstract",
            'On moss,"Ng A., Wu B.D.","J Moss (2019) 12:3 (101-119). Date of Publication: 2019",NA',
            {"container-title": "J Moss", "volume": "12", "issue": "3", "page": "101-119"},
        ),
        (
            "Item Title,Publication Title,Journal Volume,Authors,Publication Year,Content Type",
            "On moss,J Moss,12,Ada NgBo Wu,2019,Chapter",
            {"type": "chapter", "volume": "12"},
        ),
        (
            "Lens ID,Title,Date Published,Publication Type,Source Title,ISSNs,Author/s",
            "0-1,On moss,2019-03-05,journal article,J Moss,00280836; 14764687,Ada Ng; Bo Wu",
            {"ISSN": "0028-0836 1476-4687", "container-title": "J Moss"},
        ),
        (
            "id,authorships.author.display_name,display_name,doi,publication_date,type",
            "https://openalex.org/W1,Ada Ng|Bo Wu,On moss,https://doi.org/10.1000/m,2019-03-05,article",
            {"type": "article-journal"},
        ),
        (
            "Key,Item Type,Publication Year,Author,Title,Publication Title,Manual Tags",
            'ABCD,journalArticle,2019,"Ng, Ada; Wu, Bo",On moss,J Moss,moss; walls',
            {"type": "article-journal", "keyword": "moss, walls"},
        ),
        (
            "title;publication_year;first_authors;type_of_reference;start_page",
            "On moss;2019;['Ng, Ada', 'Wu, Bo'];JOUR;e12",
            {"type": "article-journal", "page": "e12"},
        ),
    ],
    ids=["scopus", "pubmed", "embase", "springer", "lens", "openalex", "zotero", "asreview"],
)
def test_tables_of_databases(header: str, row: str, expected: dict[str, str]) -> None:
    """Each database's columns are known; `NA` is nothing; numbers of people are no names."""
    text = f"\ufeff{header}\r\n{row}\r\n"
    found = detect(text, "export.csv")
    assert found is CSV
    (item,) = CSV.read(text, "").items
    said = {"type": item.type, **item.text}
    assert item.get("title") == "On moss"
    assert item.dates["issued"].year == 2019
    assert tuple(name.family for name in item.names["author"]) == TWO
    assert {name: said.get(name) for name in expected} | {"type": item.type} == {
        "type": item.type,
        **expected,
    }
    assert not item.get("abstract")


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n",
        "citing,cited,creation\nx,y,2019\n",
        '{"protocolSection": {"identificationModule": {"nctId": "NCT1"}}}',
        "<records><record><a/></record></records>",
    ],
)
def test_what_holds_no_references_is_of_no_format(text: str) -> None:
    """A file of another kind is refused, not read as empty references."""
    for name in ("", "x.csv", "x.json", "x.xml", "x.txt"):
        assert detect(text, name) is None
