"""Fixtures for all tests."""

from tests.servers.fixtures import client, crossref, crossref_works, registries

__all__ = ["client", "crossref", "crossref_works", "registries"]
