"""Braces are matched as BibTeX counts them, at any depth, and lines are found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citare.bibtex.grammar import Braces, line_starts


def counted(text: str, start: int) -> int:
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == "{") - (text[at] == "}")
        if depth == 0:
            return at + 1
    return -1


@given(st.text('{}a\\"', max_size=30))
def test_a_brace_is_closed_where_counting_says(text: str) -> None:
    braces = Braces(text)
    for start in (i for i, char in enumerate(text) if char == "{"):
        assert braces.close(start, len(text)) == counted(text, start)


def test_a_brace_that_closes_behind_the_limit_does_not_close() -> None:
    text = "{" * 9 + "}" * 9
    assert Braces(text).close(0, 17) == -1
    assert Braces(text).close(0, 18) == 18


@given(st.text("a\r\n", max_size=20))
def test_lines_begin_behind_lf_cr_lf_and_cr(text: str) -> None:
    starts = line_starts(text)
    lines = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert "".join(lines) == text
    assert all(line.rstrip("\r\n").isalpha() or not line.strip() for line in lines)
    assert lines == [*text.splitlines(keepends=True), ""][: len(lines)]
