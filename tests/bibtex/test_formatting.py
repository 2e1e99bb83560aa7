"""Formatting: each transform does what it says, keeps the meaning, and is stable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.bibtex.editing import check_same_meaning
from citare.bibtex.formatting.options import USUAL_ORDER, Format
from citare.bibtex.formatting.pipeline import formatted
from citare.bibtex.scanner import parse
from citare.errors import UnsafeEdit
from tests.bibtex.bib_texts import shared_texts, texts

ENTRY = '@Article{a,\n\tYear = 2020,\n\tTitle={A "b" {c}},\n\tAuthor = "B, C" # x,\n}\n'
FORMATS = {
    "order": Format(field_order=USUAL_ORDER),
    "indent": Format(indent="  "),
    "align": Format(align=0),
    "column": Format(align=14),
    "braces": Format(delimiters="braces"),
    "quotes": Format(delimiters="quotes"),
    "comma": Format(trailing_comma=True),
    "no comma": Format(trailing_comma=False),
    "lower": Format(lowercase=True),
    "wrap": Format(wrap=40),
    "blank": Format(blank_lines=1),
    "sort": Format(sort=("-year", "author", "title")),
    "all": Format(USUAL_ORDER, "  ", 0, "braces", True, True, 80, 1, ("key",)),
}


def format_text(text: str, wanted: Format, file: str = "f.bib") -> str:
    return formatted(text, wanted, file).after


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("order", ['\tAuthor = "B, C" # x', '\tTitle={A "b" {c}}', "\tYear = 2020"]),
        ("indent", ["  Year = 2020", '  Title={A "b" {c}}', '  Author = "B, C" # x']),
        ("align", ["\tYear   = 2020", '\tTitle  = {A "b" {c}}', '\tAuthor = "B, C" # x']),
        ("braces", ["\tYear = 2020", '\tTitle={A "b" {c}}', "\tAuthor = {B, C} # x"]),
        ("lower", ["\tyear = 2020", '\ttitle={A "b" {c}}', '\tauthor = "B, C" # x']),
    ],
)
def test_a_transform_changes_what_it_says_and_nothing_else(name: str, lines: list[str]) -> None:
    head = "@article{a" if name == "lower" else "@Article{a"
    assert format_text(ENTRY, FORMATS[name]) == ",\n".join([head, *lines]) + ",\n}\n"


@pytest.mark.parametrize("name", ["quotes", "comma", "wrap", "blank", "sort"])
def test_what_is_as_wanted_stays(name: str) -> None:
    assert format_text(ENTRY, FORMATS[name]) == ENTRY


def test_a_comma_at_the_end_can_go() -> None:
    assert format_text(ENTRY, FORMATS["no comma"]) == ENTRY.replace("x,\n}", "x\n}")


def test_a_format_that_does_nothing_keeps_every_byte() -> None:
    assert format_text(" @misc{ x ,a=1}%", Format()) == " @misc{ x ,a=1}%"


def test_entries_with_remarks_or_mistakes_stay_as_they_are() -> None:
    text = "@misc{a, title = {A}, % why\n year = 1}\n@misc{b, title = {B} year = 2}\n"
    assert format_text(text, FORMATS["all"]) == text.replace("}\n@", "}\n\n@")


def test_long_values_are_broken_below_their_first_letter() -> None:
    text = "@misc{a,\n  title = {one two three four five six seven eight nine ten},\n}\n"
    assert format_text(text, Format(wrap=40)) == (
        "@misc{a,\n  title = {one two three four five six\n           seven eight nine ten},\n}\n"
    )


def test_quotes_are_not_put_around_quotes() -> None:
    text = '@misc{a, title = {A "b"}, note = {a {"} b}}'
    wanted = '@misc{a, title = {A "b"}, note = "a {"} b"}'
    assert format_text(text, Format(delimiters="quotes")) == wanted


def test_entries_move_with_the_remark_above_and_behind_them() -> None:
    text = (
        "% head of the file\n\n"
        "% of b\n@misc{b, title = {B}} % behind b\n\n"
        "@misc{a, title = {A}}\n\n"
        "@string{x = {y}}\n\n"
        "@misc{d, title = x}\n@misc{c, title = {C}}\n"
    )
    assert format_text(text, Format(sort=("key",))) == (
        "% head of the file\n\n"
        "@misc{a, title = {A}}\n\n"
        "% of b\n@misc{b, title = {B}} % behind b\n\n"
        "@string{x = {y}}\n\n"
        "@misc{c, title = {C}}\n@misc{d, title = x}\n"
    )


def test_parents_are_sorted_behind_their_children() -> None:
    text = "@misc{z, crossref = {A}, title = {Z}}\n@book{A, title = {A}}\n"
    assert format_text(text, Format(sort=("key",))) == text


def test_entries_with_one_key_keep_their_order() -> None:
    text = "@misc{a, year = 2020}\n@misc{a, year = 1990}\n@misc{b, year = 2000}\n"
    assert format_text(text, Format(sort=("year",))).index("2020") < format_text(
        text, Format(sort=("year",))
    ).index("1990")


def test_sorting_downward_keeps_the_other_keys_upward() -> None:
    text = "".join(f"@misc{{{k}, year = {y}}}\n" for k, y in [("c", 1), ("b", 2), ("a", 2)])
    ordered = format_text(text, Format(sort=("-year", "key")))
    assert [e.key for e in parse(ordered).entries] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "other",
    [
        "@misc{a, title = {B}}",
        "@misc{A, title = {A}}",
        "@book{a, title = {A}}",
        "@misc{a, title = {A}} remark",
        "@misc{a, title = {A}, title = {A}}",
        "@misc{a, title = {A}}\n@comment{x}",
        "@misc{a, title = {A}",
        "",
    ],
)
def test_a_difference_in_meaning_is_refused(other: str) -> None:
    with pytest.raises(UnsafeEdit):
        check_same_meaning(parse("@misc{a, title = {A}}"), parse(other))


@given(texts(), st.sampled_from(sorted(FORMATS)))
def test_formatting_anything_is_stable_or_refused(text: str, name: str) -> None:
    try:
        once = format_text(text, FORMATS[name])
    except UnsafeEdit:
        return
    assert format_text(once, FORMATS[name]) == once


@pytest.mark.shared
def test_formatting_other_peoples_files_is_stable_and_hardly_ever_refused() -> None:
    refused = done = 0
    for file, text in shared_texts(150, seed=8, longest=60_000):
        for name, wanted in FORMATS.items():
            try:
                once = format_text(text, wanted, file)
            except UnsafeEdit:
                refused += 1
                continue
            done += 1
            assert format_text(once, wanted, file) == once, (file, name)
    assert refused * 200 < done, (refused, done)
