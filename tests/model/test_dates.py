"""One text is one date, whichever notation it is in, and a written date is read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.model.dates import (
    MONTH_NAMES,
    Date,
    edtf_problem,
    english_month,
    is_date,
    is_undated,
    means_no_date,
    month_number,
    read_date,
    read_edtf,
    read_fields,
    resolved,
    season_number,
    status_of,
    trimmed,
    write_biblatex,
    write_bibtex,
    write_edtf,
    write_medline,
    write_plain,
    write_ris,
    write_year,
)

# The examples of "Extended Date/Time Format (EDTF) Specification" (Library of Congress, 2019).
EDTF_EXAMPLES = [
    # level 0
    ("1985-04-12", Date(((1985, 4, 12),))),
    ("1985-04", Date(((1985, 4),))),
    ("1985", Date(((1985,),))),
    ("1985-04-12T23:20:30", Date(((1985, 4, 12),))),
    ("1985-04-12T23:20:30Z", Date(((1985, 4, 12),))),
    ("1985-04-12T23:20:30-04", Date(((1985, 4, 12),))),
    ("1985-04-12T23:20:30+04:30", Date(((1985, 4, 12),))),
    ("1964/2008", Date(((1964,), (2008,)))),
    ("2004-06/2006-08", Date(((2004, 6), (2006, 8)))),
    ("2004-02-01/2005-02-08", Date(((2004, 2, 1), (2005, 2, 8)))),
    ("2004-02-01/2005-02", Date(((2004, 2, 1), (2005, 2)))),
    ("2004-02-01/2005", Date(((2004, 2, 1), (2005,)))),
    ("2005/2006-02", Date(((2005,), (2006, 2)))),
    # level 1
    ("Y170000002", Date(((170000002,),))),
    ("Y-170000002", Date(((-170000003,),))),
    ("2001-21", Date(((2001,),), "1")),
    ("1984?", Date(((1984,),), circa=True)),
    ("2004-06~", Date(((2004, 6),), circa=True)),
    ("2004-06-11%", Date(((2004, 6, 11),), circa=True)),
    ("201X", Date(((2010,), (2019,)))),
    ("20XX", Date(((2000,), (2099,)))),
    ("2004-XX", Date(((2004,),))),
    ("1985-04-XX", Date(((1985, 4),))),
    ("1985-XX-XX", Date(((1985,),))),
    ("1985-04-12/..", Date(((1985, 4, 12), (0,)))),
    ("1985-04/..", Date(((1985, 4), (0,)))),
    ("1985/..", Date(((1985,), (0,)))),
    ("../1985-04-12", Date(literal="–1985-04-12")),
    ("../1985", Date(literal="–1985")),
    ("1985-04-12/", Date(((1985, 4, 12), (0,)))),
    ("1985/", Date(((1985,), (0,)))),
    ("/1985-04", Date(literal="–1985-04")),
    ("1984/2004-06~", Date(((1984,), (2004, 6)), circa=True)),
    ("1984~/2004-06", Date(((1984,), (2004, 6)), circa=True)),
    ("1984-06?/2004-08?", Date(((1984, 6), (2004, 8)), circa=True)),
    ("1984?/2004%", Date(((1984,), (2004,)), circa=True)),
    ("-1985", Date(((-1986,),))),
    # the draft of 2012, which older files still have
    ("19uu", Date(((1900,), (1999,)))),
    ("199u", Date(((1990,), (1999,)))),
    ("2004/open", Date(((2004,), (0,)))),
    ("unknown/2000", Date(literal="–2000")),
    ("Y17E7", Date(((170000000,),))),
    # EDTF counts a year 0
    ("0000", Date(((-1,),))),
    ("-0043", Date(((-44,),))),
]


@pytest.mark.parametrize(("text", "date"), EDTF_EXAMPLES)
def test_the_examples_of_the_edtf_specification_are_read(text: str, date: Date) -> None:
    """Each example of levels 0 and 1 gives its date, through either reader."""
    assert read_edtf(text) == date
    assert edtf_problem(text) == ""
    assert read_date(text) == date


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2015-11-31", "the calendar has no 2015-11-31"),
        ("2015-02-29", "the calendar has no 2015-02-29"),
        ("2015-13", "the calendar has no 2015-13"),
        ("2015-00", "the calendar has no 2015-00"),
        ("1997/1996", "the interval 1997/1996 ends before it begins"),
        ("2004-05/2004-04-30", "the interval 2004-05/2004-04-30 ends before it begins"),
    ],
)
def test_a_date_that_cannot_be_is_a_text_and_has_its_reason(text: str, problem: str) -> None:
    """An impossible day and an interval that runs backward are not dates."""
    assert read_edtf(text) is None
    assert edtf_problem(text) == problem
    assert read_date(text) == Date(literal=text)


def test_a_day_of_zeros_is_a_complaint_of_edtf_and_a_month() -> None:
    """Databases write it for a day that they do not know."""
    assert edtf_problem("2015-05-00") == "the calendar has no 2015-05-00"
    assert read_date("2015-05-00") == Date(((2015, 5),))


@pytest.mark.parametrize("text", ["5 May 2004", "2004-5-6", "2004-1X", "May", "", "1985/04/12"])
def test_other_notations_are_not_edtf(text: str) -> None:
    """They are not dates of EDTF, and EDTF has no complaint about them."""
    assert read_edtf(text) is None
    assert edtf_problem(text) == ""


ANY_TEXT = [
    ("1965", Date(((1965,),))),
    ("2020/05/17/", Date(((2020, 5, 17),))),
    ("2020/05//", Date(((2020, 5),))),
    ("2020///", Date(((2020,),))),
    ("2020///Spring", Date(((2020,),), "1")),
    ("2020///May-June", Date(((2020, 5), (2020, 6)))),
    ("2020/05/03/2020-05-03/2020-05-05", Date(((2020, 5, 3), (2020, 5, 5)))),
    ("2020/May/17", Date(((2020, 5, 17),))),
    ("17-May-2020", Date(((2020, 5, 17),))),
    ("2020-May-17", Date(((2020, 5, 17),))),
    ("2004-5-6", Date(((2004, 5, 6),))),
    ("2004/05/06", Date(((2004, 5, 6),))),
    ("20040506", Date(((2004, 5, 6),))),
    ("06.05.2004", Date(((2004, 5, 6),))),
    ("6. 5. 2004", Date(((2004, 5, 6),))),
    ("05/17/2020", Date(((2020, 5, 17),))),
    ("17/05/2020", Date(((2020, 5, 17),))),
    ("5/6/2020", Date(((2020, 5, 6),))),
    ("5-6-2020", Date(((2020, 5, 6),))),
    ("5/2020", Date(((2020, 5),))),
    ("2019-03-11TZ", Date(((2019, 3, 11),))),
    ("2019-03-11T08:15:00Z", Date(((2019, 3, 11),))),
    ("2019-03-11 08:15:00", Date(((2019, 3, 11),))),
    ("2019-03-11T08:15+01:00", Date(((2019, 3, 11),))),
    ("May 3, 2010", Date(((2010, 5, 3),))),
    ("3 May 2010", Date(((2010, 5, 3),))),
    ("3rd of May 2010", Date(((2010, 5, 3),))),
    ("4. Mai 1999", Date(((1999, 5, 4),))),
    ("1er mai 1999", Date(((1999, 5, 1),))),
    ("3 de marzo de 2010", Date(((2010, 3, 3),))),
    ("3 août 2010", Date(((2010, 8, 3),))),
    ("3 Ago. 2010", Date(((2010, 8, 3),))),
    ("Sept. 2004", Date(((2004, 9),))),
    ("12.IV.2004", Date(((2004, 4, 12),))),
    ("May 1999", Date(((1999, 5),))),
    ("Summer 1999", Date(((1999,),), "2")),
    ("Frühjahr 1999", Date(((1999,),), "1")),
    ("2020 Winter", Date(((2020,),), "4")),
    ("2020 Jan-Feb", Date(((2020, 1), (2020, 2)))),
    ("Jan-Feb-Mar 2020", Date(((2020, 1), (2020, 3)))),
    ("January and February 2020", Date(((2020, 1), (2020, 2)))),
    ("1998 Dec-1999 Jan", Date(((1998, 12), (1999, 1)))),
    ("2004 Nov-Jan", Date(((2004, 11), (2005, 1)))),
    ("Nov-Jan 2004", Date(((2003, 11), (2004, 1)))),
    ("3-5 May 2020", Date(((2020, 5, 3), (2020, 5, 5)))),
    ("Aug 15 - 20, 2003", Date(((2003, 8, 15), (2003, 8, 20)))),
    ("May 30 – June 2, 2003", Date(((2003, 5, 30), (2003, 6, 2)))),
    ("May 1999 - June 2000", Date(((1999, 5), (2000, 6)))),
    ("1998-05/1998-06", Date(((1998, 5), (1998, 6)))),
    ("1999--2001", Date(((1999,), (2001,)))),
    ("1999 to 2001", Date(((1999,), (2001,)))),
    ("1998-99", Date(((1998,), (1999,)))),
    ("1998/99", Date(((1998,), (1999,)))),
    ("1999-00", Date(((1999,), (2000,)))),
    ("2003-04", Date(((2003, 4),))),
    ("1999-", Date(((1999,), (0,)))),
    ("1999a", Date(((1999,),))),
    ("c. 1999", Date(((1999,),), circa=True)),
    ("ca. May 1999", Date(((1999, 5),), circa=True)),
    ("circa 1850", Date(((1850,),), circa=True)),
    ("~1850", Date(((1850,),), circa=True)),
    ("1850 (?)", Date(((1850,),), circa=True)),
    ("c. -0044", Date(((-45,),), circa=True)),
    ("[1999]", Date(((1999,),))),
    ("[1999?]", Date(((1999,),), circa=True)),
    ("[ca. 1999]", Date(((1999,),), circa=True)),
    ("c1999", Date(((1999,),))),
    ("©1999", Date(((1999,),))),
    ("44 BC", Date(((-44,),))),
    ("100 B.C.E.", Date(((-100,),))),
    ("100-44 v. Chr.", Date(((-100,), (-44,)))),
    ("AD 79", Date(((79,),))),
    ("79 n. Chr.", Date(((79,),))),
]


@pytest.mark.parametrize(("text", "date"), ANY_TEXT)
def test_any_way_of_writing_a_date_is_read(text: str, date: Date) -> None:
    """Each gives its date; as CSL-JSON's `raw` too."""
    assert read_date(text) == date
    assert resolved(Date(raw=text)) == date


