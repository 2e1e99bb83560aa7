"""The library finds entries by key and identifier and maps them when asked."""

from __future__ import annotations

import pytest

from citare.errors import NotFoundError
from citare.library.library import Library, identifiers_of

A = """@string{jm = {Journal of Maps}}
@article{Doe2000, author = {Doe, Jane}, title = {One}, journal = jm, year = 2000,
  doi = {https://doi.org/10.1000/ABC}}
@xdata{shared, publisher = {P}}
@book{doe2000, title = {Two}, xdata = {shared}, ids = {old-key, older}, isbn = {0-306-40615-2}}
@article{Doe2000, title = {Again}, pmid = {123}}
@misc{, title = {No key}}
"""
B = "@misc{Roe, eprint = {2101.00001}, archiveprefix = {arXiv}, note = nowhere}\n@misc{Doe2000}\n"


def library() -> Library:
    return Library.of({"a.bib": A, "b.bib": B})


def test_records_are_what_can_be_cited_in_order() -> None:
    assert [(r.key, r.file) for r in library().records] == [
        ("Doe2000", "a.bib"), ("doe2000", "a.bib"), ("Doe2000", "a.bib"), ("", "a.bib"),
        ("Roe", "b.bib"), ("Doe2000", "b.bib"),
    ]  # fmt: skip


def test_the_first_entry_of_a_key_counts_and_repetitions_are_reported() -> None:
    found = library()
    assert found.record("Doe2000").fields["title"] == "One"
    places = [str(f.place) for f in found.findings if f.code == "duplicate-key"]
    assert places == ["a.bib:6:10", "b.bib:2:7"]


def test_an_entry_is_found_by_alias_and_in_other_case_where_that_is_plain() -> None:
    found = library()
    assert found.record("old-key") is found.record("doe2000")
    assert found.record("ROE").key == "Roe"
    assert found.get("DOE2000") is None
    assert found.colliding_keys == {"doe2000": ("Doe2000", "doe2000")}


def test_an_unknown_key_names_similar_ones() -> None:
    with pytest.raises(NotFoundError) as caught:
        library().record("Doe2001")
    assert "Doe2000" in caught.value.hint


def test_entries_are_found_by_identifier_in_any_spelling() -> None:
    found = library()
    assert [r.key for r in found.by_identifier("doi", "10.1000/abc")] == ["Doe2000"]
    assert [r.key for r in found.by_identifier("pmid", "123")] == ["Doe2000"]
    assert [r.key for r in found.by_identifier("arxiv", "2101.00001")] == ["Roe"]
    assert [r.key for r in found.by_identifier("isbn", "9780306406157")] == ["doe2000"]
    assert found.by_identifier("doi", "10.1000/other") == ()


def test_identifiers_come_from_every_field_that_states_them() -> None:
    fields = {
        "url": "https://doi.org/10.1000/xyz",
        "eprint": "99",
        "eprinttype": "pubmed",
        "pmc": "PMC12345",
    }
    assert identifiers_of(fields) == (("doi", "10.1000/xyz"), ("pmcid", "PMC12345"), ("pmid", "99"))


def test_items_are_mapped_with_macros_and_inheritance() -> None:
    found = library()
    assert found.record("Doe2000").item.get("container-title") == "Journal of Maps"
    assert found.record("doe2000").item.get("publisher") == "P"
    assert [i.id for i in found.items] == ["Doe2000", "doe2000", "Roe"]
    assert found.record("Roe").item is found.record("Roe").item


def test_findings_tell_of_undefined_macros_at_their_place() -> None:
    (finding,) = [f for f in library().findings if f.code == "undefined-macro"]
    assert (finding.place.file, finding.place.key, finding.place.field) == ("b.bib", "Roe", "note")


def test_a_place_is_the_fields_value_or_the_link_it_comes_through() -> None:
    record = library().record("doe2000")
    assert str(record.place("title")) == "a.bib:5:24"
    assert str(record.place("publisher")) == "a.bib:5:39"
    assert str(record.place()) == "a.bib:5:7"


def test_other_texts_keep_the_documents_that_stay() -> None:
    found = library()
    other = found.with_texts({"b.bib": "", "c.bib": "@misc{New}"})
    assert other.document("a.bib") is found.document("a.bib")
    assert other.get("Roe") is None and other.get("New") is not None
    with pytest.raises(NotFoundError):
        found.document("c.bib")
