"""`citare tag` and `citare note`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Citare
from tests.cli.libraries import LI, WU, save, snapshot

TAGGED = '@misc{t, title={T}, keywords={Sch{\\"o}n; Smith, J.}}\r\n'


def test_a_tag_is_added_shown_found_and_removed(project: Path, citare: Citare) -> None:
    path = save(LI + WU)
    assert citare("tag", "li2020", "--add", "review").code == 0
    text = LI.replace("year=2020}", "year=2020, keywords={review}}") + WU
    assert path.read_bytes() == text.encode()
    assert citare("tag", "--query", "tag:review").out == "li2020\treview\n"
    citare("tag", "li2020", "--remove", "REVIEW")
    assert path.read_bytes() == (LI + WU).encode()


def test_twice_is_the_same_as_once(project: Path, citare: Citare) -> None:
    path = save(LI)
    citare("tag", "li2020", "--add", "a, b")
    once = path.read_bytes()
    assert citare("tag", "li2020", "--add", "A").code == 0
    assert path.read_bytes() == once


def test_a_new_tag_goes_behind_the_others_and_leaves_their_text_alone(
    project: Path, citare: Citare
) -> None:
    path = save(TAGGED)
    citare("tag", "t", "--add", "new")
    assert path.read_bytes() == TAGGED.replace("J.}", "J.; new}").encode()
    assert citare("tag", "t", "--json").json["tags"] == {"t": ["Schön", "Smith, J.", "new"]}


@pytest.mark.parametrize("arguments", [["--add", "x"], ["t", "--add", " , "], ["--remove", "x"]])
def test_a_tag_without_a_key_or_a_name_is_a_usage_error(
    arguments: list[str], project: Path, citare: Citare
) -> None:
    path = save(TAGGED)
    assert citare("tag", *arguments).code == 2
    assert path.read_bytes() == TAGGED.encode()


def test_all_must_be_said(project: Path, citare: Citare) -> None:
    save(LI + WU)
    assert citare("tag", "--all", "--add", "x", "--json").json["changed"] == ["li2020", "wu2021"]


def test_a_file_of_guessed_encoding_keeps_its_bytes_and_gets_ascii(
    project: Path, citare: Citare
) -> None:
    path = save("@misc{t, title={Café}}\r\n".encode("latin-1"))
    citare("tag", "t", "--add", "naïve")
    citare("tag", "t", "--add", "Жук")
    head = "@misc{t, title={Café}, keywords={".encode("latin-1")
    assert path.read_bytes().startswith(head) and path.read_bytes()[len(head) :].isascii()
    assert citare("tag", "t", "--json").json["tags"] == {"t": ["naïve", "Жук"]}


def test_a_dry_run_writes_nothing(project: Path, citare: Citare) -> None:
    save(LI)
    before = snapshot(project)
    assert "+@article" in citare("tag", "li2020", "--add", "x", "--dry-run").out
    assert "annote" in citare("note", "li2020", "x", "--dry-run").out
    assert snapshot(project) == before


def test_a_note_is_set_shown_continued_and_removed(project: Path, citare: Citare) -> None:
    path = save(LI)
    assert citare("note", "li2020", "100% {sure} & “so”").code == 0
    assert citare("note", "li2020").out == "100% {sure} & “so”\n"
    citare("note", "li2020", "more", "--append")
    assert citare("note", "li2020", "--json").json["note"].endswith("more")
    citare("note", "li2020", "--remove")
    assert path.read_bytes() == LI.encode()


def test_a_note_is_read_from_standard_input(project: Path, citare: Citare) -> None:
    save(LI)
    citare("note", "li2020", "-", stdin="one { brace\n")
    assert citare("note", "li2020").out == "one { brace\n"


def test_no_note_is_said(project: Path, citare: Citare) -> None:
    save(LI)
    done = citare("note", "li2020")
    assert (done.code, done.out) == (0, "")
    assert "no note" in done.err
    assert citare("note", "nobody").code == 5
