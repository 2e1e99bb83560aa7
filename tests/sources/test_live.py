"""The real registries still answer as the local servers do. Run with `pytest -m live`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from citare.sources import resolve
from citare.sources.base import Answer, Found, NotFound
from citare.web.client import Client
from tests.servers.crossref import CrossrefServer

pytestmark = pytest.mark.live
KEPT = ("10.1186/s12909-025-06719-5", "10.2196/58161", "10.1016/j.landig.2025.100900")


@pytest.fixture
def registries() -> Iterator[Client]:
    """A client with the registries' own addresses, and no cache."""
    with Client() as client:
        yield client


def ask(client: Client, kind: str, identifier: str) -> Answer:
    return client.run(resolve.lookup(kind, identifier))


@pytest.mark.parametrize("doi", KEPT)
def test_the_kept_references_are_at_crossref(registries: Client, doi: str) -> None:
    """Each of them is found under its own DOI, with a title and a year."""
    answer = ask(registries, "doi", doi)
    assert isinstance(answer, Found), answer
    assert (answer.source, answer.identifier) == ("crossref", doi)
    assert answer.item.get("title")
    assert answer.item.dates["issued"].year == 2025


def test_an_alias_leads_to_its_prime_doi(registries: Client, crossref: CrossrefServer) -> None:
    """Crossref redirects an alias to the DOI that the work has now."""
    alias, prime = next(iter(crossref.aliases.items()))
    answer = ask(registries, "doi", alias)
    assert isinstance(answer, Found), answer
    assert answer.identifier == prime.lower()


def test_a_datacite_doi_is_at_datacite(registries: Client) -> None:
    """doi.org names the agency, which has the record."""
    answer = ask(registries, "doi", "10.5281/zenodo.48440")
    assert isinstance(answer, Found), answer
    assert answer.source == "datacite"


def test_an_unregistered_doi_does_not_exist(registries: Client) -> None:
    """doi.org says so, in the words that mean no."""
    answer = ask(registries, "doi", "10.2196/0.no.such.doi")
    assert isinstance(answer, NotFound), answer
    assert answer.source == "doi"


@pytest.mark.parametrize(
    ("kind", "identifier"),
    [("pmid", "39912237"), ("arxiv", "2311.16162"), ("isbn", "9780980200447")],
)
def test_other_identifiers_are_found(registries: Client, kind: str, identifier: str) -> None:
    """PubMed, arXiv and Open Library answer in the forms that are read here."""
    assert isinstance(ask(registries, kind, identifier), Found)
