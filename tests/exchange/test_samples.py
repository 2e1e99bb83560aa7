"""Real samples of each format: read, written and read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citare.exchange.base import Format
from citare.exchange.csl_json import CSL_JSON
from citare.exchange.registry import FORMATS as ALL
from citare.exchange.registry import detect, format_named
from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import Name

SAMPLES = Path(__file__).parent.parent / "data" / "exchange"
FORMATS = {
    "sample.ris": "ris",
    "sample.enw": "enw",
    "sample_endnote.xml": "endnote-xml",
    "sample.nbib": "nbib",
    "sample.cff": "cff",
    "sample_hayagriva.yml": "hayagriva",
    "sample_csl.yaml": "csl-yaml",
    "sample_csl.json": "csl-json",
    "sample_crossref.json": "crossref-json",
    "sample_datacite.json": "datacite-json",
    "sample.csv": "csv",
    "sample.bib": "bibtex",
    "sample.ciw": "wos",
    "sample_refworks.txt": "refworks",
    "sample_pubmed.xml": "pubmed-xml",
    "sample_mods.xml": "mods",
    "sample_marc.xml": "marcxml",
    "sample_zotero.json": "zotero-json",
    "sample_ovid.txt": "ovid",
    "sample_zotero.rdf": "zotero-rdf",
}


def items_of(name: str) -> tuple[Item, ...]:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    found = detect(text, name)
    assert found
    return found.read(text, name).items


@pytest.mark.parametrize(("name", "expected"), FORMATS.items())
def test_a_format_is_known_by_its_content(name: str, expected: str) -> None:
    """The name of a file helps, but content alone tells as well."""
    text = (SAMPLES / name).read_text(encoding="utf-8")
    for called in (name, "", "download.txt"):
        found = detect(text, called)
        assert found and found.name == expected


@pytest.mark.parametrize("name", FORMATS)
def test_import_export_import_is_the_same(name: str) -> None:
    """What was read once is written and read again without a difference."""
    known = format_named(FORMATS[name])
    assert known
    if known.write is None:
        known = CSL_JSON
    assert known.write
    once = items_of(name)
    assert once
    if FORMATS[name] != known.name:  # a format that is only read, and has no keys
        once = tuple(item.with_(id=f"k{number}") for number, item in enumerate(once))
    done = known.write(once)
    twice = known.read(done.text, "").items
    if name.endswith((".cff", ".json", ".csv", ".bib")) or not done.losses:
        assert twice == once
    assert known.read(known.write(twice).text, "").items == twice


@pytest.mark.parametrize("reader", ALL, ids=lambda reader: reader.name)
@settings(max_examples=40, deadline=None)
@given(text=st.text())
def test_no_text_raises(reader: Format, text: str) -> None:
    """Garbage gives no items or odd ones, never an exception."""
    reader.recognises(text)
    reader.read(text, "x")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_cut_file_still_gives_what_is_whole(name: str, share: float) -> None:
    """A file cut anywhere never raises."""
    text = (SAMPLES / name).read_text(encoding="utf-8")
    reader = format_named(FORMATS[name])
    assert reader
    reader.read(text[: int(len(text) * share)], name)


def test_ris_in_the_wild() -> None:
    """Old and new tags, records without end or type, one blank before the dash."""
    found = {item.get("title"): item for item in items_of("sample.ris")}
    article = found['Deep <i>Drosophila</i>: what 1 < 2 & "quotes" do']
    assert article.get("DOI") == "10.1000/odd(2019)12:3<101::AID-X>3.0.CO;2-A"
    assert article.get("page") == "101-119"
    assert article.dates["accessed"] == Date(((2020, 1, 2),))
    assert article.names["author"][2] == Name(literal="World Health Organization")
    chapter = found["A chapter"]
    assert chapter.get("container-title") == "The Book of Chapters"
    assert chapter.get("DOI") == "10.1000/chapter"
    assert chapter.names["author"] == (Name(family="Smith", given="John", suffix="Jr."),)
    assert found["A book in a series"].get("number-of-pages") == "350"
    assert "editor" in found["Collected"].names
    assert found["A report"].dates["issued"] == Date(((1999,),), "1")
    assert found["A report"].get("number") == "TR-99-1"
    assert found["one space before the dash"].dates["issued"] == Date(literal="in press")
    assert len(found) == 8


def test_endnote_xml_in_the_wild() -> None:
    """Styles become markup; a broken record and an unclosed one cost nothing else."""
    text = (SAMPLES / "sample_endnote.xml").read_text(encoding="utf-8")
    read = format_named("endnote-xml")
    assert read
    done = read.read(text, "e.xml")
    assert [item.get("title") for item in done.items] == [
        "Effects of <i>E. coli</i> on H<sub>2</sub>O & p < 0.05",
        "Broken & unescaped",
        "A whole book",
        "Unclosed",
        "Last",
    ]
    assert done.items[0].names["author"][2] == Name(literal="University of California, Davis")
    assert done.items[0].get("ISSN") == "0028-0836 1476-4687"
    assert {finding.place.line for finding in done.findings} == {6}


def test_xml_entities_are_never_expanded() -> None:
    """A document type with entities has no effect."""
    bomb = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "bbbb">]>'
    record = (
        '<record><ref-type name="Book">6</ref-type><titles><title>&a;&b;</title></titles></record>'
    )
    read = format_named("endnote-xml")
    assert read
    (item,) = read.read(f"{bomb}<xml><records>{record}</record></records></xml>", "").items
    assert item.get("title") == "&a;&b;"


def test_yaml_says_what_it_says() -> None:
    """Norway stays a country code, a date a date, and aliases cannot blow up."""
    read = format_named("csl-yaml")
    assert read
    (item,) = read.read(
        "references:\n- id: no\n  type: book\n  title: 2001\n  language: no\n  page: 010-020\n"
        "  issued: 2020-05-17\n",
        "",
    ).items
    assert (item.id, item.get("title"), item.get("language")) == ("no", "2001", "no")
    assert item.get("page") == "010-020"
    assert item.dates["issued"] == Date(((2020, 5, 17),))
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{c}: &{c} [{','.join('*' + p for _ in range(9))}]\n"
        for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert read.read(bomb, "").findings


def test_one_bad_record_costs_no_other() -> None:
    """Broken YAML and JSON are read entry by entry."""
    yaml, hayagriva, js = map(format_named, ("csl-yaml", "hayagriva", "csl-json"))
    assert yaml and hayagriva and js
    done = yaml.read("- id: a\n  type: book\n- id: [b\n  type: book\n- id: c\n  type: book\n", "f")
    assert [item.id for item in done.items] == ["a", "c"]
    assert done.findings[0].place.line in (3, 4)
    done = hayagriva.read("a:\n  type: book\nb:\n  title: 'x\n", "f")
    assert [item.id for item in done.items] == ["a"]
    done = js.read(
        '[{"id": "a", "type": "book"}, {"id": "b" "type"}, {"id": "c", "type": "book"}]', "f"
    )
    assert [item.id for item in done.items] == ["a", "c"]
    assert done.findings


def test_each_format_has_a_sample() -> None:
    """No format is added without one."""
    assert {reader.name for reader in ALL} - set(FORMATS.values()) == {"word-xml", "biblatex"}


def test_csl_json_holds_everything() -> None:
    """CSL-JSON comes back value by value."""
    text = (SAMPLES / "sample_csl.json").read_text(encoding="utf-8")
    assert CSL_JSON.write
    written = json.loads(CSL_JSON.write(items_of("sample_csl.json")).text)
    assert written == json.loads(text)
