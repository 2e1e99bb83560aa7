"""Changes as values: edits, pieces, and several files as one operation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.changes import (
    FileChange,
    FileChanges,
    Kept,
    composed,
    difference,
    joined,
    pieces_of,
    splice,
)
from citare.errors import UnsafeEdit
from citare.findings import Edit

TEXTS = st.text("ab{é\n", max_size=12)


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    return [
        Edit(start, end, draw(st.text("xyz", max_size=3)))
        for start, end in zip(ends[::2], ends[1::2], strict=False)
    ]


def test_edits_are_spliced_and_the_rest_stays() -> None:
    assert splice("abcdef", [Edit(1, 3, "X"), Edit(5, 5, "Y"), Edit(5, 5, "Z")]) == "aXdeYZf"


@pytest.mark.parametrize("edits", [[Edit(0, 2, ""), Edit(1, 3, "")], [Edit(2, 9, "")]])
def test_edits_that_overlap_or_reach_out_of_the_text_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(UnsafeEdit):
        splice("abc", edits)


@given(st.data(), TEXTS)
def test_two_changes_in_one_say_the_same_as_one_after_the_other(
    data: st.DataObject, text: str
) -> None:
    first = data.draw(edits_of(text))
    between = splice(text, first)
    second = data.draw(edits_of(between))
    both = composed(pieces_of(len(text), first), pieces_of(len(between), second))
    assert joined(text, both) == splice(between, second)


@given(TEXTS, TEXTS)
def test_the_difference_of_two_texts_leads_from_one_to_the_other(one: str, other: str) -> None:
    edit = difference(one, other)
    assert splice(one, [edit] if edit else []) == other


def test_what_no_edit_touches_is_known_to_be_kept() -> None:
    change = FileChange.edited("abcdef", [Edit(2, 4, "X")])
    assert change.pieces == (Kept(0, 2), "X", Kept(4, 6))
    assert change.after == "abXef"


def test_an_operation_holds_only_files_that_differ() -> None:
    changes = FileChanges({"a": FileChange.whole("x", "x"), "b": FileChange.whole(None, "")})
    assert list(changes) == ["b"]


def test_two_operations_on_one_file_are_made_in_order() -> None:
    first = FileChanges({"a": FileChange.whole("one", "two")})
    both = first | {"a": FileChange.whole("two", "twofold"), "b": FileChange.whole(None, "new")}
    assert both.texts == {"a": "twofold", "b": "new"}
    assert both["a"].before == "one"
