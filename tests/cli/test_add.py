"""`citare add` against registries on loopback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Citare
from tests.servers.crossref import CrossrefServer

POST = {
    "10.1186/s12909-025-06719-5": (
        "Feigerlova, E. et al. (2025). A systematic review of the impact of artificial "
        "intelligence on educational outcomes in health professions. BMC Medical Education."
    ),
    "10.2196/58161": (
        "Gazquez-Garcia, J. et al. (2025). AI in the Health Sector: Systematic Review of Key "
        "Skills for Healthcare Professionals. JMIR Medical Education."
    ),
    "10.1016/j.landig.2025.100900": (
        "Ning, Y. (2025). How can artificial intelligence transform the training of "
        "physicians? The Lancet Digital Health."
    ),
}


@pytest.fixture
def library(project: Path, online: CrossrefServer, citare: Citare) -> Path:
    """A library just started."""
    assert citare("init").code == 0
    return project / "refs" / "references.bib"


def test_a_doi_becomes_an_entry_with_a_key_from_the_template(library: Path, citare: Citare) -> None:
    done = citare("add", "https://doi.org/10.2196/58161")
    assert done.code == 0
    text = library.read_text(encoding="utf-8")
    assert "@article{gazquez-garcia2025ai," in text
    assert "doi = {10.2196/58161}" in text
    assert "publisher" not in text


def test_a_duplicate_is_refused_with_the_key_it_has(library: Path, citare: Citare) -> None:
    citare("add", "10.2196/58161")
    before = library.read_bytes()
    done = citare("add", "doi:10.2196/58161.")
    assert done.code == 1
    assert "gazquez-garcia2025ai" in done.err
    assert library.read_bytes() == before


@pytest.mark.parametrize("doi", POST)
def test_the_posts_citations_find_their_own_work_and_show_what_the_post_got_wrong(
    doi: str, library: Path, citare: Citare
) -> None:
    done = citare("add", POST[doi], "--json")
    assert done.code == 0
    (row,) = done.json["references"]
    assert row["identifier"] == doi
    assert "title" in [difference["field"] for difference in row["differences"]]


def test_a_pasted_list_is_split_and_added(library: Path, citare: Citare) -> None:
    pasted = "References\n\n" + "\n".join(f"{n}. {t}" for n, t in enumerate(POST.values(), 1))
    done = citare("add", "-", stdin=pasted)
    assert done.code == 0
    assert library.read_text(encoding="utf-8").count("@article") == 3


def test_an_unregistered_doi_is_not_found_and_the_others_are_added(
    library: Path, citare: Citare
) -> None:
    done = citare("add", "10.99999/nothing.here", "10.2196/58161")
    assert done.code == 5
    assert "not found: 10.99999/nothing.here" in done.err
    assert "10.2196/58161" in library.read_text(encoding="utf-8")


def test_a_citation_of_nothing_known_is_not_added(library: Path, citare: Citare) -> None:
    before = library.read_bytes()
    done = citare("add", "Nobody N. (1999). On the moss gardens of Atlantis. J. Nowhere 3, 4-5.")
    assert done.code in (1, 5)
    assert library.read_bytes() == before


def test_an_outage_ends_with_4_and_writes_nothing(
    library: Path, online: CrossrefServer, citare: Citare
) -> None:
    before = library.read_bytes()
    online.fail_after(0, 500)
    done = citare("add", "10.2196/58161")
    assert done.code == 4
    assert "could not ask" in done.err
    assert library.read_bytes() == before


def test_a_dry_run_shows_the_entry_and_writes_nothing(library: Path, citare: Citare) -> None:
    before = library.read_bytes()
    done = citare("add", "10.2196/58161", "--dry-run")
    assert "+@article{gazquez-garcia2025ai," in done.out
    assert library.read_bytes() == before


def test_added_entries_are_in_the_lock_so_that_sync_asks_nobody(
    library: Path, citare: Citare
) -> None:
    citare("add", "10.2196/58161")
    assert citare("sync", "--json").json["requests"] == 0


def test_an_issn_is_no_work(library: Path, citare: Citare) -> None:
    done = citare("add", "ISSN 1472-6920")
    assert done.code == 2
    assert "journal" in done.err


def test_offline_answers_from_the_cache_and_says_so_when_it_cannot(
    library: Path, online: CrossrefServer, citare: Citare
) -> None:
    assert citare("add", "10.2196/58161", "--offline").code == 4
    citare("add", "10.2196/58161", "--dry-run")
    online.fail_after(0, 500)
    assert citare("add", "10.2196/58161", "--offline").code == 0
