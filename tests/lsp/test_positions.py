"""Offsets and the protocol's positions are told apart by lines and code units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.lsp.positions import Lines


@pytest.mark.parametrize(("encoding", "character"), [("utf-16", 4), ("utf-8", 7), ("utf-32", 3)])
def test_a_character_counts_as_many_units_as_the_encoding_gives_it(
    encoding: str, character: int
) -> None:
    lines = Lines("x\r\n𝔄é.", encoding)
    assert lines.position(6) == (1, character)
    assert lines.offset(1, character) == 6


def test_positions_beyond_a_line_or_the_text_stay_inside() -> None:
    lines = Lines("ab\r\ncd")
    assert lines.offset(0, 99) == 2
    assert lines.offset(9, 0) == 6


@given(st.text(alphabet="ab\r\né𝔄\u2028\x0b"), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_every_offset_that_begins_a_line_or_follows_a_letter_comes_back(
    text: str, encoding: str
) -> None:
    lines = Lines(text, encoding)
    for offset in range(len(text) + 1):
        if offset and text[offset - 1] in "\r\n":
            continue
        assert lines.offset(*lines.position(offset)) == offset
