"""Two entries of one work become one, and nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citare.merging.entries import merge_entries

OURS = {
    "author": "Ning, Yilin and Ong, Jasmine",
    "title": "How can {AI} transform training?",
    "year": "2025",
    "keywords": "review, ai",
}


def test_what_the_survivor_lacks_it_gets() -> None:
    merged = merge_entries(OURS, {"doi": "10.1/x", "title": "How can AI transform training?"})
    assert merged.fields == {"doi": "10.1/x"}
    assert merged.conflicts == ()


def test_what_means_the_same_keeps_the_survivors_spelling() -> None:
    theirs = {"author": "Ning, Y. and Ong, J.", "title": "How can AI transform training?"}
    assert merge_entries(OURS, theirs).fields == {}


def test_initials_give_way_to_given_names() -> None:
    merged = merge_entries({"author": "Ning, Y."}, {"author": "Ning, Yilin"})
    assert merged.fields == {"author": "Ning, Yilin"}


def test_what_says_something_else_is_a_conflict_and_stays() -> None:
    merged = merge_entries(OURS, {"year": "2019"})
    assert merged.fields == {}
    assert [(c.field, c.ours, c.theirs) for c in merged.conflicts] == [("year", "2025", "2019")]


def test_lists_are_joined() -> None:
    merged = merge_entries(OURS, {"keywords": "AI, education"})
    assert merged.fields == {"keywords": "review, ai, education"}


def test_an_entrys_own_dates_and_owners_are_no_conflict() -> None:
    merged = merge_entries({"timestamp": "2020-01-01"}, {"timestamp": "2021-02-02"})
    assert (merged.fields, merged.conflicts) == ({}, ())


VALUES = st.dictionaries(
    st.sampled_from(["title", "year", "note", "keywords", "journal", "xunknown"]),
    st.text("ab 12,;{}", max_size=12),
)


@given(VALUES, VALUES)
def test_merging_twice_is_the_same_as_once(ours: dict[str, str], theirs: dict[str, str]) -> None:
    once = merge_entries(ours, theirs)
    again = merge_entries({**ours, **once.fields}, theirs)
    assert again.fields == {}
    assert again.conflicts == once.conflicts
