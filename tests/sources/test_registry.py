"""Every source is registered and says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from citare.disk.settings import BY_NAME
from citare.errors import CouldNotAsk
from citare.sources import arxiv, crossref, datacite, doi_org, openalex, openlibrary, pubmed
from citare.sources.base import NotAsked
from citare.sources.registry import COMMON, REGISTRIES, SOURCES, Lookups, Source
from tests.sources.driving import drive

MODULES: tuple[Lookups, ...] = (
    *(crossref, datacite, doi_org, pubmed, arxiv, openlibrary, openalex),
)
EXAMPLES = {"doi": "10.1000/x", "pmid": "1", "pmcid": "PMC123456", "arxiv": "2311.16162"}
EXAMPLES |= {"isbn": "9780980200447"}


def test_no_source_is_forgotten() -> None:
    """A module that looks identifiers up is a source, and each source has one."""
    folder = Path(crossref.__file__).parent
    modules = {
        f"citare.sources.{path.stem}"
        for path in folder.glob("*.py")
        if "\ndef lookup_many(" in path.read_text("utf-8") and path.stem != "resolve"
    }
    assert {source.module for source in REGISTRIES} == modules
    assert [source.lookups for source in REGISTRIES] == list(MODULES)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_every_source_says_what_it_is(source: Source) -> None:
    """Its address is a setting, it has a pace, and only known variables are taken from it."""
    assert BY_NAME[f"{source.name}-url"].default == source.address
    assert source.limits
    assert source.title
    assert source.about
    assert set(source.trusted) <= set(COMMON)
    assert bool(source.key_parameter) == (f"{source.name}-api-key" in BY_NAME)
    assert bool(source.option) == (source.name in BY_NAME)


@pytest.mark.parametrize("source", REGISTRIES, ids=lambda source: source.name)
def test_every_source_answers_for_each_identifier(source: Source) -> None:
    """Silence is "not asked", once for each identifier, also for one that is there twice."""
    wanted = [EXAMPLES[kind] for kind in source.kinds] * 2
    silent = CouldNotAsk(source.name, "timed out")
    answers, _ = drive(source.lookups.lookup_many(wanted), lambda _: silent)
    assert [type(answer) for answer in answers] == [NotAsked] * len(wanted)
    assert not source.lookups.status({}, "A study").grave
