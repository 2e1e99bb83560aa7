"""`citare rekey`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Citare
from tests.cli.libraries import LI, WU, save, snapshot


def test_the_citations_of_documents_follow_and_undo_takes_all_back(
    project: Path, citare: Citare
) -> None:
    save(LI + "@misc{x, title={X}, crossref={li2020}}\n")
    save("See [@li2020, p. 3] and `@li2020`.\r\n", "paper.md")
    save("\\cite{li2020} % \\cite{li2020}\n", "paper.tex")
    before = {name: data for name, (data, _) in snapshot(project).items()}
    done = citare("rekey", "li2020", "--as", "li2020good")
    assert done.code == 0
    assert "[@li2020good, p. 3]" in Path("paper.md").read_text()
    assert "\\cite{li2020good}" in Path("paper.tex").read_text()
    assert "crossref={li2020good}" in Path("refs/a.bib").read_text()
    assert citare("undo").code == 0
    assert {name: data for name, (data, _) in snapshot(project).items()} == before


def test_the_template_makes_keys_and_twice_is_the_same_as_once(
    project: Path, citare: Citare
) -> None:
    path = save(LI + WU)
    told = citare("rekey", "--all", "--template", "auth.lower + year", "--json").json
    assert told["keys"] == {}  # they are so already
    assert citare("rekey", "--all", "--template", "auth.upper + year").code == 0
    once = path.read_bytes()
    assert b"@article{LI2020," in once
    assert citare("rekey", "--all", "--template", "auth.upper + year").code == 0
    assert path.read_bytes() == once


def test_a_lock_in_a_merge_conflict_is_left_as_it_is(project: Path, citare: Citare) -> None:
    save(LI)
    lock = "<<<<<<< ours\n[li2020]\n=======\n[li2020]\n>>>>>>> theirs\n"
    path = save(lock, "refs/citare.lock")
    assert citare("rekey", "li2020", "--as", "li2020good").code == 0
    assert path.read_text() == lock


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 2),
        (["li2020", "wu2021", "--as", "x"], 2),
        (["li2020", "--as", "wu2021"], 3),
        (["li2020", "--as", "a b"], 2),
        (["li2020", "--template", "zzz"], 2),
        (["nobody"], 5),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    arguments: list[str], code: int, project: Path, citare: Citare
) -> None:
    save(LI + WU)
    before = snapshot(project)
    assert citare("rekey", *arguments).code == code
    assert snapshot(project) == before


def test_documents_are_left_alone_if_asked(project: Path, citare: Citare) -> None:
    save(LI)
    save("@li2020", "paper.md")
    citare("rekey", "li2020", "--as", "b", "--no-documents")
    assert Path("paper.md").read_text() == "@li2020"


def test_a_dry_run_shows_every_file_and_writes_nothing(project: Path, citare: Citare) -> None:
    save(LI)
    save("@li2020", "paper.md")
    before = snapshot(project)
    out = citare("rekey", "li2020", "--as", "b", "--dry-run").out
    assert "+++ b/paper.md" in out
    assert "+@article{b," in out
    assert snapshot(project) == before


def test_citations_within_fields_follow_and_other_words_stay(project: Path, citare: Citare) -> None:
    note = "note = {Follows \\cite[p.~3]{li2020, wu2021}, see li2020}"
    save(LI + f"@misc{{c, title = {{T}}, {note}}}\n" + WU)
    assert citare("rekey", "li2020", "--as", "new").code == 0
    text = Path("refs/a.bib").read_text()
    assert note.replace("{li2020,", "{new,") in text


def test_a_field_that_names_several_entries_follows_them_all(project: Path, citare: Citare) -> None:
    path = save(
        "@misc{s, title={S}, related={a, b}}\n@book{a, author={Li, A.}, title={Trees}, year=2001}\n"
        "@book{b, author={Wu, B.}, title={Bushes}, year=2002}\n"
    )
    assert citare("rekey", "a", "b").code == 0
    named = path.read_text().partition("related={")[2].partition("}")[0].split(", ")
    assert [f"@book{{{key}," in path.read_text() for key in named] == [True, True]
