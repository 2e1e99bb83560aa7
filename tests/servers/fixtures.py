"""Fixtures for every test that talks to a registry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from citare.sources.registry import Limit
from citare.web.cache import Cache
from citare.web.client import Client
from tests.servers.crossref import CrossrefServer
from tests.servers.registries import Registries


@pytest.fixture(scope="session")
def crossref_works() -> Iterator[CrossrefServer]:
    """A Crossref that nobody plans faults for; shared, so leave it as it is."""
    with CrossrefServer() as server:
        yield server


@pytest.fixture
def crossref() -> Iterator[CrossrefServer]:
    """A Crossref of the test's own."""
    with CrossrefServer() as server:
        yield server


@pytest.fixture
def registries(crossref: CrossrefServer) -> Iterator[Registries]:
    """The other registries; doi.org knows the works of that Crossref."""
    with Registries({*crossref.works, *crossref.aliases}) as server:
        yield server


@pytest.fixture
def client(crossref: CrossrefServer, registries: Registries, tmp_path: Path) -> Iterator[Client]:
    """A client of those servers, with an empty cache and hardly any patience."""
    urls = {"crossref": crossref.url, **registries.base_urls}
    limits = dict.fromkeys(registries.base_urls, Limit(1000, at_once=3))
    cache = Cache(tmp_path / "cache")
    with Client(urls, cache=cache, backoff=0.01, timeout=5, limits=limits) as made:
        yield made