@pytest.mark.parametrize(
    "text",
    [
        *("in press", "forthcoming", "2020-13-45", "31 November 2015", "31/11/2015"),
        *("2004-1X", "Spring-Summer 2000", "1999/1998", "0", "Vol. 5 2004", "May"),
        *("19th century", "32 May 2004"),
    ],
)  # fmt: skip
def test_what_is_not_a_date_stays_a_text(text: str) -> None:
    """Nothing is guessed and nothing is lost."""
    assert read_date(text) == Date(literal=text)


@pytest.mark.parametrize(
    "text", ["", "  ", "n.d.", "n. d.", "[s.a.]", "o. J.", "no date", "undated"]
)
def test_words_for_no_date_are_no_date(text: str) -> None:
    """They say nothing about when."""
    assert read_date(text) is None
    assert text.strip() == "" or means_no_date(text)


def test_the_caller_may_know_that_the_day_comes_first() -> None:
    """Only where the numbers leave it open."""
    assert read_date("5/6/2020", day_first=True) == Date(((2020, 6, 5),))
    assert read_date("5/17/2020", day_first=True) == Date(((2020, 5, 17),))


@pytest.mark.parametrize(
    ("text", "year", "date"),
    [
        ("May 17", "2020", Date(((2020, 5, 17),))),
        ("17 May", "2020", Date(((2020, 5, 17),))),
        ("Spring", "2020", Date(((2020,),), "1")),
        ("in press", "2020", Date(((2020,),))),
        ("", "2020", Date(((2020,),))),
        ("n.d.", "2020", Date(((2020,),))),
    ],
)
def test_a_date_without_a_year_takes_the_one_given(text: str, year: str, date: Date) -> None:
    """Formats with a year in a field of its own; a text that says nothing leaves the year."""
    assert read_date(text, year=year) == date


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        (("2004",), Date(((2004,),))),
        (("2004", "May"), Date(((2004, 5),))),
        (("2004", "5"), Date(((2004, 5),))),
        (("2004", "May", "6"), Date(((2004, 5, 6),))),
        (("2004", "May", "6th"), Date(((2004, 5, 6),))),
        (("2004", "May", "3--6"), Date(((2004, 5, 3), (2004, 5, 6)))),
        (("2004", "May 6"), Date(((2004, 5, 6),))),
        (("2004", "6 May"), Date(((2004, 5, 6),))),
        (("2004", "mid May"), Date(((2004, 5),))),
        (("2004", "January February"), Date(((2004, 1), (2004, 2)))),
        (("2004", "Jan/Feb"), Date(((2004, 1), (2004, 2)))),
        (("2004", "3/4"), Date(((2004, 3), (2004, 4)))),
        (("2004", "November--January"), Date(((2004, 11), (2005, 1)))),
        (("2004", "11--1"), Date(((2004, 11), (2005, 1)))),
        (("2004", "May 3--6"), Date(((2004, 5, 3), (2004, 5, 6)))),
        (("2004", "May 30--June 2"), Date(((2004, 5, 30), (2004, 6, 2)))),
        (("2004", "Mai"), Date(((2004, 5),))),
        (("2004", "Spring"), Date(((2004,),), "1")),
        (("2004--", "May"), Date(((2004, 5), (0,)))),
        (("c. 2004", "May"), Date(((2004, 5),), circa=True)),
        (("1999-01",), Date(((1999, 1),))),
        (("2003-04",), Date(((2003,), (2004,)))),
        (("2003-08",), Date(((2003, 8),))),
        (("1998/99",), Date(((1998,), (1999,)))),
        (("May 1999",), Date(((1999, 5),))),
        (("0000",), Date(literal="0000")),
        (("in press",), Date(literal="in press")),
        (("n.d.",), None),
        (("",), None),
    ],
)
def test_year_month_and_day_make_a_date(fields: tuple[str, ...], date: Date | None) -> None:
    """BibTeX's fields, in every form people give them; all of each field is read."""
    assert read_fields(*fields) == (date, None)


