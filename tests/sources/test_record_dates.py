"""Dates: odd ones are none, and the year is that of the issue."""

from __future__ import annotations

from typing import Any

import pytest

from citare.model.dates import Date
from citare.sources.record_dates import date, event_date, publication_dates


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"date-parts": [[2025, 1, 27]]}, Date(parts=((2025, 1, 27),))),
        ({"date-parts": [["2025", "1"]]}, Date(parts=((2025, 1),))),
        ({"date-parts": [[2010, 22]]}, Date(parts=((2010,),), season="2")),
        ({"date-parts": [[2010, 13, 1]]}, Date(parts=((2010,),))),
        ({"date-parts": [[2010, 2, 0]]}, Date(parts=((2010, 2),))),
        ({"date-parts": [[2010, None]]}, Date(parts=((2010,),))),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": []}, None),
        ({"date-parts": None}, None),
        ({"date-parts": [[0]]}, None),
        ({"raw": "2019-03-02"}, Date(parts=((2019, 3, 2),))),
        ("2011-02-01T17:22:41Z", Date(parts=((2011, 2, 1),))),
        ("undated", None),
        (None, None),
    ],
)
def test_one_date(value: object, expected: Date | None) -> None:
    assert date(value) == expected


def parts(*numbers: int) -> dict[str, Any]:
    return {"date-parts": [list(numbers)]}


def test_the_year_is_the_issues_where_there_is_a_volume() -> None:
    work = {
        "volume": "33",
        "issued": parts(2013, 12, 25),
        "published-online": parts(2013, 12, 25),
        "published-print": parts(2014, 9),
    }
    dates = publication_dates(work)
    assert dates["issued"] == Date(parts=((2014, 9),))
    assert dates["available-date"] == Date(parts=((2013, 12, 25),))


def test_without_a_volume_it_is_the_first_publications() -> None:
    work = {"issued": parts(2013, 12), "published-print": parts(2014, 9)}
    assert publication_dates(work) == {"issued": Date(parts=((2013, 12),))}


def test_within_a_year_the_earliest_and_fullest_date_is_kept() -> None:
    work = {"volume": "25", "issued": parts(2025, 1, 27), "published-print": parts(2025, 12)}
    assert publication_dates(work) == {"issued": Date(parts=((2025, 1, 27),))}


def test_works_put_online_long_after_they_were_printed_keep_their_year() -> None:
    work = {
        "volume": "1",
        "issued": parts(1923),
        "published-print": parts(1923),
        "published-online": parts(2007, 5, 1),
    }
    assert publication_dates(work) == {"issued": Date(parts=((1923,),))}


def test_the_issues_own_print_date_counts_where_the_work_has_none() -> None:
    work = {
        "issue": "2",
        "issued": parts(2013, 12),
        "journal-issue": {"issue": "2", "published-print": parts(2014, 2)},
    }
    assert publication_dates(work)["issued"] == Date(parts=((2014, 2),))


def test_a_null_date_falls_back_to_the_others_and_never_to_the_registration() -> None:
    null = {"date-parts": [[None]]}
    assert publication_dates({"issued": null, "posted": parts(2020, 1)})["issued"].year == 2020
    assert publication_dates({"issued": null, "created": parts(2020, 1)}) == {}
    assert publication_dates({}) == {}


def test_an_event_is_a_day_or_a_range() -> None:
    assert event_date({"start": parts(2022, 9, 19)}) == Date(parts=((2022, 9, 19),))
    both = {"start": parts(2022, 9, 19), "end": parts(2022, 9, 23)}
    assert event_date(both) == Date(parts=((2022, 9, 19), (2022, 9, 23)))
    assert event_date({"name": "X"}) is None
