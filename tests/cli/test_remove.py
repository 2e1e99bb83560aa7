"""`citare remove`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Citare
from tests.cli.libraries import LI, WU, save, snapshot

AROUND = "% mine\r\n\r\n" + LI.replace("\n", "\r\n") + "junk @ here\r\n" + WU.replace("\n", "\r\n")


def test_the_entry_goes_with_a_blank_line_and_every_other_byte_stays(
    project: Path, citare: Citare
) -> None:
    path = save(AROUND)
    assert citare("remove", "li2020").code == 0
    assert path.read_bytes() == AROUND.replace("\r\n" + LI.replace("\n", "\r\n"), "").encode()


def test_undo_brings_it_back(project: Path, citare: Citare) -> None:
    path = save(AROUND)
    citare("remove", "li2020", "wu2021")
    assert citare("undo").code == 0
    assert path.read_bytes() == AROUND.encode()


def test_one_unknown_key_and_nothing_is_removed(project: Path, citare: Citare) -> None:
    path = save(LI)
    assert citare("remove", "li2020", "nobody").code == 5
    assert path.read_bytes() == LI.encode()


def test_a_dry_run_shows_the_diff_and_writes_nothing(project: Path, citare: Citare) -> None:
    save(LI)
    before = snapshot(project)
    done = citare("remove", "li2020", "--dry-run")
    assert "-@article{li2020" in done.out
    assert citare("remove", "li2020", "-n", "--json").json["removed"] == ["li2020"]
    assert snapshot(project) == before


def test_entries_that_named_what_went_are_named(project: Path, citare: Citare) -> None:
    save(
        "@incollection{leaf, title={T}, crossref={tree}}\n@misc{see, related={tree, x}}\n"
        "@book{tree, title={B}}\n@book{other, title={O}}\n"
    )
    done = citare("remove", "tree", "--json")
    assert [one["key"] for one in done.json["left_behind"]] == ["leaf", "see"]
    assert "leaf inherits from tree" in done.err and "see points to tree" in done.err
    assert citare("remove", "other").err.count("\n") == 1


def test_documents_that_cite_what_goes_are_named_and_stay(project: Path, citare: Citare) -> None:
    save(LI + WU)
    Path("paper.md").write_text("See [@li2020] and @wu2021.\n")
    done = citare("remove", "li2020")
    assert done.code == 0
    assert "paper.md:1:" in done.err and "wu2021" not in done.err
    assert Path("paper.md").read_text() == "See [@li2020] and @wu2021.\n"
