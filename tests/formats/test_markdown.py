"""Markdown output, read back by a CommonMark parser."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from citare.formats.base import Layout, one_line
from citare.formats.markdown import Markdown
from citare.text.rich import Rich, Span, Style, plain
from tests.formats.rich_strategies import rich_texts

MARKDOWN = Markdown()
PARSER = MarkdownIt("commonmark")
OURS = {"p", "em", "strong", "sup", "sub", "span", "u", "a", "br"}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@given(rich_texts)
def test_commonmark_reads_the_text_back(rich: Rich) -> None:
    """A Markdown reader sees the text, one paragraph, and no markup but ours."""
    source = MARKDOWN.bibliography([rich], Layout())
    tree = lxml_html.fragment_fromstring(f"<section>{PARSER.render(source)}</section>")
    assert squeezed(tree.text_content()) == squeezed(one_line(plain(rich)))
    assert len(tree) <= 1
    for element in tree.iterdescendants():
        assert element.tag in OURS, source
        assert element.get("href", "https:").startswith(("https:", "http:", "mailto:"))


@pytest.mark.parametrize(
    ("rich", "expected"),
    [
        (("a ", Span(Style.ITALIC, ("b c",)), "."), "a *b c*."),
        ((Span(Style.BOLD, ("b",)),), "**b**"),
        ((Span(Style.ITALIC, ("What?",)), "s"), "<em>What?</em>s"),
        ((Span(Style.ITALIC, ("a",)), Span(Style.ITALIC, ("b",))), "*a*<em>b</em>"),
        (("H", Span(Style.SUB, ("2",)), "O"), "H<sub>2</sub>O"),
        (("a_b _c_ 5 * 3 [x] <y> A&B &amp; $z",), r"a_b \_c\_ 5 \* 3 \[x\] \<y\> A&B \&amp; \$z"),
        (("1. x",), r"1\. x"),
        (("- x",), r"\- x"),
        ((Span(Style.LINK, ("https://x.org/a_b",), "https://x.org/a_b"),), "<https://x.org/a_b>"),
        ((Span(Style.LINK, ("t",), "https://x.org/(a"),), "[t](<https://x.org/(a>)"),
        ((Span(Style.LEFT_MARGIN, ("[1]",)), Span(Style.RIGHT_INLINE, ("x",))), r"\[1\] x"),
        (("a", Span(Style.INDENT, ("- n",))), "a\\\n&emsp;- n"),
    ],
)
def test_each_style_has_its_marks(rich: Rich, expected: str) -> None:
    """Plain marks where they are sure to work, escapes where text could be read as markup."""
    assert MARKDOWN.bibliography([rich], Layout()) == expected


def test_entries_are_paragraphs() -> None:
    """An empty line parts entries; a document may have a title."""
    body = MARKDOWN.bibliography([("a",), ("b",)], Layout())
    assert body == "a\n\nb"
    assert MARKDOWN.document(body, "My *refs*") == "# My \\*refs\\*\n\na\n\nb\n"
