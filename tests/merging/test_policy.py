"""Which values take part in a sync."""

from __future__ import annotations

import pytest

from citare.merging.merge import NEVER, values_of
from citare.model.item import Item
from citare.sources.registry import SOURCES


@pytest.mark.parametrize("source", [*(s.name for s in SOURCES), "unknown"])
def test_no_record_touches_what_is_the_persons_own(source: str) -> None:
    """Notes, keywords, abstracts, addresses: a registry's word on them is not even looked at."""
    said = Item("k", "article-journal", {**dict.fromkeys(NEVER, "theirs"), "title": "T"})
    assert values_of(said, source) == {"title": "T"}
