"""The settings of fmt as a format, and what cannot be one."""

from __future__ import annotations

from typing import Any

import pytest

from citare.actions.fmt import fmt, format_of
from citare.bibtex.formatting.options import USUAL_ORDER, Format
from citare.errors import UsageError


def test_an_empty_table_is_a_format_that_does_nothing() -> None:
    assert format_of({}) == Format()
    assert format_of({}).does_nothing
    assert fmt({"f.bib": "@misc{ a ,title={A}}"}, Format()).changed == ()


def test_false_turns_a_transform_off_but_takes_the_trailing_comma_away() -> None:
    off = dict.fromkeys(("field-order", "indent", "align", "wrap", "sort", "lowercase"), False)
    assert format_of(off).does_nothing
    assert format_of({"trailing-comma": False}).trailing_comma is False


def test_words_and_numbers_are_read() -> None:
    wanted = format_of({"indent": "tab", "align": True, "sort": "author, -year", "blank-lines": 1})
    assert wanted == Format(indent="\t", align=0, sort=("author", "-year"), blank_lines=1)
    assert format_of({"indent": 4, "align": 14}) == Format(indent="    ", align=14)


def test_three_dots_in_an_order_stand_for_the_usual_fields() -> None:
    order = format_of({"field-order": ["title", "...", "author"]}).field_order
    assert order is not None
    assert (order[0], order[-1], len(order)) == ("title", "author", len(USUAL_ORDER))


@pytest.mark.parametrize(
    "table",
    [
        {"indnt": 2},
        {"indent": -1},
        {"align": "wide"},
        {"delimiters": "brackets"},
        {"trailing-comma": "maybe"},
        {"wrap": 5},
        {"sort": "colour"},
        {"sort": 3},
        {"blank-lines": True},
    ],
)
def test_what_cannot_be_is_a_usage_error(table: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        format_of(table)
