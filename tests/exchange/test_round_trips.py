"""Laws that hold for every export and the import beside it."""

from __future__ import annotations

from csv import reader
from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from citare.exchange.base import Format, losses
from citare.exchange.registry import WRITABLE, detect, format_for, format_named
from citare.model.item import Item
from citare.model.name import Name
from tests.exchange.strategies import ITEMS

# tests/mapping holds BibTeX's own laws: arbitrary text has meanings there that it has nowhere else
OWN = [known for known in WRITABLE if not known.name.startswith("bib")]


@pytest.mark.parametrize("known", OWN, ids=lambda known: known.name)
@settings(max_examples=60, deadline=None)
@example(items=[Item("a", "article-journal", names={"author": (Name(literal=","),)})])
@example(items=[Item("a", "book", names={"author": (Name(literal="A, B and C"),)})])
@given(items=ITEMS)
def test_what_is_not_reported_as_lost_comes_back(known: Format, items: list[Item]) -> None:
    """Reading back gives each item without what was reported; a second round loses nothing."""
    assert known.write
    done = known.write(items)
    once = known.read(done.text, "").items
    if done.losses and done.losses[0].severity == "error":
        pytest.fail(done.losses[0].message)
    for item, other in zip(items, once, strict=True):
        found = list(losses(known.title, item, other))
        reported = [loss for loss in done.losses if loss.place.key == item.id]
        assert {f.place.field for f in found} <= {f.place.field for f in reported}
    again = known.write(once)
    assert known.read(again.text, "").items == once
    assert known.write(known.read(again.text, "").items).text == again.text


@pytest.mark.parametrize("known", WRITABLE, ids=lambda known: known.name)
@settings(max_examples=30, deadline=None)
@given(texts=st.dictionaries(st.sampled_from(["title", "note", "abstract", "keyword"]), st.text()))
def test_any_text_can_be_written(known: Format, texts: dict[str, str]) -> None:
    """No content raises or breaks the file for the next item."""
    items = [Item("a", "book", texts), Item("b", "book", {"title": "Second"})]
    assert known.write
    done = known.write(items)
    back = known.read(done.text, "").items
    assert [item.get("title") for item in back][-1] == "Second"
    assert len(back) == 2


@pytest.mark.parametrize("start", list("=+-@\t\r"))
def test_no_cell_of_a_table_is_a_formula(start: str) -> None:
    """A spreadsheet would run `=HYPERLINK(...)`; an apostrophe, which reading drops, bars it."""
    formula = start + 'HYPERLINK("http://x.example","click")'
    item = Item("a", "book", {"title": formula, "note": "1-2"}, {"author": (Name("=cmd", "@x"),)})
    csv = format_named("csv")
    assert csv and csv.write
    text = csv.write([item]).text
    cells = next(iter(reader(StringIO(text.partition("\r\n")[2], newline=""))))
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert csv.read(text, "").items[0].get("title") == formula


@pytest.mark.parametrize("known", WRITABLE, ids=lambda known: known.name)
def test_what_is_written_is_recognised(known: Format) -> None:
    """A written file is detected as its own format, by content and by ending."""
    item = Item("k1", "article-journal", {"title": "T", "container-title": "J", "URL": "http://x"})
    assert known.write
    text = known.write([item]).text
    found = detect(text, "x" + known.extensions[0])
    assert found and found.read is known.read
    assert format_named(known.name) is known


def test_a_path_names_its_format() -> None:
    """The ending of a path chooses the export."""
    found = format_for("refs.RIS")
    assert found and found.name == "ris"
    assert format_for("refs.unknown") is None
