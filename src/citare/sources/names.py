"""What people call the sources."""

from __future__ import annotations

from citare.sources.registry import SOURCES

TITLES = {source.NAME: source.TITLE for source in SOURCES}


def title_of(name: str) -> str:
    """A source's name for people: "Crossref" for "crossref"; an unknown one as it is."""
    return TITLES.get(name, name)
