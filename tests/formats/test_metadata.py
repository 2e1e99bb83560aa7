"""COinS and JSON-LD beside HTML entries, and anchors."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from citare.formats.base import Layout
from citare.formats.html import Html
from citare.formats.metadata import METADATA, anchor, coins, json_ld
from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import Name
from tests.formats.rich_strategies import hostile_text

ARTICLE = Item(
    "tern 1",
    "article-journal",
    {"title": "<i>Terns</i> & gulls", "container-title": "Seabirds", "volume": "3",
     "page": "1-9", "DOI": "10.5555/tern.1", "URL": "https://x.org/t", "ISSN": "1234-5678"},
    {"author": (Name("Holm", "Ida"), Name(literal="Bird Board"))},
    {"issued": Date(((2017, 5, 3),))},
)  # fmt: skip


def test_coins_is_the_openurl_of_an_article() -> None:
    """KEV format journal, Z39.88-2004; markup is left out."""
    assert parse_qs(coins(ARTICLE)) == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:journal"],
        "rft_id": ["info:doi/10.5555/tern.1", "https://x.org/t"],
        "rft.genre": ["article"],
        "rft.atitle": ["Terns & gulls"],
        "rft.jtitle": ["Seabirds"],
        "rft.volume": ["3"],
        "rft.pages": ["1-9"],
        "rft.issn": ["1234-5678"],
        "rft.date": ["2017-05-03"],
        "rft.aulast": ["Holm"],
        "rft.aufirst": ["Ida"],
        "rft.au": ["Ida Holm"],
        "rft.aucorp": ["Bird Board"],
    }


def test_chapters_and_theses_have_their_forms() -> None:
    """A chapter is an item of a book, a thesis has an institution."""
    chapter = Item("c", "chapter", {"title": "In", "container-title": "Out", "ISBN": "1"})
    found = parse_qs(coins(chapter))
    assert (found["rft.atitle"], found["rft.btitle"]) == (["In"], ["Out"])
    assert found["rft.genre"] == ["bookitem"]
    thesis = parse_qs(coins(Item("t", "thesis", {"title": "T", "publisher": "U"})))
    assert (thesis["rft.title"], thesis["rft.inst"]) == (["T"], ["U"])


def test_json_ld_is_schema_org() -> None:
    """A work with its people, its journal and its addresses."""
    (work,) = json.loads(json_ld([ARTICLE]))["@graph"]
    assert work["@type"] == "ScholarlyArticle"
    assert work["isPartOf"]["@type"] == "Periodical"
    assert work["author"][1] == {"@type": "Organization", "name": "Bird Board"}
    assert work["datePublished"] == "2017-05-03"
    assert (work["url"], work["sameAs"]) == ("https://doi.org/10.5555/tern.1", ["https://x.org/t"])


def test_html_has_anchors_language_and_heading() -> None:
    """Each entry is found by `ref-` and its key; a document says its language."""
    body = Html().bibliography([("x",)], Layout(items=[ARTICLE]))
    assert '<div id="ref-tern-1" class="csl-entry">x</div>' in body
    page = Html().document(body, "Literatur & mehr", "de-DE")
    assert '<html lang="de-DE">' in page
    assert "<h1>Literatur &#38; mehr</h1>" in page


@given(hostile_text, hostile_text)
def test_nothing_of_an_item_becomes_markup(key: str, title: str) -> None:
    """Keys and titles stay within their attributes and the script."""
    item = Item(key, "book", {"title": title})
    body = Html().bibliography([("x",)], Layout(items=[item], metadata=METADATA))
    tree = lxml_html.fragment_fromstring(f"<section>{body}</section>")
    assert [e.tag for e in tree.iterdescendants()] == ["div", "div", "span", "script"]
    assert not re.search(r"\s", anchor(key))
    script = tree.find("script")
    assert script is not None
    assert json.loads(script.text)["@graph"][0]["@type"] == "Book"


@given(st.text(max_size=8))
def test_json_ld_ends_no_script(text: str) -> None:
    """Whatever a title holds, the element's end stays ours."""
    assert "</" not in json_ld([Item("a", "book", {"title": f"</script>{text}"})])
