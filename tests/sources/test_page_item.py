"""A page as an item: each way in which pages describe themselves, in the order of trust."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.sources.page_item import item_of_page

URL = "https://www.example.org/post?id=3&utm_source=x#top"


def page(*head: str, lang: str = "en") -> str:
    return f"<!doctype html><html lang={lang}><head>{''.join(head)}</head><body>x</body></html>"


def meta(**values: str) -> str:
    return "".join(
        f'<meta name="{name.replace("__", ":").replace("_dot_", ".")}" content="{value}">'
        for name, value in values.items()
    )


def test_highwire_tags_make_an_article() -> None:
    html = page(
        meta(
            citation_title="On knots", citation_author="Krok, Ada", citation_journal_title="Ships",
            citation_publication_date="2020/03/14", citation_volume="7", citation_issue="2",
            citation_firstpage="12", citation_lastpage="19", citation_issn="1234-5679",
        ),
        '<meta name="citation_author" content="Tor Lyng">',
    )  # fmt: skip
    item = item_of_page(html, URL, "2026-11-30T10:00:00+00:00")
    assert item is not None
    assert item.type == "article-journal"
    assert (item.get("title"), item.get("container-title")) == ("On knots", "Ships")
    assert (item.get("volume"), item.get("issue"), item.get("page")) == ("7", "2", "12-19")
    assert [(n.family, n.given) for n in item.names["author"]] == [("Krok", "Ada"), ("Lyng", "Tor")]
    assert item.dates["issued"].parts[0] == (2020, 3, 14)
    assert item.dates["accessed"].parts[0] == (2026, 11, 30)


def test_json_ld_says_what_a_news_article_is() -> None:
    html = page(
        "<title>Programs grow - The Daily</title>",
        '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": ['
        '{"@type": "WebSite", "name": "The Daily"}, {"@type": "NewsArticle", "headline":'
        ' "Programs grow", "datePublished": "2026-06-24T08:00:00Z", "author": [{"@type":'
        ' "Person", "name": "Ida Holm"}], "publisher": {"@type": "Organization", "name":'
        ' "The Daily"}}]}</script>',
    )
    item = item_of_page(html, URL)
    assert item is not None
    assert (item.type, item.get("title")) == ("article-newspaper", "Programs grow")
    assert item.get("container-title") == "The Daily"
    assert [(n.family, n.given) for n in item.names["author"]] == [("Holm", "Ida")]
    assert item.dates["issued"].parts[0] == (2026, 6, 24)


def test_open_graph_gives_a_web_page_without_the_sites_name_in_its_title() -> None:
    html = page(
        "<title>AI in Medicine | Example University</title>",
        '<meta property="og:site_name" content="Example University">',
        '<meta property="og:title" content="AI in Medicine | Example University">',
        '<meta property="article:published_time" content="2025-01-02T03:04:05Z">',
        '<link rel="canonical" href="https://example.org/post?id=3">',
    )
    item = item_of_page(html, URL)
    assert item is not None
    assert (item.type, item.get("title")) == ("webpage", "AI in Medicine")
    assert item.get("container-title") == "Example University"
    assert item.get("URL") == "https://example.org/post?id=3"
    assert item.dates["issued"].parts[0] == (2025, 1, 2)
    assert "author" not in item.names


def test_dublin_core_names_creator_and_date() -> None:
    html = page(meta(dc_dot_title="Hawsers", dc_dot_creator="Vik, Eva", dcterms_dot_issued="1999"))
    item = item_of_page(html, URL)
    assert item is not None
    assert (item.get("title"), item.names["author"][0].family) == ("Hawsers", "Vik")
    assert item.dates["issued"].year == 1999


def test_a_plain_page_has_its_title_its_address_and_no_date() -> None:
    item = item_of_page(page("<title>\n About  us &amp; more </title>"), URL)
    assert item is not None
    assert item.get("title") == "About us & more"
    assert item.get("URL") == "https://www.example.org/post?id=3"
    assert "issued" not in item.dates


def test_an_address_of_another_host_is_not_believed() -> None:
    html = page("<title>T</title>", '<link rel="canonical" href="https://evil.example/x">')
    item = item_of_page(html, URL)
    assert item is not None and item.get("URL").startswith("https://www.example.org/")


@pytest.mark.parametrize(
    "html", ["", "<html><body>no head", "<title></title>", "<script type=application/ld+json>{"]
)
def test_a_page_without_a_title_is_no_work(html: str) -> None:
    assert item_of_page(html, URL) is None


@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    item_of_page(f"<title>T</title>{text}", URL)
    item_of_page(f'<script type="application/ld+json">{text}</script><title>T</title>', URL)
