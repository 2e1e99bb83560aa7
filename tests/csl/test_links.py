"""Links of identifiers (CSL 1.0.2, appendix VI)."""

from __future__ import annotations

import pytest

from citare.csl.processor import Citation, Cite, compile_style, render
from citare.csl.style import read_style
from citare.disk.styles import StyleFiles
from citare.formats.registry import FORMATS
from citare.model.item import Item
from citare.text.rich import Rich, Span, Style

STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info/>'
    "<citation><layout><text variable='URL'/></layout></citation>"
    "<bibliography><layout suffix='.'>{body}</layout></bibliography></style>"
)
FILES = StyleFiles()


def printed(body: str, links: str = "identifiers", **variables: str) -> Rich:
    """The one entry of a bibliography."""
    style = compile_style(read_style(STYLE.format(body=body)), FILES, links=links)
    made = render(style, [Item("a", "article-journal", variables)]).bibliography
    assert made is not None
    return made.entries[0].text


def links_of(rich: Rich) -> list[tuple[str, str]]:
    """(text, address) of each link."""
    found = []
    for node in rich:
        if isinstance(node, Span):
            if node.style is Style.LINK:
                found.append(("".join(str(child) for child in node.children), node.value))
            else:
                found += links_of(node.children)
    return found


@pytest.mark.parametrize(
    ("variable", "value", "address"),
    [
        ("DOI", "10.1000/a_b", "https://doi.org/10.1000/a_b"),
        ("DOI", "10.1002/(sici)1<1::aid-x>3.0.co;2-y",
         "https://doi.org/10.1002/(sici)1%3C1::aid-x%3E3.0.co;2-y"),
        ("PMID", "12345", "https://www.ncbi.nlm.nih.gov/pubmed/12345"),
        ("PMCID", "PMC12345", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12345"),
        ("URL", "https://x.org/it's?a=b", "https://x.org/it's?a=b"),
    ],
)  # fmt: skip
def test_a_printed_identifier_links_to_its_address(variable: str, value: str, address: str) -> None:
    """Each identifier is the text of a link, as it is written in the item."""
    rich = printed(f"<text variable='{variable}' prefix='id: '/>", **{variable: value})
    assert links_of(rich) == [(value, address)]


@pytest.mark.parametrize(
    "body",
    [
        "<text variable='DOI' prefix='See https://doi.org/'/>",
        "<group prefix='See '><text value='http://dx.doi.org/'/><text variable='DOI'/></group>",
    ],
)
def test_an_address_that_the_style_begins_is_within_the_link(body: str) -> None:
    """The link's text is the whole address that is printed, other affixes stay outside."""
    ((text, address),) = links_of(printed(body, DOI="10.1000/1"))
    assert text.startswith("http") and text.endswith("/10.1000/1")
    assert address == "https://doi.org/10.1000/1"


def test_what_is_no_identifier_is_no_link() -> None:
    """A DOI that names no address is printed as the text it is."""
    assert printed("<text variable='DOI'/>", DOI="none") == ("none.",)


def test_a_title_links_where_nothing_else_does() -> None:
    """With `title`, and only where no identifier is printed; the DOI is its best address."""
    item = {"title": "Bells", "DOI": "10.1000/1", "URL": "https://x.org"}
    body = "<text variable='title' font-style='italic'/>"
    assert links_of(printed(body, **item)) == []
    assert links_of(printed(body, "title", **item)) == [("Bells", "https://doi.org/10.1000/1")]
    both = body + "<text variable='URL'/>"
    assert links_of(printed(both, "title", **item)) == [("https://x.org", "https://x.org")]


def test_links_can_be_left_out() -> None:
    """`none` prints the same text without links."""
    assert printed("<text variable='DOI'/>", "none", DOI="10.1000/1") == ("10.1000/1.",)


def test_citations_link_too() -> None:
    """A note that prints an address links it."""
    style = compile_style(read_style(STYLE.format(body="")), FILES)
    item = Item("a", "webpage", {"URL": "https://x.org"})
    (text,) = render(style, [item], [Citation((Cite("a"),))], bibliography=False).citations
    assert links_of(text) == [("https://x.org", "https://x.org")]


@pytest.mark.parametrize(
    ("form", "made"),
    [
        ("text", "10.1000/1."),
        ("html", '<a href="https://doi.org/10.1000/1">10.1000/1</a>.'),
        ("markdown", "[10.1000/1](<https://doi.org/10.1000/1>)."),
        ("latex", r"\href{https://doi.org/10.1000/1}{10.1000/1}."),
        ("rtf", r'{\field{\*\fldinst{HYPERLINK "https://doi.org/10.1000/1"}}'
                r"{\fldrslt 10.1000/1}}."),
    ],
)  # fmt: skip
def test_each_format_links_a_bare_doi(form: str, made: str) -> None:
    """HTML, Markdown, LaTeX and RTF link a DOI that is printed alone; text has no links."""
    assert FORMATS[form].inline(printed("<text variable='DOI'/>", DOI="10.1000/1")) == made
