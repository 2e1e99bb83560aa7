"""Changes touch what they name, follow the file's layout, and are refused when unsure."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.bibtex.editing import AddEntry, Change, EditEntry, RemoveEntry, Revised, revise
from citare.bibtex.interop import misreading
from citare.bibtex.nodes import Document, Entry
from citare.bibtex.scanner import parse
from citare.bibtex.writing import Raw, Value
from citare.changes import splice
from citare.errors import UnsafeEdit
from citare.findings import Edit
from tests.bibtex.bib_texts import BROKEN, ODD, mutated, shared_texts


def edited(text: str, of: str, fields: dict[str, Value | None], **more: str) -> str:
    document = parse(text)
    return revise(document, [EditEntry(document.by_key[of], fields, **more)]).text


def outside(document: Document, revised: Revised, entry: Entry) -> bool:
    """Whether all text before and behind an entry is as it was."""
    before, behind = document.text[: entry.start], document.text[entry.end :]
    return revised.text.startswith(before) and revised.text.endswith(behind)


def test_a_value_that_what_is_left_of_the_old_one_would_join_is_refused() -> None:
    with pytest.raises(UnsafeEdit, match="would not say"):
        edited("@misc{k,\n  note = before # # after\n}\n", "k", {"note": "new"})


LAYOUTS = {
    "aligned": (
        "@article{k,\n  author    = {A},\n  title     = {T},\n  year      = {2000},\n}\n",
        "@article{k,\n  author    = {A},\n  title     = {T},\n  year      = {2000},\n"
        "  doi       = {10.1/x},\n}\n",
    ),
    "no trailing comma, closed on the last line": (
        "@article{k,\n\tauthor={A},\n\tyear={2000}}\n",
        "@article{k,\n\tauthor={A},\n\tyear={2000},\n\tdoi={10.1/x}}\n",
    ),
    "quotes and capitals": (
        '@ARTICLE{k,\n  AUTHOR = "A",\n  TITLE = "T"\n}\n',
        '@ARTICLE{k,\n  AUTHOR = "A",\n  TITLE = "T",\n  DOI = "10.1/x"\n}\n',
    ),
    "one line": (
        "@article{k, author={A}, year=2000}",
        "@article{k, author={A}, year=2000, doi={10.1/x}}",
    ),
    "comma first": (
        "@article{k\n, author = {A}\n, year = {2000}\n}\n",
        "@article{k\n, author = {A}\n, year = {2000}\n, doi = {10.1/x}\n}\n",
    ),
    "CR LF": (
        "@article{k,\r\n    year = {2000},\r\n}\r\n",
        "@article{k,\r\n    year = {2000},\r\n    doi = {10.1/x},\r\n}\r\n",
    ),
    "a remark behind the last field": (
        "@article{k,\n  year = {2000}  % sure\n}\n",
        "@article{k,\n  year = {2000},  % sure\n  doi = {10.1/x}\n}\n",
    ),
    "aligned values": (
        "@book{k,\n  author =       {A},\n  title =        {T},\n  year =         2000\n}\n",
        "@book{k,\n  author =       {A},\n  title =        {T},\n  year =         2000,\n"
        "  doi =          {10.1/x}\n}\n",
    ),
    "parentheses": (
        "@book(k,\n  year = 2000\n)\n",
        "@book(k,\n  year = 2000,\n  doi = {10.1/x}\n)\n",
    ),
    "no fields": ("@misc{k}\n", "@misc{k,\n  doi = {10.1/x},\n}\n"),
    "no closing brace": (
        "@misc{k,\n  year = 2000,\n\n@misc{l, year = 2001}\n",
        "@misc{k,\n  year = 2000,\n  doi = {10.1/x},\n\n@misc{l, year = 2001}\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_new_field_looks_like_its_neighbours(before: str, after: str) -> None:
    assert edited(before, "k", {"doi": "10.1/x"}) == after


@pytest.mark.parametrize(("before", "after"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_field_that_was_added_can_be_removed_without_a_trace(before: str, after: str) -> None:
    if before == LAYOUTS["no fields"][0]:
        before = "@misc{k,\n}\n"  # the comma and the line end behind the key stay
    assert edited(after, "k", {"doi": None}) == before


@pytest.mark.parametrize(
    ("written", "value", "expected"),
    [
        ("{A}", "B", "{B}"),
        ('"A"', "B", '"B"'),
        ('"A"', 'a "b" c', '{a "b" c}'),
        ("1999", "2000", "2000"),
        ("1999", "c. 2000", "{c. 2000}"),
        ("{1999}", "2000", "{2000}"),
        ("acm", "IEEE", "{IEEE}"),
        ('"A" # acm', "B", '"B"'),
        ("", "B", " {B}"),
        ("{A}", Raw('acm # " B"'), 'acm # " B"'),
        ("{A}", "Würde", "{Würde}"),
    ],
)
def test_a_changed_value_keeps_its_delimiters(written: str, value: Value, expected: str) -> None:
    text = f"@misc{{k, note ={written}, year = {{2000}}}}"
    assert edited(text, "k", {"note": value}) == text.replace(f"={written},", f"={expected},")


def test_a_month_is_written_as_its_macro() -> None:
    assert edited("@misc{k, month = {1}}", "k", {"month": "jan"}) == "@misc{k, month = jan}"


def test_a_value_that_says_the_same_is_left_alone() -> None:
    text = "@misc{k, note = {a\n     b}, month = jan}"
    assert edited(text, "k", {"note": "a b", "NOTE": "a b", "month": "jan"}) == text


def test_of_two_equal_fields_the_first_is_changed() -> None:
    text = "@misc{k, note = {a}, note = {b}}"
    assert edited(text, "k", {"note": "c"}) == "@misc{k, note = {c}, note = {b}}"
    assert edited(text, "k", {"note": None}) == "@misc{k, note = {b}}"


def test_many_changes_of_one_entry_at_once() -> None:
    text = "@Misc{k,\n  title = {A},\n  note = {b}\n}\n"
    fields: dict[str, Value | None] = {"note": None, "year": "2000", "title": "B", "url": "u"}
    after = edited(text, "k", fields, key="l", type="article")
    assert after == "@Article{l,\n  title = {B},\n  year = {2000},\n  url = {u}\n}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@misc{, title = {A}}", "@misc{new, title = {A}}"),
        ("@misc{title = {A}}", "@misc{new, title = {A}}"),
        ("@misc{\n  title = {A}\n}", "@misc{new,\n  title = {A}\n}"),
        ("@misc{old, title = {A}}", "@misc{new, title = {A}}"),
        ("@misc{ old , title = {A}}", "@misc{ new , title = {A}}"),
    ],
)
def test_a_key_is_given_or_changed(before: str, after: str) -> None:
    document = parse(before)
    assert revise(document, [EditEntry(document.entries[0], key="new")]).text == after


@pytest.mark.parametrize("value", ["{", "}", "a } b {", "\\{"])
def test_unbalanced_values_are_refused(value: str) -> None:
    with pytest.raises(UnsafeEdit, match="do not balance"):
        edited(ODD, "Knuth:1984b", {"note": value})


@pytest.mark.parametrize("raw", ["{a", "a b", "{a}, b = {c}", '"a', "{a} }", "", "{a} % b"])
def test_raw_values_that_would_break_out_are_refused(raw: str) -> None:
    with pytest.raises(UnsafeEdit):
        edited(ODD, "Knuth:1984b", {"title": Raw(raw)})


@pytest.mark.parametrize("key", ["", "a b", "a,b", "a{b", "a}b", 'a"b', "a%b", "a#b", "a=b"])
def test_keys_that_cannot_be_cited_are_refused(key: str) -> None:
    with pytest.raises(UnsafeEdit):
        edited(ODD, "Knuth:1984b", {}, key=key)


@pytest.mark.parametrize("name", ["", "a b", "a=b", "1a", "a,b", "a{b"])
def test_names_that_bibtex_refuses_are_refused(name: str) -> None:
    with pytest.raises(UnsafeEdit):
        edited(ODD, "Knuth:1984b", {name: "x"})


def test_an_entry_cannot_become_a_comment() -> None:
    with pytest.raises(UnsafeEdit):
        edited(ODD, "Knuth:1984b", {}, type="comment")


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(UnsafeEdit):
        splice("abc", [Edit(0, 2, "x"), Edit(1, 3, "y")])
    assert splice("abc", [Edit(1, 1, "x"), Edit(1, 1, "y"), Edit(2, 3, "")]) == "axyb"


def test_an_entry_is_added_behind_the_last_one_in_the_files_layout() -> None:
    text = (
        '@BOOK{a,\n\tTITLE = "A",\n\tYEAR = 2000\n}\n\n\n@BOOK{b,\n\tTITLE = "B"\n}\n\n@comment{z}'
    )
    added = revise(parse(text), [AddEntry("misc", "c", {"title": "C", "year": "2001"})]).text
    new = '\n\n\n@MISC{c,\n\tTITLE = "C",\n\tYEAR = 2001\n}'
    assert added == text.replace('"B"\n}', '"B"\n}' + new)


@pytest.mark.parametrize("text", ["", "\ufeff", "% head\n", "@string{a = {b}}", "text\r\n"])
def test_an_entry_is_added_to_a_file_without_entries(text: str) -> None:
    revised = revise(parse(text), [AddEntry("misc", "k", {"title": "A"})])
    assert revised.text.startswith(text)
    assert [e.key for e in revised.document.entries] == ["k"]
    assert revised.text.endswith("\r\n" if "\r" in text else "}\n")


def test_several_entries_are_added_in_order_one_of_them_at_its_place() -> None:
    document = parse("@misc{a, year=1}\n@misc{z, year=2} % last\n")
    after = document.by_key["a"]
    changes: list[Change] = [
        AddEntry("misc", "m", {"year": "3"}),
        AddEntry("misc", "n", {"year": "4"}),
        AddEntry("misc", "b", {"year": "5"}, after=after),
    ]
    assert [e.key for e in revise(document, changes).document.entries] == list("abzmn")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("@misc{a, x=1}\n\n@misc{k, x=1}\n\n@misc{b, x=1}\n", "@misc{a, x=1}\n\n@misc{b, x=1}\n"),
        ("@misc{a, x=1}\n\n@misc{k, x=1}\n", "@misc{a, x=1}\n"),
        ("@misc{a, x=1}\n@misc{k, x=1}\n@misc{b, x=1}\n", "@misc{a, x=1}\n@misc{b, x=1}\n"),
        ("@misc{k, x=1}\n\n@misc{b, x=1}\n", "@misc{b, x=1}\n"),
        ("@misc{k, x=1}\n", ""),
        ("a @misc{k, x=1} b\n", "a  b\n"),
        ("% a\n\n@misc{k, x=1} % b\n\n% c\n", "% a\n\n % b\n\n% c\n"),
        ("@misc{a, x=1}\r\n\r\n  @misc{k, x=1}\r\n\r\n% c", "@misc{a, x=1}\r\n\r\n% c"),
    ],
)
def test_an_entry_is_removed_with_its_lines(text: str, left: str) -> None:
    document = parse(text)
    assert revise(document, [RemoveEntry(document.by_key["k"])]).text == left


def test_an_entry_is_moved_by_removing_and_adding_at_once() -> None:
    document = parse("@misc{a, x=1}\n\n@misc{k, x=1}\n")
    changes: list[Change] = [RemoveEntry(document.by_key["k"]), AddEntry("misc", "k", {"x": "2"})]
    assert [e.key for e in revise(document, changes).document.entries] == ["a", "k"]


def test_one_entry_cannot_be_changed_twice_at_once() -> None:
    document = parse(ODD)
    entry = document.entries[0]
    with pytest.raises(UnsafeEdit):
        revise(document, [EditEntry(entry, {"note": "x"}), RemoveEntry(entry)])


def round_of_changes(document: Document, entry: Entry, name: str) -> None:
    """One entry through all single changes; refusals are allowed, surprises are not."""
    value = "A {New} value, 100\\% — «ü»"
    try:
        first = revise(document, [EditEntry(entry, {name: value})])
    except UnsafeEdit:
        return
    assert outside(document, first, entry)
    again = next(e for e in first.document.entries if e.start == entry.start)
    assert again.content(name) == value
    assert revise(first.document, [EditEntry(again, {name: value})]).edits == ()
    if entry.field(name) is not None and entry.clean:
        back = revise(first.document, [EditEntry(again, {name: Raw(entry.raw(name))})])
        assert back.text == document.text
    removed = revise(first.document, [EditEntry(again, {name: None})])
    assert outside(document, removed, entry)
    if entry.field(name) is None and entry.clean and entry.fields:
        assert removed.text == document.text
    without = revise(document, [RemoveEntry(entry)])
    assert len(without.document.entries) == len(document.entries) - 1


@given(st.one_of(mutated(ODD), mutated(BROKEN)), st.randoms(use_true_random=False))
def test_changes_to_damaged_files_are_exact_or_refused(text: str, choose: random.Random) -> None:
    document = parse(text)
    if not document.entries:
        return
    entry = choose.choice(document.entries)
    names = [f.name for f in entry.fields] + ["new-field"]
    try:
        round_of_changes(document, entry, choose.choice(names))
    except UnsafeEdit:
        assert any(f.severity == "error" for f in document.findings)


@pytest.mark.shared
def test_changes_to_other_peoples_files_are_exact() -> None:
    choose = random.Random(3)
    for _, text in shared_texts(120, seed=2, longest=40_000):
        document = parse(text)
        for entry in [e for e in document.entries if e.clean][:2]:
            names = [f.name for f in entry.fields] + ["new-field"]
            if misreading(entry) is None:
                round_of_changes(document, entry, choose.choice(names))