@pytest.mark.parametrize(
    ("fields", "date", "part"),
    [
        (("2004", "???"), Date(((2004,),)), "month"),
        (("2004", "13"), Date(((2004,),)), "month"),
        (("1999--2001", "May"), Date(((1999,), (2001,))), "month"),
        (("2015", "nov", "31"), Date(((2015, 11),)), "day"),
        (("2015", "nov", "soon"), Date(((2015, 11),)), "day"),
    ],
)
def test_a_month_or_day_that_cannot_be_is_named(
    fields: tuple[str, ...], date: Date, part: str
) -> None:
    """The rest of the date holds."""
    read, unread = read_fields(*fields)
    assert read == date
    assert unread is not None
    assert (unread.part, unread.text) == (part, fields[1 if part == "month" else 2])
    assert unread.text in unread.message


def test_months_and_seasons_are_known_in_all_languages() -> None:
    """Full names and beginnings of three letters that only one month has."""
    for names in MONTH_NAMES.values():
        assert [month_number(name) for name in names.split()] == list(range(1, 13))
    assert [
        month_number(text) for text in ("Jan.", "sept", "IV", "xii", "7", "13", "jui", "ma")
    ] == [
        *(1, 9, 4, 12, 7, 0, 0, 0),
    ]
    assert [english_month(text) for text in ("Sept.", "january", "Mai", "IV")] == [9, 1, 0, 0]
    assert [season_number(text) for text in ("Fall", "autumn", "été", "May")] == ["3", "3", "2", ""]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("in press", "in press"),
        ("[Forthcoming]", "Forthcoming"),
        ("accepted for publication", "accepted for publication"),
        ("2004, in press", ""),
        ("n.d.", ""),
        ("2004", ""),
    ],
)
def test_a_state_of_publication_is_not_a_date(text: str, status: str) -> None:
    """Its words are known, so that a style's own place for them can be used."""
    assert status_of(text) == status


