"""HTML output."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from lxml import html as lxml_html

from citare.formats.base import Layout, printable
from citare.formats.html import Html, attribute, escape
from citare.text.rich import Rich, Span, Style, plain
from tests.formats.rich_strategies import hostile_text, rich_texts

HTML = Html()
OURS = {"i", "em", "b", "sup", "sub", "span", "a", "div"}


def parsed(markup: str) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(f"<section>{markup}</section>")


@given(rich_texts)
def test_a_browser_reads_the_text_back(rich: Rich) -> None:
    """The parsed output has the text that went in, and no tag or attribute but ours."""
    tree = parsed(HTML.inline(rich))
    expected = re.sub(r"\r\n?", "\n", printable(plain(rich)))
    assert re.sub(r"\r\n?", "\n", tree.text_content()) == expected
    for element in tree.iterdescendants():
        assert element.tag in OURS
        assert set(element.attrib) <= {"style", "href", "class"}
        assert element.get("href", "https:").startswith(("https:", "http:", "mailto:"))


@given(hostile_text)
def test_attributes_hold(text: str) -> None:
    """An attribute's value ends where we end it."""
    tree = parsed(f'<a title="{attribute(text)}">x</a>')
    assert set(tree[0].attrib) == {"title"}


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (Style.ITALIC, "<i>x</i>"),
        (Style.OBLIQUE, "<em>x</em>"),
        (Style.BOLD, "<b>x</b>"),
        (Style.SUP, "<sup>x</sup>"),
        (Style.SUB, "<sub>x</sub>"),
        (Style.SMALL_CAPS, '<span style="font-variant:small-caps;">x</span>'),
        (Style.NORMAL_STYLE, '<span style="font-style:normal;">x</span>'),
        (Style.NORMAL_WEIGHT, '<span style="font-weight:normal;">x</span>'),
        (Style.NORMAL_VARIANT, '<span style="font-variant:normal;">x</span>'),
        (Style.UNDERLINE, '<span style="text-decoration:underline;">x</span>'),
        (Style.NO_DECORATION, '<span style="text-decoration:none;">x</span>'),
        (Style.BASELINE, '<span style="baseline">x</span>'),
    ],
)
def test_each_style_has_its_element(style: Style, expected: str) -> None:
    """Each style is what users of CSL processors know."""
    assert HTML.inline((Span(style, ("x",)),)) == expected
    assert HTML.inline((Span(style, ()),)) == ""


def test_entities_are_numeric() -> None:
    """The three characters of markup, and no others, become entities in text."""
    assert escape("a < b > c & \"d\" 'e' é") == "a &#60; b &#62; c &#38; \"d\" 'e' é"


def test_links_are_web_addresses_only() -> None:
    """A script or a broken address stays text."""

    def link(address: str) -> str:
        return HTML.inline((Span(Style.LINK, ("x",), address),))

    assert link("https://a.org/?b&c") == '<a href="https://a.org/?b&#38;c">x</a>'
    assert link("10.1000/1") == "x"
    assert link("javascript:alert(1)") == "x"
    assert link('https://a.org/" onclick="x') == "x"


def test_bibliography_has_the_form_of_the_suite() -> None:
    """Entries are two spaces in, display blocks as the official tests print them."""
    left = Span(Style.LEFT_MARGIN, ("1",))
    right = Span(Style.RIGHT_INLINE, ("One",))
    indent = ("Two", Span(Style.INDENT, ("note",)))
    block = (Span(Style.BLOCK, ("A",)), left, right)
    assert HTML.bibliography([(left, right), indent, block], Layout()) == (
        '<div class="csl-bib-body">\n'
        '  <div class="csl-entry">\n'
        '    <div class="csl-left-margin">1</div><div class="csl-right-inline">One</div>\n'
        "  </div>\n"
        '  <div class="csl-entry">Two<div class="csl-indent">note</div>\n'
        "  </div>\n"
        '  <div class="csl-entry">\n'
        "\n"
        '    <div class="csl-block">A</div>\n'
        "\n"
        '    <div class="csl-left-margin">1</div><div class="csl-right-inline">One</div>\n'
        "  </div>\n"
        "</div>"
    )
    assert HTML.bibliography([], Layout()) == '<div class="csl-bib-body">\n</div>'


def test_document_is_a_page() -> None:
    """The page declares its encoding and escapes its title."""
    page = HTML.document("<p>x</p>", "a < b")
    assert '<meta charset="utf-8">' in page
    assert "<title>a &#60; b</title>" in page
    assert page.endswith("</html>\n")
