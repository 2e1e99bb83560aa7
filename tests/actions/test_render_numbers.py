"""An article number is printed once, wherever the style has a place for it."""

from __future__ import annotations

import pytest

from citare.actions.render import render_items
from citare.disk.styles import StyleFiles
from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import Name

FILES = StyleFiles()
ARTICLE = Item(
    "a",
    "article-journal",
    {"title": "A title", "container-title": "A journal", "volume": "7", "number": "e58161"},
    {"author": (Name("Ning", "Yilin"),)},
    {"issued": Date(((2025, 2),))},
)


@pytest.mark.parametrize(
    "style",
    [
        "apa",
        "american-medical-association",
        "nlm-citation-sequence",
        "ieee",
        "nature",
        "chicago-author-date",
        "modern-language-association",
        "the-lancet",
        "bmj",
    ],
)
def test_an_article_number_is_printed_exactly_once(style: str) -> None:
    text = render_items([ARTICLE], FILES.load(style), FILES).text
    assert text.count("e58161") == 1


def test_pages_are_left_as_they_are() -> None:
    item = ARTICLE.with_(text={**ARTICLE.text, "page": "1-9"})
    assert "1–9" in render_items([item], FILES.load("the-lancet"), FILES).text