def test_words_about_a_missing_year_are_known() -> None:
    """What explains itself is not a mistake."""
    assert all(is_undated(text) for text in ("n.d.", "in press (2nd ed.)", "ongoing", ""))
    assert not is_undated("20O4")


def test_a_records_date_loses_what_the_calendar_does_not_have() -> None:
    """A year is kept, an impossible day or month is left out, nothing is None."""
    assert trimmed(Date(((2010, 2, 30),))) == Date(((2010, 2),))
    assert trimmed(Date(((2010, 13, 1),))) == Date(((2010,),))
    assert trimmed(Date(((2010, 2), (0,)))) == Date(((2010, 2), (0,)))
    assert trimmed(Date(((0,),))) is None
    assert trimmed(Date(raw="2019-03-02")) == Date(((2019, 3, 2),))
    assert trimmed(Date(literal="undated")) is None


def test_the_calendar_has_leap_years_before_our_era_too() -> None:
    """1 BC is the year 0 of the astronomers, a leap year."""
    assert is_date(2000, 2, 29)
    assert is_date(-1, 2, 29)
    assert not is_date(1900, 2, 29)
    assert not is_date(0)


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
    st.builds(lambda text: Date(literal=text), st.sampled_from(["in press", "whenever", "–2000"])),
)


@given(DATES)
def test_a_written_date_is_read_as_the_same_date(date: Date) -> None:
    """EDTF, BibLaTeX, RIS and the plain form lose nothing; MEDLINE's neither."""
    if date.parts:
        assert read_edtf(write_edtf(date)) == date
    for write in (write_biblatex, write_ris, write_plain, write_medline):
        assert read_date(write(date)) == date
    alone = read_date(write_year(date))
    assert alone is not None
    assert alone.year == date.year


