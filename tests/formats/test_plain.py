"""Plain text output."""

from __future__ import annotations

from hypothesis import given

from citare.formats.base import Layout, one_line
from citare.formats.plain import Plain
from citare.text.rich import Rich, Span, Style, plain
from tests.formats.rich_strategies import rich_texts

TEXT = Plain()


@given(rich_texts)
def test_only_the_characters(rich: Rich) -> None:
    """Formatting leaves no trace; an entry is one line."""
    assert TEXT.inline(rich) == "".join(map(one_line, leaves(rich)))
    assert "\n" not in TEXT.inline(rich)
    assert "\x1b" not in TEXT.inline(rich)


def leaves(rich: Rich) -> list[str]:
    found: list[str] = []
    for node in rich:
        found += [node] if isinstance(node, str) else leaves(node.children)
    return found


def test_blocks_stand_on_lines_of_their_own() -> None:
    """Margins are followed by a space, blocks are on lines of their own."""
    left, right = Span(Style.LEFT_MARGIN, ("[1]",)), Span(Style.RIGHT_INLINE, ("One",))
    block = (Span(Style.BLOCK, ("Author",)), left, right, Span(Style.INDENT, ("note",)))
    assert TEXT.bibliography([(left, right), block], Layout()) == (
        "[1] One\nAuthor\n[1] One\n    note"
    )
    assert plain((left, right)) == "[1]One"
    assert TEXT.document("x", "") == "x\n"
    assert TEXT.document("x", "T") == "T\n\nx\n"
