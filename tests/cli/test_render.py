"""`citare render`."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Citare
from tests.cli.libraries import BROKEN, LI, WU, save


def test_the_library_is_printed_in_the_styles_order(project: Path, citare: Citare) -> None:
    save(WU + LI)
    done = citare("render")
    assert done.code == 0
    assert done.out == "Li, A. (2020). Good one. J.\nWu, B. (2021). Last. P.\n"


@pytest.mark.parametrize("style", ["apa", "ama", "vancouver", "nlm", "ieee", "chicago", "mla"])
def test_short_names_print(style: str, kept: Path, citare: Citare) -> None:
    done = citare("render", "ning2025", "--style", style)
    assert done.code == 0
    assert "Lancet Digital Health" in done.out


def test_a_style_file_of_the_project_is_used(kept: Path, citare: Citare) -> None:
    style = ROOT / "styles" / "study-programs.csl"
    done = citare("render", "refs/programs.bib", "--style", str(style))
    assert "Harvard Medical School. AI in " in done.out


def test_an_unknown_style_is_a_usage_error_with_suggestions(project: Path, citare: Citare) -> None:
    save(LI)
    done = citare("render", "--style", "vancover")
    assert (done.code, done.out) == (2, "")
    assert "vancouver" in done.err


def test_a_style_that_is_no_csl_is_unreadable_input(project: Path, citare: Citare) -> None:
    save(LI)
    save("<style>", "my.csl")
    done = citare("render", "--style", "my.csl")
    assert done.code == 3
    assert "my.csl" in done.err


def test_the_rest_is_printed_where_a_block_cannot_be_read(project: Path, citare: Citare) -> None:
    save(BROKEN)
    done = citare("render")
    assert done.code == 3
    assert done.out.count("\n") == 2
    assert "refs/a.bib:3:1: error: " in done.err
    assert len(citare("render", "--json").json["entries"]) == 2


def test_the_other_files_are_printed_where_one_cannot_be_read(
    project: Path, citare: Citare
) -> None:
    save(LI)
    save(WU.encode("utf-16")[:-1], "refs/b.bib")
    done = citare("render")
    assert (done.code, done.out) == (3, "Li, A. (2020). Good one. J.\n")


def test_standard_input_a_file_and_a_folder_are_printed(project: Path, citare: Citare) -> None:
    line = "Li, A. (2020). Good one. J.\n"
    assert citare("render", "-", stdin=LI).out == line
    save(LI, "elsewhere/x.bib")
    assert citare("render", "elsewhere/x.bib").out == line
    assert citare("render", "elsewhere").out == line


def test_a_file_that_is_not_there_is_unreadable_and_an_unknown_key_not_found(
    project: Path, citare: Citare
) -> None:
    save(LI)
    assert citare("render", "no.bib").code == 3
    assert citare("render", "nobody").code == 5


def test_html_is_well_formed_and_escapes_what_it_must(project: Path, citare: Citare) -> None:
    save("@misc{a, author={{A & B <C>}}, title={1 < 2 \\& \\emph{x}}, year=2020}\n")
    done = citare("render", "--format", "html")
    text = "".join(ElementTree.fromstring(f"<r>{done.out}</r>").itertext())
    assert "A & B <C>" in text
    assert "1 < 2 & x" in text


def test_a_query_chooses_what_is_printed(project: Path, citare: Citare) -> None:
    save(LI + WU)
    assert citare("render", "--query", "type:book").out == "Wu, B. (2021). Last. P.\n"


def test_a_locale_that_is_not_there_is_said(project: Path, citare: Citare) -> None:
    save(LI)
    assert "xx-YY" in citare("render", "--locale", "xx-YY").err
    assert citare("render", "--locale", "de").err == ""


def test_an_empty_library_prints_nothing(project: Path, citare: Citare) -> None:
    save("")
    assert (citare("render").code, citare("render").out) == (0, "")
    said = citare("render", "--json").json
    assert (said["text"], said["entries"]) == ("", [])


def test_one_citation_of_all(project: Path, citare: Citare) -> None:
    save(LI + WU)
    assert citare("render", "--cite").out == "(Li, 2020; Wu, 2021)\n"


def test_a_file_is_a_whole_document_in_the_format_its_ending_tells(
    kept: Path, citare: Citare
) -> None:
    done = citare("render", "ning2025", "-o", "refs.html")
    assert (done.code, done.out) == (0, "")
    text = Path("refs.html").read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "The Lancet Digital Health" in text
    assert citare("undo").code == 0
    assert not Path("refs.html").exists()


def test_an_ending_that_tells_no_format_is_a_usage_error(kept: Path, citare: Citare) -> None:
    assert citare("render", "-o", "refs.foo").code == 2