@given(DATES)
def test_bibtexs_fields_keep_what_they_can_say(date: Date) -> None:
    """A single date is read back as it was; a range keeps its first year and writes the same."""
    written = write_bibtex(date)
    read, unread = read_fields(*(written.get(name, "") for name in ("year", "month", "day")))
    assert unread is None
    assert read is not None
    assert read.year == date.year
    assert write_bibtex(read) == written
    if len(date.parts) <= 1:
        assert read == date


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=10))
def test_any_text_is_a_date_or_a_literal(year: str, month: str, day: str) -> None:
    """Nothing fails and nothing is lost."""
    read_fields(year, month, day)
    date = read_date(month)
    if date is not None:
        assert date.parts or date.literal
    else:
        assert not month.strip() or means_no_date(month)


def test_raw_text_is_written_as_the_date_that_it_says() -> None:
    """In every notation; what says no date is written as it is."""
    date = Date(raw="5 May 2019")
    assert write_bibtex(date) == {"year": "2019", "month": "may", "day": "5"}
    assert write_biblatex(date) == write_plain(date) == "2019-05-05"
    assert write_ris(date) == "2019/05/05/"
    assert write_medline(date) == "2019 May 5"
    assert write_bibtex(Date(raw="n.d.")) == {"year": "n.d."}
