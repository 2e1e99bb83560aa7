"""`citare show`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Citare
from tests.cli.libraries import BROKEN, LI, WU, save


def test_an_entry_is_shown_as_it_stands_and_its_place_on_stderr(
    project: Path, citare: Citare
) -> None:
    save(WU + LI)
    done = citare("show", "li2020")
    assert (done.code, done.out) == (0, LI)
    assert done.err == "refs/a.bib:2:10\n"


def test_json_has_the_text_the_fields_and_the_item(project: Path, citare: Citare) -> None:
    save(LI)
    (row,) = citare("show", "li2020", "--json").json["references"]
    assert (row["line"], row["text"], row["fields"]["year"]) == (1, LI.strip(), "2020")
    assert row["csl"]["title"] == "Good one"
    assert citare("show", "li2020", "--csl").json == [row["csl"]]


def test_an_unknown_key_is_not_found_and_similar_ones_are_named(
    project: Path, citare: Citare
) -> None:
    save(LI)
    done = citare("show", "il2020")
    assert (done.code, done.out) == (5, "")
    assert "li2020" in done.err


def test_no_key_is_a_usage_error(project: Path, citare: Citare) -> None:
    save(LI)
    assert citare("show").code == 2


def test_a_key_in_another_case_is_found_unless_two_have_it(project: Path, citare: Citare) -> None:
    save(LI)
    assert citare("show", "LI2020").out == LI
    save(LI + LI.replace("li2020", "Li2020"))
    assert citare("show", "LI2020").code == 5
    assert "Li2020" in citare("show", "Li2020").out


def test_entries_of_standard_input_are_shown(project: Path, citare: Citare) -> None:
    assert citare("show", "-", "li2020", stdin=LI).out == LI


def test_a_block_that_cannot_be_read_is_named_and_ends_with_3(
    project: Path, citare: Citare
) -> None:
    save(BROKEN)
    done = citare("show", "wu2021")
    assert (done.code, done.out) == (3, WU)
    assert "refs/a.bib:3:1" in done.err
