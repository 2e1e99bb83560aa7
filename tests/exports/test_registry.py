"""Laws that hold for every export and the import beside it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citare.exports.base import Export, losses
from citare.exports.registry import EXPORTS, export_for, export_named
from citare.imports.registry import detect, import_named
from citare.model.item import Item
from tests.exports.strategies import ITEMS

READABLE = [export for export in EXPORTS if import_named(export.name)]
# tests/mapping holds BibTeX's own laws: arbitrary text has meanings there that it has nowhere else
OWN = [export for export in READABLE if not export.name.startswith("bib")]


@pytest.mark.parametrize("export", OWN, ids=lambda export: export.name)
@settings(max_examples=60, deadline=None)
@given(items=ITEMS)
def test_what_is_not_reported_as_lost_comes_back(export: Export, items: list[Item]) -> None:
    """Reading back gives each item without what was reported; a second round loses nothing."""
    reader = import_named(export.name)
    assert reader
    done = export.write(items)
    once = reader.read(done.text, "").items
    if done.losses and done.losses[0].severity == "error":
        pytest.fail(done.losses[0].message)
    for item, other in zip(items, once, strict=True):
        found = list(losses(export.title, item, other))
        reported = [loss for loss in done.losses if loss.place.key == item.id]
        assert {f.place.field for f in found} <= {f.place.field for f in reported}
    again = export.write(once)
    assert reader.read(again.text, "").items == once
    assert export.write(reader.read(again.text, "").items).text == again.text


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
@settings(max_examples=30, deadline=None)
@given(texts=st.dictionaries(st.sampled_from(["title", "note", "abstract", "keyword"]), st.text()))
def test_any_text_can_be_written(export: Export, texts: dict[str, str]) -> None:
    """No content raises or breaks the file for the next item."""
    items = [Item("a", "book", texts), Item("b", "book", {"title": "Second"})]
    reader = import_named(export.name)
    done = export.write(items)
    if reader:
        back = reader.read(done.text, "").items
        assert [item.get("title") for item in back][-1] == "Second"
        assert len(back) == 2


@pytest.mark.parametrize("export", READABLE, ids=lambda export: export.name)
def test_what_is_written_is_recognised(export: Export) -> None:
    """A written file is detected as its own format, by content and by ending."""
    item = Item("k1", "article-journal", {"title": "T", "container-title": "J", "URL": "http://x"})
    text = export.write([item]).text
    found = detect(text, "x" + export.extensions[0])
    assert found and found is import_named(export.name)
    assert export_named(export.name) is export


def test_a_path_names_its_format() -> None:
    """The ending of a path chooses the export."""
    found = export_for("refs.RIS")
    assert found and found.name == "ris"
    assert export_for("refs.unknown") is None
