"""Citations whose authors are part of the sentence (mode "composite", CSL 1.0.2 data schema)."""

from __future__ import annotations

import pytest

from citare.csl.positions import Citation, Cite
from citare.csl.processor import compile_style, render
from citare.disk.styles import StyleFiles
from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import Name
from citare.text.rich import plain

_ITEMS = [
    Item(
        "a",
        "book",
        {"title": "On names"},
        {"author": (Name("Ning", "Y"), Name("Ong", "J"))},
        {"issued": Date(((2025,),))},
    ),
    Item("b", "book", {"title": "No author"}, {}, {"issued": Date(((2020,),))}),
]


@pytest.mark.parametrize(
    ("style", "key", "author", "rest"),
    [
        ("chicago-author-date", "a", "Ning and Ong", "(2025, 3)"),
        ("ieee", "a", "", "[1, p. 3]"),
    ],
)
def test_the_names_are_apart_from_the_rest(style: str, key: str, author: str, rest: str) -> None:
    """The names are for the sentence, the citation is without them; numbers stay as they are."""
    styles = StyleFiles()
    compiled = compile_style(styles.load(style), styles)
    citation = Citation((Cite(key, "3", "page"),), mode="composite")
    result = render(compiled, _ITEMS, [citation])
    assert plain(result.authors[0]) == author
    assert plain(result.citations[0]) == rest
