"""One guard for every change: what was not meant is refused, whichever way it comes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bibtexparser.entrypoint import parse_string

from citare.bibtex.editing import (
    AddEntry,
    Change,
    EditEntry,
    LayOut,
    Patch,
    RemoveEntry,
    ReplaceEntry,
    revise,
)
from citare.bibtex.nodes import Entry
from citare.bibtex.scanner import parse
from citare.errors import UnsafeEdit
from citare.findings import Edit

TEXT = "% remark\n@misc{a, title = {A}, year = 2000}\n\n@misc{b, title = {B}}\n@string{s = {S}}\n"


def patched(old: str, new: str, text: str = TEXT) -> str:
    start = text.index(old)
    return revise(parse(text), [Patch((Edit(start, start + len(old), new),))]).text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{A}", "{New {A}}"),
        ("{A}", "{A} # {B}"),
        (", year = 2000", ""),
        ("title = {A}", "TITLE = {A}"),
        ("title = {B}", "note = {B}"),
        ("{S}", "{T}"),
        ("remark", "other"),
    ],
)
def test_edits_by_place_in_bounds_are_made(old: str, new: str) -> None:
    assert patched(old, new) == TEXT.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{A}", "{A"),
        ("{A}", "{A}}"),
        ("{A}", "{A} {B}"),  # two values without a `#` are read, and reported
        ("{A},", '"A,'),
        ("{A}, year", "{A} year"),
        ("year = 2000}", "year = {2000"),
        ("2000}", "2000, note = {x}}"),
        ("{A}", "{A}, title2 = {x}} @misc{c"),
        ("{S}", "{S"),
        ("a,", "other,"),
        ("misc", "article"),
        ("@misc{b, title = {B}}\n", ""),
        ("2000}\n", "2000}\n\n@misc{new, title = {N}}\n"),
        (TEXT, ""),
    ],
)
def test_edits_by_place_that_reach_further_are_refused(old: str, new: str) -> None:
    with pytest.raises(UnsafeEdit):
        patched(old, new)


def test_edits_by_place_may_close_an_entry_that_was_open() -> None:
    text = "@misc{a, title = {A}\n\n@misc{b, title = {B}}\n"
    assert patched("{A}", "{A}}", text).startswith("@misc{a, title = {A}}\n")


HOSTILE = ["a\\", "a {\\{}} b", "{\\}", 'M{"u}ller" or "x', "x\n@misc{y, z}"]


@pytest.mark.parametrize("quotes", [False, True])
@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_that_bibtexparser_would_misread_is_refused_on_every_way_in(
    value: str, quotes: bool
) -> None:
    """Only where bibtexparser reads it as meant, the change is made."""
    text = (
        '@misc{a, title = "A", year = 2000}\n' if quotes else "@misc{a, title = {A}, year = 2000}\n"
    )
    document = parse(text)
    entry = document.entries[0]
    written = f'"{value}"' if quotes else f"{{{value}}}"
    whole = entry.text.replace('"A"' if quotes else "{A}", written)
    field = entry.fields[0]
    ways: list[Change] = [
        EditEntry(entry, {"title": value}),
        AddEntry("misc", "new", {"title": value}),
        ReplaceEntry(entry, whole),
        Patch((Edit(field.value_start, field.value_end, written),)),
    ]
    for way in ways:
        try:
            revised = revise(document, [way])
        except UnsafeEdit:
            continue
        library = parse_string(revised.text, parse_stack=[])
        assert not library.failed_blocks
        read = library.entries_dict["new" if isinstance(way, AddEntry) else "a"]
        assert read.fields_dict["title"].value in (f"{{{value}}}", f'"{value}"')


def test_an_entry_that_was_misread_already_can_be_changed() -> None:
    text = "@misc{a, title = {A}, % remark\n year = 2000}\n"
    document = parse(text)
    assert revise(document, [EditEntry(document.entries[0], {"year": "2001"})]).text == (
        text.replace("2000", "2001")
    )


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a, title = {A}}",
        "@misc{a, year = 2000, title = {A}, note = {x}}",
        "@misc{A, year = 2000, title = {A}}",
        "@book{a, year = 2000, title = {A}}",
        "@misc{a, year = 2000, title = {a}}",
        "@misc{a, year = {2000}, title = {A}}",
        "@misc{a, year = 2000, title = A}",
        "@misc{a, year = 2000, title = {A}",
    ],
)
def test_another_layout_that_says_anything_else_is_refused(text: str) -> None:
    document = parse(TEXT)
    with pytest.raises(UnsafeEdit):
        revise(document, [LayOut(document.entries[0], text)])


def test_another_layout_may_change_order_delimiters_and_white_space() -> None:
    document = parse(TEXT)
    new = '@MISC{a,\n  year=2000,\n  title="A",\n}'
    revised = revise(document, [LayOut(document.entries[0], new)])
    assert revised.text == TEXT.replace(document.entries[0].text, new)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a remark",
        "@misc{a, title = {A}} and more",
        "@misc{a, title = {A}}\n@misc{c, title = {C}}",
        "@misc{a, title = {A}, year 2000}",
        "@misc{a, title = {A}",
    ],
)
def test_what_a_person_wrote_must_be_exactly_one_good_entry(text: str) -> None:
    document = parse(TEXT)
    with pytest.raises(UnsafeEdit):
        revise(document, [ReplaceEntry(document.entries[0], text)])


@pytest.mark.parametrize(
    ("text", "key", "make"),
    [
        ("@misc{c\n)@misc{", "c", lambda e: EditEntry(e, type="book")),
        ("@misc{c\n@misc(d, x=1)\n)\n", "d", RemoveEntry),
        ("@misc{c\n=@misc{a, title = {A}}, ", "a", RemoveEntry),
        ("@misc{c\n)@misc{b, x = 1}", "c", lambda e: AddEntry("misc", "n", {"title": "T"}, e)),
    ],
)
def test_a_change_that_makes_another_block_read_differently_is_refused(
    text: str, key: str, make: Callable[[Entry], Change]
) -> None:
    """An entry that nothing closes takes in what comes next, when that changes."""
    document = parse(text)
    (entry,) = (e for e in document.entries if e.key == key)
    with pytest.raises(UnsafeEdit, match="would not be read back"):
        revise(document, [make(entry)])


def test_an_edit_that_leaves_something_after_the_last_block_is_refused() -> None:
    text = "@misc{c, x = 1}"
    with pytest.raises(UnsafeEdit):
        revise(parse(text), [Patch((Edit(len(text), len(text), "{"),))])


def test_an_edit_by_place_that_swallows_the_next_field_is_refused() -> None:
    """In an entry that was not closed before, so that no new problem appears."""
    with pytest.raises(UnsafeEdit):
        patched("{p}", "{p", "@misc{e, x = {p}, y = {q}\n")
