"""Every source is registered and says what it is."""

from __future__ import annotations

from pathlib import Path

from citare.sources import registry
from citare.sources.addresses import ADDRESSES
from citare.web.pace import PUBLISHED


def test_no_source_is_forgotten() -> None:
    folder = Path(registry.__file__).parent
    modules = {
        path.stem
        for path in folder.glob("*.py")
        if "\nKINDS = " in path.read_text("utf-8") and path.stem != "resolve"
    }
    registered = {source.__name__.rpartition(".")[2] for source in registry.SOURCES}  # type: ignore[attr-defined]
    assert registered == modules


def test_every_source_has_an_address_and_a_pace() -> None:
    for source in registry.SOURCES:
        assert source.NAME in ADDRESSES
        assert source.NAME in {name for name, _ in PUBLISHED}
        assert source.TITLE and source.KINDS
