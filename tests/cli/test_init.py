"""`citare init`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Citare
from tests.cli.libraries import LI, save, snapshot


def test_a_library_is_started_and_can_be_listed(project: Path, citare: Citare) -> None:
    assert citare("init").code == 0
    assert Path("refs/references.bib").is_file()
    assert Path("citare.toml").is_file()
    assert (citare("list").code, citare("list").out) == (0, "")


def test_twice_is_the_same_as_once(project: Path, citare: Citare) -> None:
    citare("init")
    before = snapshot(project)
    done = citare("init", "--json")
    assert (done.code, done.json["made"]) == (0, [])
    assert snapshot(project) == before


def test_files_that_are_there_stay(project: Path, citare: Citare) -> None:
    save(LI)
    save('style = "ama"\n', "citare.toml")
    before = snapshot(project)
    assert citare("init").code == 0
    assert snapshot(project) == before


def test_another_folder_is_made(project: Path, citare: Citare) -> None:
    assert citare("init", "thesis").code == 0
    assert Path("thesis/refs/references.bib").is_file()
    assert Path("thesis/citare.toml").is_file()


@pytest.mark.parametrize("options", [["--dry-run"], ["--dry-run", "--json"]])
def test_a_dry_run_writes_nothing(options: list[str], project: Path, citare: Citare) -> None:
    before = snapshot(project)
    assert citare("init", *options).code == 0
    assert snapshot(project) == before


def test_a_library_that_is_there_is_adopted_and_nothing_is_made_beside_it(
    project: Path, citare: Citare
) -> None:
    save(LI, "thesis.bib")
    before = Path("thesis.bib").read_bytes()
    done = citare("init")
    assert done.err == "made citare.toml\nkept thesis.bib\n"
    assert 'library = ["*.bib"]\nadd-to = "thesis.bib"' in Path("citare.toml").read_text()
    assert not Path("refs/references.bib").exists()
    assert Path("thesis.bib").read_bytes() == before
    assert citare("list").out.startswith("li2020")


def test_of_several_files_the_one_for_new_entries_is_chosen_by_name_and_told(
    project: Path, citare: Citare
) -> None:
    save(LI, "bib/a.bib")
    save("", "bib/references.bib")
    done = citare("init")
    assert "new entries go to bib/references.bib" in done.err
    assert 'add-to = "bib/references.bib"' in Path("citare.toml").read_text()


def test_the_folder_that_is_named_is_the_one_that_settings_are_written_for(
    project: Path, citare: Citare
) -> None:
    save(LI, "thesis/bib/a.bib")
    assert citare("init", "thesis").code == 0
    text = Path("thesis/citare.toml").read_text()
    assert 'library = ["bib/*.bib"]' in text and 'add-to = "bib/a.bib"' in text
