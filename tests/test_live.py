"""The real registries still answer as the local servers of these tests do.

    pytest -m live

Off unless asked for. Without a network these tests fail: they are never skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from citare.sources import crossref, resolve
from citare.sources.base import Answer, Found, NotFound
from citare.web.client import Client

ROOT = Path(__file__).parent.parent

pytestmark = [pytest.mark.live, pytest.mark.timeout(120)]

KEPT = (
    ("10.1186/s12909-025-06719-5", "crossref"),
    ("10.2196/58161", "crossref"),
    ("10.1016/j.landig.2025.100900", "crossref"),
)


@pytest.fixture
def real() -> Iterator[Client]:
    """A client of the real registries, without a cache."""
    with Client() as client:
        yield client


def ask(real: Client, doi: str) -> Answer:
    return real.run(resolve.lookup("doi", doi))


@pytest.mark.parametrize(("doi", "source"), KEPT)
def test_a_kept_reference_is_found_with_the_title_that_the_library_has(
    real: Client, doi: str, source: str
) -> None:
    answer = ask(real, doi)
    assert isinstance(answer, Found), answer
    assert (answer.source, answer.identifier) == (source, doi)
    kept = (ROOT / "refs" / "reviews.bib").read_text(encoding="utf-8")
    assert answer.item.get("title").split()[-1].rstrip("?.") in kept


def test_an_alias_is_followed_to_its_prime(real: Client) -> None:
    """Crossref answers 301 with the address of the work that the DOI is an alias of."""
    answer = ask(real, "10.26434/chemrxiv.5406907")
    assert isinstance(answer, Found), answer
    assert answer.identifier.startswith("10.26434/chemrxiv.5406907")
    assert answer.asked_for == "10.26434/chemrxiv.5406907"


def test_a_doi_of_datacite_comes_from_datacite(real: Client) -> None:
    answer = ask(real, "10.5281/zenodo.48440")
    assert isinstance(answer, Found), answer
    assert answer.source == "datacite"


def test_an_unregistered_doi_is_not_found_on_doi_orgs_word(real: Client) -> None:
    answer = ask(real, "10.5555/citare-no-such-doi")
    assert isinstance(answer, NotFound), answer
    assert answer.source == "doi"


def test_a_search_gives_works_with_a_title(real: Client) -> None:
    works = real.run(crossref.search({"bibliographic": "Watson Crick nucleic acids 1953"}, 5))
    assert works and all(work.get("DOI") for work in works)
