"""`citare cite`."""

from __future__ import annotations

from pathlib import Path

import pytest

from citare.disk.files import BibFiles
from tests.cli.conftest import Citare
from tests.cli.libraries import LI, save


def test_a_document_is_printed_in_place_and_twice_is_the_same(
    project: Path, citare: Citare
) -> None:
    save(LI)
    save("Li says so [@li2020, p. 3].\n", "post.md")
    assert citare("cite", "post.md", "--check").code == 1
    assert citare("cite", "post.md", "--in-place").code == 0
    once = Path("post.md").read_bytes()
    assert b'data-cite="[@li2020, p. 3]"' in once
    assert citare("cite", "post.md", "-i").code == 0
    assert Path("post.md").read_bytes() == once
    assert citare("cite", "post.md", "--check").code == 0
    assert citare("undo").code == 0
    assert Path("post.md").read_text() == "Li says so [@li2020, p. 3].\n"


def test_a_missing_key_ends_with_1_and_its_place(project: Path, citare: Citare) -> None:
    save(LI)
    save("Text\n\n[@li2O20]\n", "post.md")
    done = citare("cite", "post.md", "--check")
    assert done.code == 1
    assert "post.md:3:3: error: no entry has the key li2O20" in done.err
    assert "similar: li2020" in done.err
    assert citare("cite", "post.md", "--json").json["documents"][0]["missing"] == ["li2O20"]


def test_the_document_names_its_bibliography_and_style(project: Path, citare: Citare) -> None:
    save("", "refs/a.bib")
    save(LI, "posts/own.bib")
    front = "---\nbibliography: own.bib\ncsl: ieee\n---\n"
    save(f"{front}[@li2020]\n", "posts/post.md")
    done = citare("cite", "posts/post.md", "--final")
    assert done.code == 0
    assert done.out.startswith(front + "\\[1\\]\n")


def test_a_document_does_not_choose_files_outside_of_the_project(
    project: Path, citare: Citare
) -> None:
    save(LI)
    (project.parent / "secret.bib").write_text(LI)
    save("---\nbibliography: ../secret.bib\n---\n[@li2020]\n", "post.md")
    done = citare("cite", "post.md")
    assert done.code == 3
    assert "../secret.bib is not a file of this project" in done.err


def test_standard_input_is_printed_to_standard_output(project: Path, citare: Citare) -> None:
    save(LI)
    done = citare("cite", "-", "--style", "ieee", "--final", stdin="[@li2020]\n")
    assert (done.code, done.out.splitlines()[0]) == (0, "\\[1\\]")


@pytest.mark.parametrize(
    "arguments",
    [
        ("post.md", "--in-place", "-o", "x.md"),
        ("post.md", "--in-place", "--final"),
        ("-", "--in-place"),
        ("post.md", "post.md2"),
    ],
)
def test_options_that_contradict_each_other_are_refused(
    arguments: tuple[str, ...], project: Path, citare: Citare
) -> None:
    save(LI)
    save("[@li2020]\n", "post.md")
    assert citare("cite", *arguments).code == 2


def test_dry_run_shows_the_change_and_writes_nothing(project: Path, citare: Citare) -> None:
    save(LI)
    path = save("[@li2020]\n", "post.md")
    done = citare("cite", "post.md", "--in-place", "--dry-run")
    assert done.code == 0
    assert "+++ b/post.md" in done.out
    assert path.read_text() == "[@li2020]\n"


def test_documents_that_share_a_library_read_it_once(
    project: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(LI)
    for number in range(5):
        save("[@li2020]\n", f"post{number}.md")
    read: list[str] = []
    plain = BibFiles.read

    def noted(files: BibFiles, path: str) -> str:
        read.append(path)
        return plain(files, path)

    monkeypatch.setattr(BibFiles, "read", noted)
    assert citare("cite", *(f"post{n}.md" for n in range(5)), "--in-place").code == 0
    assert read.count("refs/a.bib") <= 2  # what can be read is found out first
