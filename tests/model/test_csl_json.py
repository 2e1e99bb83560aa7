"""CSL-JSON and back loses nothing, and one bad item costs no other."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.model.csl_json import (
    date_from_json,
    item_from_json,
    item_to_json,
    items_from_json,
    items_to_json,
)
from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import OTHERS, Name
from citare.model.variables import DATES, NAMES, NUMBERS, STANDARD, TYPES, kind

WORDS = st.text(min_size=1, max_size=12)
PARTS = st.one_of(
    st.tuples(st.integers(-3000, 3000).filter(bool)),
    st.tuples(st.integers(1, 3000), st.integers(1, 12)),
    st.tuples(st.integers(1, 3000), st.integers(1, 12), st.integers(1, 31)),
)
DATE = st.builds(
    Date,
    parts=st.lists(PARTS, max_size=2).map(tuple),
    season=st.sampled_from(["", "1", "4", "Trinity"]),
    circa=st.booleans(),
    literal=st.one_of(st.just(""), WORDS),
).filter(lambda date: date != Date())
NAME = st.one_of(
    st.builds(
        Name,
        family=WORDS,
        given=WORDS,
        dropping_particle=st.sampled_from(["", "de"]),
        non_dropping_particle=st.sampled_from(["", "van der"]),
        suffix=st.sampled_from(["", "Jr."]),
        comma_suffix=st.booleans(),
        static_ordering=st.booleans(),
        parse_names=st.booleans(),
        orcid=st.sampled_from(["", "0000-0002-1825-0097"]),
    ),
    st.builds(Name, literal=WORDS.filter(lambda word: word != "others")),
)
ITEM = st.builds(
    Item,
    id=WORDS,
    type=st.sampled_from(sorted(TYPES)),
    text=st.dictionaries(st.sampled_from(sorted(STANDARD | NUMBERS)), WORDS, max_size=5),
    names=st.dictionaries(
        st.sampled_from(sorted(NAMES)),
        st.builds(
            lambda names, more: (*names, OTHERS) if more else tuple(names),
            st.lists(NAME, min_size=1, max_size=3),
            st.booleans(),
        ),
        max_size=3,
    ),
    dates=st.dictionaries(st.sampled_from(sorted(DATES)), DATE, max_size=3),
    extra=st.dictionaries(
        WORDS.filter(lambda w: kind(w) is None and w not in ("id", "type")), st.integers()
    ),
)


@given(ITEM)
def test_an_item_written_and_read_again_is_the_same_item(item: Item) -> None:
    data = json.loads(json.dumps(items_to_json([item])))
    items, findings = items_from_json(data)
    assert items == (item,)
    assert findings == ()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "type", "title", "author", "issued", "date-parts", "x"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_makes_the_reader_raise(data: object) -> None:
    items, _ = items_from_json(data)
    again, _ = items_from_json(items_to_json(items))
    assert items_to_json(again) == items_to_json(items) or "nan" in repr(data)


def test_a_bad_item_is_reported_and_costs_no_other() -> None:
    items, findings = items_from_json(
        ["nonsense", {"id": 7, "type": "book", "title": {"a": 1}, "volume": 12}, {"type": "book"}]
    )
    assert [item.id for item in items] == ["7", "item-3"]
    assert items[0].extra == {"title": {"a": 1}}
    assert items[0].get("volume") == "12"
    assert len(findings) == 3


def test_type_names_of_registration_agencies_become_csl_types() -> None:
    assert item_from_json({"id": "a", "type": "journal-article"}).type == "article-journal"


def test_old_member_names_give_the_variables_of_today() -> None:
    item = item_from_json(
        {"id": "a", "type": "book", "shortTitle": "S", "journalAbbreviation": "J"}
    )
    assert item.text == {"title-short": "S", "container-title-short": "J"}
    assert item_to_json(item)["title-short"] == "S"


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [["2004", "2", 0]]}, Date(((2004, 2),))),
        ({"date-parts": [[2004], [2005, 3]]}, Date(((2004,), (2005, 3)))),
        ({"date-parts": [[2004, 22]]}, Date(((2004,),), season="2")),
        ({"date-parts": [[2004]], "season": "Summer"}, Date(((2004,),), season="2")),
        ({"date-parts": [["in press"]]}, Date(literal="in press")),
        ({"raw": "May 2004"}, Date(raw="May 2004")),
        ({"date-parts": [[-44]], "circa": 1}, Date(((-44,),), circa=True)),
        ("2004-05/2004-07", Date(((2004, 5), (2004, 7)))),
        ("2004~/..", Date(((2004,), (0,)), circa=True)),
        ("-0043", Date(((-44,),))),
        ("199X", Date(((1990,), (1999,)))),
        ("2004-23", Date(((2004,),), season="3")),
        ("spring of 1996", Date(raw="spring of 1996")),
    ],
)
def test_dates_are_read_in_all_their_forms(value: object, date: Date) -> None:
    assert date_from_json(value) == date
