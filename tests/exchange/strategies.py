"""Items for property tests of the exchange formats."""

from __future__ import annotations

from hypothesis import strategies as st

from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import Name
from citare.model.variables import DATES, NAMES, NUMBERS, STANDARD, TYPES

WORDS = st.text(
    alphabet=st.sampled_from("abcXYZ 019éßØ中’“–-:;,.'\"&<>%@#{}[]()\\/$_^~=|!?*+`"),
    min_size=1,
    max_size=24,
)
NAME_PART = st.text(alphabet=st.sampled_from("abcXYZéßØ中’-. "), min_size=1, max_size=12)
PERSON = st.builds(Name, family=NAME_PART, given=NAME_PART)
NAME = st.one_of(
    PERSON,
    st.builds(Name, family=NAME_PART, given=NAME_PART, suffix=st.sampled_from(["Jr.", "III"])),
    st.builds(Name, family=NAME_PART, given=NAME_PART, non_dropping_particle=st.just("van der")),
    st.builds(Name, literal=WORDS),
    st.builds(Name, family=NAME_PART),
    st.just(Name(others=True)),
)
PART = st.one_of(
    st.tuples(st.integers(1, 2100)),
    st.tuples(st.integers(1000, 2100), st.integers(1, 12)),
    st.tuples(st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 28)),
)
DATE = st.one_of(
    st.builds(lambda p: Date((p,)), PART),
    st.builds(lambda p, q: Date((p, q)), PART, PART),
    st.builds(lambda y, s: Date(((y,),), s), st.integers(1000, 2100), st.sampled_from("1234")),
    st.builds(lambda p: Date((p,), circa=True), PART),
    st.builds(lambda t: Date(literal=t), WORDS),
)
KEY = st.text(alphabet=st.sampled_from("abcXYZ0189_-:.+/"), min_size=1, max_size=10)

ITEM = st.builds(
    Item,
    id=KEY,
    type=st.sampled_from(sorted(TYPES)),
    text=st.dictionaries(st.sampled_from(sorted(STANDARD | NUMBERS)), WORDS, max_size=8),
    names=st.dictionaries(
        st.sampled_from(sorted(NAMES)),
        st.lists(NAME, min_size=1, max_size=3).map(tuple),
        max_size=3,
    ),
    dates=st.dictionaries(st.sampled_from(sorted(DATES)), DATE, max_size=2),
    extra=st.dictionaries(st.sampled_from(["file", "x-own"]), WORDS, max_size=1),
)
ITEMS = st.lists(ITEM, max_size=3)
