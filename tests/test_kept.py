"""The kept references and styles: true to what is confirmed, and valid."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree

from citare.bibtex.scanner import parse
from citare.library.library import Library
from citare.model.identifiers import normalise_doi

ROOT = Path(__file__).parent.parent
REFS = sorted((ROOT / "refs").glob("*.bib"))
STYLES = sorted((ROOT / "styles").glob("*.csl"))


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.of({path.name: path.read_text(encoding="utf-8") for path in REFS})


def test_the_kept_files_read_without_a_finding(library: Library) -> None:
    assert library.findings == ()
    assert [f for record in library.records for f in record.findings] == []


@pytest.mark.parametrize(
    ("key", "doi", "pmid"),
    [
        ("feigerlova2025", "10.1186/s12909-025-06719-5", "39871336"),
        ("gazquezgarcia2025", "10.2196/58161", "39912237"),
        ("ning2025", "10.1016/j.landig.2025.100900", "41047321"),
    ],
)
def test_each_review_has_its_identifiers_and_says_what_the_post_quotes(
    library: Library, key: str, doi: str, pmid: str
) -> None:
    item = library.record(key).item
    assert normalise_doi(item.get("DOI")) == doi
    assert item.get("PMID") == pmid
    assert item.get("note").startswith("The post quotes the title")


def test_a_program_without_a_confirmed_address_has_none_and_says_so(library: Library) -> None:
    for record in library.records:
        if record.file == "programs.bib" and record.key != "rasitdinc-programs":
            assert record.fields.get("related") == "rasitdinc-programs", record.key
            assert ("url" in record.fields) != ("unverified" in record.fields.get("note", ""))


def test_all_six_programs_and_the_post_are_kept(library: Library) -> None:
    text = " ".join(record.entry.text for record in library.records)
    for name in ("Harvard", "Stanford", "MIT", "Johns Hopkins", "Louisville", "Alabama"):
        assert name in text
    assert sum(record.file == "programs.bib" for record in library.records) == 7


def test_writing_the_kept_files_again_gives_the_same_bytes() -> None:
    for path in REFS:
        data = path.read_bytes()
        document = parse(data.decode("utf-8"), path.name)
        assert "".join(segment.text for segment in document.segments).encode() == data


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_each_style_is_valid_against_the_csl_schema(path: Path) -> None:
    schema_file = next(Path(str(entry)) for entry in Path(str(files("citeproc"))).rglob("csl.rng"))
    schema = etree.RelaxNG(etree.parse(str(schema_file)))
    schema.assertValid(etree.parse(str(path)))


def test_the_notes_quote_no_markup_by_accident(library: Library) -> None:
    for record in library.records:
        assert not re.search(r"\\(?!dots)[a-z]+", record.fields.get("note", ""))
