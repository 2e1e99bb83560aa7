"""`citare search`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Citare
from tests.cli.libraries import LI, WU, save


def test_words_are_found_anywhere_whatever_their_case_and_accents(
    project: Path, citare: Citare
) -> None:
    save(LI + "@misc{m, author={M{\\\"u}ller, J.}, title={Caf\\'e}}\n")
    assert citare("search", "MULLER", "cafe").out.startswith("m\t")


def test_nothing_found_ends_with_5_and_an_empty_list(project: Path, citare: Citare) -> None:
    save(LI)
    done = citare("search", "nowhere", "--json")
    assert (done.code, done.json["references"]) == (5, [])
    assert "nothing matches" in done.err


def test_a_negation_is_no_option(project: Path, citare: Citare) -> None:
    save(LI + WU)
    done = citare("search", "year:2000..", "-author:li")
    assert (done.code, done.out.split("\t")[0]) == (0, "wu2021")


def test_a_search_without_words_is_a_usage_error(project: Path, citare: Citare) -> None:
    save(LI)
    assert citare("search").code == 2
