"""`citare list`."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Citare
from tests.cli.libraries import BROKEN, LI, WU, save, snapshot


def keys(out: str) -> list[str]:
    return [line.split("\t")[0] for line in out.splitlines()]


def test_a_line_is_key_year_authors_and_title_with_tabs(project: Path, citare: Citare) -> None:
    save(LI)
    done = citare("list")
    assert (done.code, done.out, done.err) == (0, "li2020\t2020\tLi\tGood one\n", "")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["year:2021.."], ["wu2021"]),
        (["-author:li"], ["wu2021"]),
        (["author:li", "or", "type:book"], ["li2020", "wu2021"]),
        (["missing:doi", "title:good"], ["li2020"]),
        (["good one"], ["li2020"]),
        (["one good"], []),
        (["has:doi"], []),
    ],
)
def test_a_query_chooses(query: list[str], found: list[str], project: Path, citare: Citare) -> None:
    save(LI + WU)
    done = citare("list", *query)
    assert (done.code, keys(done.out)) == (0, found)


@pytest.mark.parametrize("query", ["author:(", '"open', "year:abc", "nofield:x", "(a"])
def test_a_query_that_cannot_be_read_is_a_usage_error_with_its_place(
    query: str, project: Path, citare: Citare
) -> None:
    save(LI)
    done = citare("list", query)
    assert (done.code, done.out) == (2, "")
    assert "character" in done.err


def test_no_library_is_said_with_what_to_do(project: Path, citare: Citare) -> None:
    done = citare("list")
    assert done.code == 3
    assert "citare init" in done.err


@pytest.mark.parametrize("file", ["paper.bib", "bib/a.bib", "docs/a.bib", "refs/a.bib"])
def test_the_library_is_found_where_people_have_it(
    file: str, project: Path, citare: Citare
) -> None:
    save(LI, file)
    assert citare("list").out.startswith("li2020")
    shown = citare("config", "library", "--json").json["settings"]["library"]
    assert shown["origin"] == "default: found"


def test_the_library_may_be_in_a_folder_that_only_git_knows(project: Path, citare: Citare) -> None:
    save(LI, "thesis/lit/a.bib")
    subprocess.run(["git", "init", "-q", "."], check=True)
    assert citare("list").code == 3
    subprocess.run(["git", "add", "."], check=True)
    assert citare("list").out.startswith("li2020")
    save(LI, "other/b.bib")
    subprocess.run(["git", "add", "."], check=True)
    done = citare("list")
    assert done.code == 3
    assert "other, thesis/lit" in done.err


def test_a_repository_cannot_name_a_program_that_git_starts(project: Path, citare: Citare) -> None:
    save(LI, "deep/down/a.bib")
    subprocess.run(["git", "init", "-q", "."], check=True)
    subprocess.run(["git", "add", "."], check=True)
    subprocess.run(["git", "config", "core.fsmonitor", "touch started; true"], check=True)
    assert citare("list").code == 0
    assert not Path("started").exists()


def test_an_empty_library_is_an_empty_list(project: Path, citare: Citare) -> None:
    save("")
    assert citare("list").out == ""
    assert citare("list", "--json").json["references"] == []


def test_a_file_named_is_listed_instead_of_the_library(project: Path, citare: Citare) -> None:
    save(LI)
    save(WU, "other.bib")
    assert keys(citare("list", "other.bib").out) == ["wu2021"]
    assert keys(citare("list", "other.bib", "author:li").out) == []


@pytest.mark.parametrize("times", [1, 2])
def test_the_rest_is_listed_where_a_block_cannot_be_read(
    times: int, project: Path, citare: Citare
) -> None:
    save(BROKEN)
    for _ in range(times):
        done = citare("list")
    assert done.code == 3
    assert keys(done.out) == ["li2020", "wu2021"]
    assert "refs/a.bib:3:1: error: " in done.err
    assert [row["key"] for row in citare("list", "--json").json["references"]] == [
        "li2020",
        "wu2021",
    ]


def test_the_other_files_are_listed_where_one_cannot_be_read(project: Path, citare: Citare) -> None:
    save(LI)
    save(WU.encode("utf-16")[:-1], "refs/b.bib")
    done = citare("list")
    assert (done.code, keys(done.out)) == (3, ["li2020"])
    assert "refs/b.bib" in done.err
    assert "UTF-16" in done.err


def test_crlf_latin1_and_keys_beyond_ascii_are_listed(project: Path, citare: Citare) -> None:
    save("@misc{müller,\r\n title={Schlüssel}}\r\n")
    save("@misc{latin, title={Café}}\r\n".encode("latin-1"), "refs/b.bib")
    rows = citare("list", "--json").json["references"]
    assert [(r["key"], r["title"]) for r in rows] == [("müller", "Schlüssel"), ("latin", "Café")]


def test_keys_that_differ_only_in_case_and_keys_given_twice_are_all_listed(
    project: Path, citare: Citare
) -> None:
    save("@misc{a, title={X}}\n@misc{A, title={Y}}\n@misc{a, title={Z}}\n")
    assert keys(citare("list").out) == ["a", "A", "a"]


def test_a_list_is_of_what_the_files_say_now(project: Path, citare: Citare) -> None:
    save(LI)
    citare("list")
    save(WU)
    assert keys(citare("list").out) == ["wu2021"]


def test_a_list_writes_nothing_into_the_project(project: Path, citare: Citare) -> None:
    save(LI)
    before = snapshot(project)
    citare("list")
    assert snapshot(project) == before


def test_a_spoilt_index_is_no_obstacle(project: Path, citare: Citare, tmp_path: Path) -> None:
    save(LI)
    citare("list")
    for file in (tmp_path / "cache").rglob("*"):
        if file.is_file():
            file.write_bytes(b"no database")
    assert keys(citare("list").out) == ["li2020"]


def test_the_library_is_found_from_a_folder_below(
    project: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(LI)
    (project / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(project / "deep" / "er")
    assert keys(citare("list").out) == ["li2020"]


def test_has_and_missing_look_at_the_entrys_own_fields_and_refuse_unknown_names(
    project: Path, citare: Citare
) -> None:
    save(
        "@misc{a, title={X}, year=2000, month=may, file={x.pdf}, mine={1}}\n"
        "@misc{b, title={Y}, year=2001}\n"
    )
    assert keys(citare("list", "has:file").out) == ["a"]
    assert keys(citare("list", "missing:month").out) == ["b"]
    assert keys(citare("list", 'has:"mine"').out) == ["a"]
    for query in ("has:nonsence", "missing:nonsence"):
        done = citare("list", query)
        assert (done.code, done.out) == (2, "")
    assert "did you mean pages?" in citare("list", "has:pagess").err


def test_rows_are_sorted_and_those_without_the_value_come_last(
    project: Path, citare: Citare
) -> None:
    save(WU + LI + "@misc{none, title={Nothing}}\n")
    assert keys(citare("list", "--sort", "key").out) == ["li2020", "none", "wu2021"]
    assert keys(citare("list", "--sort", "year").out) == ["li2020", "wu2021", "none"]
    assert keys(citare("list", "--sort", "-year").out) == ["wu2021", "li2020", "none"]
    assert keys(citare("list", "-q", "year:2021").out) == ["wu2021"]


def test_a_line_is_made_from_a_template(project: Path, citare: Citare) -> None:
    save(LI)
    done = citare("list", "--format", "{key}: {title}\\t({year}, {file})")
    assert done.out == "li2020: Good one\t(2020, refs/a.bib)\n"
    for wrong in ("{nonsense}", "{key.__class__}", "{", "{0}"):
        assert citare("list", "--format", wrong).code == 2
