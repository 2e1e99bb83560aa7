"""Dates as other tools write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.imports.dates import read_date
from citare.model.date import Date


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("2020", "", Date(((2020,),))),
        ("2020/05/17/", "", Date(((2020, 5, 17),))),
        ("2020/05//", "", Date(((2020, 5),))),
        ("2020///Spring", "", Date(((2020,),), "1")),
        ("2020///May-June", "", Date(((2020, 5), (2020, 6)))),
        ("2020/May/17", "", Date(((2020, 5, 17),))),
        ("2020-05-17", "", Date(((2020, 5, 17),))),
        ("17.5.2020", "", Date(((2020, 5, 17),))),
        ("05/17/2020", "", Date(((2020, 5, 17),))),
        ("May 17", "2020", Date(((2020, 5, 17),))),
        ("17 May 2020", "", Date(((2020, 5, 17),))),
        ("May 17, 2020", "", Date(((2020, 5, 17),))),
        ("2020 Jan-Feb", "", Date(((2020, 1), (2020, 2)))),
        ("1998 Dec-1999 Jan", "", Date(((1998, 12), (1999, 1)))),
        ("3-5 May 2020", "", Date(((2020, 5, 3), (2020, 5, 5)))),
        ("2020 Winter", "", Date(((2020,),), "4")),
        ("2020-05/2020-07", "", Date(((2020, 5), (2020, 7)))),
        ("in press", "", Date(literal="in press")),
        ("in press", "2020", Date(((2020,),))),
        ("", "2020", Date(((2020,),))),
        ("2020-13-45", "", Date(literal="2020-13-45")),
        ("", "", None),
    ],
)
def test_a_date_is_read_in_any_of_its_forms(text: str, year: str, expected: Date | None) -> None:
    """Each form gives its date; what is none stays a text."""
    assert read_date(text, year) == expected


@given(st.text(), st.text(max_size=6))
def test_any_text_is_a_date_or_a_literal(text: str, year: str) -> None:
    """Nothing raises."""
    read_date(text, year)
