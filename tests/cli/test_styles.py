"""`citare styles`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Citare
from tests.cli.libraries import save


def test_a_short_names_style_leads(project: Path, citare: Citare) -> None:
    assert citare("styles", "lancet").out.splitlines()[0] == "the-lancet  (lancet)"


def test_all_words_must_be_in_the_name(project: Path, citare: Citare) -> None:
    rows = citare("styles", "harvard", "sage", "--json").json["styles"]
    assert "sage-harvard" in [row["name"] for row in rows]
    assert all("harvard" in r["name"] and "sage" in r["name"] for r in rows[1:])


def test_nothing_found_ends_with_5(project: Path, citare: Citare) -> None:
    done = citare("styles", "qqqq", "--json")
    assert (done.code, done.json["styles"]) == (5, [])


def test_the_projects_own_styles_are_among_them(project: Path, citare: Citare) -> None:
    save("<style/>", "styles/house-of-mine.csl")
    assert citare("styles", "house", "mine", "--json").json["styles"][0]["name"] == "house-of-mine"
