"""`citare dedupe`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Citare
from tests.cli.libraries import LI, WU, save, snapshot

ONE = "@article{one, author={Li, Ann}, title={A study of moss}, year=2020, doi={10.1000/x}}\n"
TWO = "@article{two, author={Li, A.}, title={A study of moss}, pages={1--9}, doi={10.1000/X}}\n"


def test_nothing_is_merged_unless_told(project: Path, citare: Citare) -> None:
    save(ONE + TWO)
    before = snapshot(project)
    done = citare("dedupe", "--json")
    (pair,) = done.json["pairs"]
    assert done.code == 1
    assert "10.1000/x" in pair["reason"].lower()
    assert not pair["merged"]
    assert snapshot(project) == before


def test_yes_merges_field_by_field_and_undo_restores(project: Path, citare: Citare) -> None:
    path = save(ONE + LI + TWO)
    save("[@two; @one]", "paper.md")
    done = citare("dedupe", "--yes")
    text = path.read_text()
    assert done.code == 0
    assert text.count("@article") == 2
    assert "pages" in text
    assert "2020" in text
    assert LI in text
    assert "two" not in Path("paper.md").read_text() or "one" not in Path("paper.md").read_text()
    once = path.read_bytes()
    assert citare("dedupe", "--yes").code == 0
    assert path.read_bytes() == once
    assert citare("undo").code == 0
    assert path.read_text() == ONE + LI + TWO
    assert Path("paper.md").read_text() == "[@two; @one]"


def test_what_contradicts_is_left_for_the_person(project: Path, citare: Citare) -> None:
    path = save(ONE + TWO.replace("}}\n", "}, year=1999}\n"))
    before = path.read_bytes()
    done = citare("dedupe", "--yes", "--json")
    assert done.code == 1
    assert done.json["pairs"][0]["conflicts"]
    assert path.read_bytes() == before
    assert citare("dedupe", "--yes", "--prefer", "one").code == 0
    assert "1999" not in path.read_text()


def test_different_works_are_no_duplicates(project: Path, citare: Citare) -> None:
    save(LI + WU)
    assert (citare("dedupe").code, citare("dedupe", "--json").json["pairs"]) == (0, [])


def test_a_dry_run_writes_nothing(project: Path, citare: Citare) -> None:
    save(ONE + TWO)
    before = snapshot(project)
    assert "-@article" in citare("dedupe", "--yes", "--dry-run").out
    assert snapshot(project) == before


def test_entries_under_one_key_are_told_not_merged(project: Path, citare: Citare) -> None:
    path = save(LI + LI)
    done = citare("dedupe", "--yes")
    assert done.code == 1
    assert "li2020" in done.err
    assert path.read_text() == LI + LI


def test_entries_that_named_what_went_name_what_stays(project: Path, citare: Citare) -> None:
    """A chapter whose book is merged into another entry inherits from that one."""
    path = save(
        "@incollection{leaf, title={The leaf}, author={Sap, Mo}, crossref={tree}}\n"
        "@misc{both, title={B}, related={tree, bush}}\n"
        "@book{tree, title={Trees}, author={Li, A.}, year=2001, doi={10.1000/t}}\n"
        "@book{tree2, title={Trees}, author={Li, A.}, year=2001, doi={10.1000/t}, isbn={x}}\n"
        "@book{bush, title={Bushes}, author={Wu, B.}, year=2002, doi={10.1000/b}}\n"
        "@book{bush2, title={Bushes}, author={Wu, B.}, year=2002, doi={10.1000/b}, isbn={y}}\n"
    )
    assert citare("dedupe", "--yes").code == 0
    text = path.read_text()
    assert "crossref={tree2}" in text and "related={tree2, bush2}" in text
