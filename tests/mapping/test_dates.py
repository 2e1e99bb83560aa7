"""Dates are read in every way people write them, and written so that they are read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.mapping.dates import parse_date, read_date, write_biblatex_date, write_bibtex_date
from citare.model.date import Date


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"date": "2004"}, Date(((2004,),))),
        ({"date": "2004-05-06"}, Date(((2004, 5, 6),))),
        ({"date": "2004-5-6"}, Date(((2004, 5, 6),))),
        ({"date": "2004-05/2004-07"}, Date(((2004, 5), (2004, 7)))),
        ({"date": "2004/"}, Date(((2004,), (0,)))),
        ({"date": "2004/.."}, Date(((2004,), (0,)))),
        ({"date": "../2004"}, Date(literal="–2004")),
        ({"date": "2004~"}, Date(((2004,),), circa=True)),
        ({"date": "2004?"}, Date(((2004,),), circa=True)),
        ({"date": "-0043"}, Date(((-44,),))),
        ({"date": "199X"}, Date(((1990,), (1999,)))),
        ({"date": "2004-21"}, Date(((2004,),), "1")),
        ({"date": "2004-05-06T12:00:00"}, Date(((2004, 5, 6),))),
        ({"date": "Y17000000"}, Date(((17000000,),))),
        ({"date": "24 May 2004"}, Date(((2004, 5, 24),))),
        ({"date": "2004/05/06"}, Date(((2004, 5, 6),))),
        ({"date": "06.05.2004"}, Date(((2004, 5, 6),))),
        ({"date": "nonsense", "year": "2004"}, Date(((2004,),))),
        ({"year": "2004"}, Date(((2004,),))),
        ({"year": "2004", "month": "May"}, Date(((2004, 5),))),
        ({"year": "2004", "month": "5"}, Date(((2004, 5),))),
        ({"year": "2004", "month": "May", "day": "6"}, Date(((2004, 5, 6),))),
        ({"year": "2004", "month": "May 6"}, Date(((2004, 5, 6),))),
        ({"year": "2004", "month": "6~May"}, Date(((2004, 5, 6),))),
        ({"year": "2004", "month": "January~February"}, Date(((2004, 1), (2004, 2)))),
        ({"year": "2004", "month": "Jan/Feb"}, Date(((2004, 1), (2004, 2)))),
        ({"year": "2004", "month": "November--January"}, Date(((2004, 11), (2005, 1)))),
        ({"year": "2004", "month": "May 3--6"}, Date(((2004, 5, 3), (2004, 5, 6)))),
        ({"year": "2004", "month": "May 30--June 2"}, Date(((2004, 5, 30), (2004, 6, 2)))),
        ({"year": "2004", "month": "Mai"}, Date(((2004, 5),))),
        ({"year": "2004", "month": "Spring"}, Date(((2004,),), "1")),
        ({"year": "2004", "month": "3/4"}, Date(((2004, 3), (2004, 4)))),
        ({"year": "1999--2001"}, Date(((1999,), (2001,)))),
        ({"year": "1999-01"}, Date(((1999, 1),))),
        ({"year": "2003-04"}, Date(((2003,), (2004,)))),
        ({"year": "1998/99"}, Date(((1998,), (1999,)))),
        ({"year": "1999--"}, Date(((1999,), (0,)))),
        ({"year": "c. 1999"}, Date(((1999,),), circa=True)),
        ({"year": "[1999]"}, Date(((1999,),))),
        ({"year": "[1999?]"}, Date(((1999,),), circa=True)),
        ({"year": "{\\noopsort{1973b}}1973"}, Date(((1973,),))),
        ({"year": "1999a"}, Date(((1999,),))),
        ({"year": "44 BC"}, Date(((-44,),))),
        ({"year": "May 1999"}, Date(((1999, 5),))),
        ({"year": "in press"}, Date(literal="in press")),
        ({"year": "n.d."}, Date(literal="n.d.")),
        ({"year": "2004", "month": "???"}, Date(((2004,),))),
    ],
)
def test_a_date_is_read_in_every_form(fields: dict[str, str], date: Date) -> None:
    assert read_date(fields)[0] == date


def test_what_is_no_date_is_reported_and_kept() -> None:
    assert read_date({"date": "whenever"}) == (Date(literal="whenever"), "'whenever' is not a date")
    assert read_date({"year": "2004", "month": "Foo"})[1] == "'Foo' is not a month"
    assert read_date({}) == (None, "")


YEARS = st.integers(1000, 2100)
PARTS = st.one_of(
    st.tuples(YEARS), st.tuples(YEARS, st.integers(1, 12)),
    st.tuples(YEARS, st.integers(1, 12), st.integers(1, 28)),
)  # fmt: skip
DATES = st.one_of(
    st.builds(lambda part, circa: Date((part,), circa=circa), PARTS, st.booleans()),
    st.builds(lambda year, season: Date(((year,),), season), YEARS, st.sampled_from("1234")),
    st.builds(lambda part: Date((part, (0,))), PARTS),
    st.builds(
        lambda first, more: Date((first, (first[0] + more, *first[1:]))), PARTS, st.integers(1, 50)
    ),
    st.builds(lambda year: Date(((-year,),)), st.integers(1, 3000)),
)


@given(DATES)
def test_a_written_date_is_read_as_the_same_date(date: Date) -> None:
    assert read_date({"date": write_biblatex_date(date)})[0] == date
    written = write_bibtex_date(date)
    read = read_date(written)[0]
    assert read is not None
    assert read.parts[0][:1] == date.parts[0][:1]
    assert write_bibtex_date(read) == written
    if len(date.parts) == 1:
        assert read == date


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_makes_the_reader_raise(year: str, month: str) -> None:
    read_date({"year": year, "month": month})
    parse_date(month)


@pytest.mark.parametrize(
    "text",
    ["2019-03-11TZ", "2019-03-11T08:15:00Z", "2019-03-11 08:15:00", "2019-03-11T08:15+01:00"],
)
def test_the_time_of_day_is_left_out(text: str) -> None:
    assert parse_date(text) == Date(((2019, 3, 11),))
