"""Inline markup of CSL-JSON text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.text.markup import kind_of, pairs, parts_of, without_tags

MARKUP = ["<i>", "</i>", "<b>", "</b>", '<span class="nocase">', "</span>", "<", ">", "x", " "]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<i>E. coli</i> in H<sub>2</sub>O", "E. coli in H2O"),
        ('<span class="nocase">DNA</span> x < 0.11', "DNA x < 0.11"),
        ("<La captive> and <i>open", "<La captive> and <i>open"),
        ("<i>a<b>b</i>c</b>", "a<b>bc</b>"),
    ],
)
def test_only_balanced_tags_are_markup(text: str, plain: str) -> None:
    """What is not a known tag, or has no partner, is text."""
    assert without_tags(text) == plain


def test_some_kinds_can_be_left() -> None:
    """`drops` says which tags go."""
    text = '<i>a</i> <span class="nocase">B</span>'
    assert without_tags(text, lambda kind: kind == "nocase") == "<i>a</i> B"


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("<em>", "i"),
        ("<strong>", "b"),
        ('<span style="font-variant: small-caps;">', "sc"),
        ('<span class="nodecor">', "nodecor"),
    ],
)
def test_tags_have_a_kind(tag: str, kind: str) -> None:
    """HTML's names and CSL's spans mean the same few things."""
    assert kind_of(tag) == kind


@given(st.lists(st.sampled_from(MARKUP)).map("".join))
def test_parts_are_the_text(text: str) -> None:
    """Nothing is lost by cutting, and pairs open before they close."""
    parts = parts_of(text)
    assert "".join(parts) == text
    assert all(start < end and start % 2 and end % 2 for start, end in pairs(parts))
    assert without_tags(without_tags(text), lambda _: False) == without_tags(text)
