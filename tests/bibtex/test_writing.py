"""New text is what BibTeX reads back as meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.bibtex.layout import Layout
from citare.bibtex.scanner import parse
from citare.bibtex.writing import Raw, check_value, entry_text, field_text, value_text
from citare.errors import UnsafeEdit

LAYOUTS = st.builds(
    Layout,
    newline=st.sampled_from(["\n", "\r\n"]),
    indent=st.sampled_from(["", "  ", "\t"]),
    equals_column=st.sampled_from([0, 0, 12]),
    value_column=st.sampled_from([0, 14]),
    before_equals=st.sampled_from(["", " ", "\t"]),
    after_equals=st.sampled_from(["", " "]),
    quotes=st.booleans(),
    bare_numbers=st.booleans(),
    trailing_comma=st.booleans(),
    comma_first=st.booleans(),
    one_line=st.booleans(),
    close=st.sampled_from(["", "\n", " "]),
    parens=st.booleans(),
    name_case=st.sampled_from(["lower", "upper", "title", "mixed"]),
    type_case=st.sampled_from(["lower", "upper", "title"]),
)
VALUES = st.lists(
    st.sampled_from(["a", " ", "{", "}", '"', "\\", "é", "1", "@misc{x,", "\n", "%", "#", ")"]),
    max_size=8,
).map("".join)


@given(LAYOUTS, st.lists(VALUES, max_size=4))
def test_an_entry_in_any_layout_reads_back_as_it_was_meant(
    layout: Layout, values: list[str]
) -> None:
    fields = {f"name{'x' * n}": value for n, value in enumerate(values)}
    try:
        text = entry_text("article", "key:1", fields, layout)
    except UnsafeEdit:
        return
    (entry,) = parse(text).entries
    assert entry.clean and entry.text == text
    assert (entry.type, entry.key) == ("article", "key:1")
    assert {f.name: entry.content(f.name) for f in entry.fields} == fields


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        (Layout(equals_column=10), "year      = {2000}"),
        (Layout(value_column=10), "year =    {2000}"),
        (Layout(equals_column=2), "year = {2000}"),
        (Layout(equals_column=16, before_equals="\t"), "year\t\t= {2000}"),
        (Layout(bare_numbers=True), "year = 2000"),
        (Layout(quotes=True, name_case="upper"), 'YEAR = "2000"'),
    ],
)
def test_a_field_is_aligned_as_the_layout_says(layout: Layout, text: str) -> None:
    assert field_text("year", "2000", layout) == text


def test_a_raw_value_is_written_as_it_is() -> None:
    assert value_text("month", Raw('jan # "~1"'), Layout()) == 'jan # "~1"'


@pytest.mark.parametrize("value", ["{", "}", "}{", "a{b}}"])
def test_unbalanced_braces_are_refused_with_a_hint(value: str) -> None:
    with pytest.raises(UnsafeEdit) as caught:
        check_value("title", value)
    assert "lbrace" in caught.value.hint
