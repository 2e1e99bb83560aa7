"""Changes become texts that say exactly what was meant, file by file."""

from __future__ import annotations

import pytest

from citare.errors import NotFoundError, UnsafeEdit
from citare.library.library import Add, Library, Remove, Rename, SetFields

TEXTS = {
    "a.bib": "@inproceedings{child, title = {C}, crossref = {conf}}\n\n@misc{b, x = {1}}\n",
    "b.bib": "@proceedings{conf, title = {P}, year = 2000}\n@set{s, entryset = {b,conf, child}}\n",
}


def library() -> Library:
    return Library.of(TEXTS)


def test_fields_are_set_in_the_entrys_file_only() -> None:
    found = library().edit([SetFields("child", {"DOI": "10.1/x", "title": "D"})])
    assert found.changes.texts == {
        "a.bib": TEXTS["a.bib"].replace("{C}", "{D}").replace("{conf}}", "{conf}, doi = {10.1/x}}")
    }


def test_planning_again_changes_nothing() -> None:
    changes = [SetFields("child", {"doi": "10.1/x", "title": "D"}, type="misc")]
    once = library().with_texts(library().edit(changes).changes.texts)
    assert once.edit(changes).changes.texts == {}


def test_an_inherited_field_that_is_set_becomes_the_entrys_own() -> None:
    texts = library().edit([SetFields("child", {"year": "2001"})]).changes.texts
    assert list(texts) == ["a.bib"]
    assert library().with_texts(texts).record("child").fields["year"] == "2001"


def test_entries_are_added_to_old_and_new_files() -> None:
    fields = {"title": "N", "year": "2001"}
    texts = library().edit([Add("b.bib", "misc", "n", fields), Add("c.bib", "misc", "m", fields)])
    after = library().with_texts(texts.changes.texts)
    assert [after.record(k).file for k in ("n", "m")] == ["b.bib", "c.bib"]
    assert texts.changes.texts["b.bib"].startswith(TEXTS["b.bib"].rstrip())


def test_a_new_key_is_followed_wherever_the_old_one_is_named() -> None:
    texts = library().edit([Rename("conf", "conf2000")]).changes.texts
    after = library().with_texts(texts)
    assert after.record("child").fields["crossref"] == "conf2000"
    assert "entryset = {b,conf2000, child}" in texts["b.bib"]
    assert after.record("child").fields["year"] == "2000"


def test_keys_can_be_changed_in_one_go() -> None:
    texts = library().edit([Rename("b", "c"), Rename("child", "b")]).changes.texts
    assert sorted(library().with_texts(texts).by_key) == ["b", "c", "conf"]


def test_an_entry_is_removed() -> None:
    assert library().edit([Remove("b")]).changes.texts == {
        "a.bib": "@inproceedings{child, title = {C}, crossref = {conf}}\n"
    }


def test_an_entry_that_is_removed_is_not_edited_as_well() -> None:
    edited = library().edit([SetFields("b", {"x": "2"}), Rename("b", "c"), Remove("b")])
    after = library().with_texts(edited.changes.texts)
    assert "b" not in after.by_key and "c" not in after.by_key
    assert after.record("child").entry.text == library().record("child").entry.text


@pytest.mark.parametrize("key", ["conf", "CONF", "b"])
def test_a_key_that_is_taken_is_refused(key: str) -> None:
    with pytest.raises(UnsafeEdit, match="taken"):
        library().edit([Add("a.bib", "misc", key, {"title": "x"})])
    with pytest.raises(UnsafeEdit, match="taken"):
        library().edit([Rename("child", key)])


def test_an_unknown_key_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        library().edit([Remove("nobody")])
