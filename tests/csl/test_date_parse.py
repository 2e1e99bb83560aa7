"""Dates written as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.csl.date_parse import parse_raw
from citare.model.date import Date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1965", Date(((1965,),))),
        ("2010-05-03", Date(((2010, 5, 3),))),
        ("May 3, 2010", Date(((2010, 5, 3),))),
        ("3 May 2010", Date(((2010, 5, 3),))),
        ("3rd of May 2010", Date(((2010, 5, 3),))),
        ("5/3/2010", Date(((2010, 5, 3),))),
        ("Summer 1999", Date(((1999,),), "2")),
        ("100 BC", Date(((-100,),))),
        ("c. 1999", Date(((1999,),), circa=True)),
        ("[1999?]", Date(((1999,),), circa=True)),
        ("Aug 15 - 20, 2003", Date(((2003, 8, 15), (2003, 8, 20)))),
        ("May 1999 - June 2000", Date(((1999, 5), (2000, 6)))),
        ("1998-05/1998-06", Date(((1998, 5), (1998, 6)))),
        ("forthcoming", Date(literal="forthcoming")),
    ],
)
def test_dates_as_text(text: str, date: Date) -> None:
    """What reads as a date is one, anything else is printed as it stands."""
    assert parse_raw(text) == date


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_literal(text: str) -> None:
    """Nothing fails and nothing is lost."""
    date = parse_raw(text)
    assert date.parts or date.season or date.literal == text.strip()
