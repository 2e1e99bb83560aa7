"""`citare import` and `citare export`."""

from __future__ import annotations

from pathlib import Path

import pytest

from citare.exchange.registry import WRITABLE
from tests.cli.conftest import Citare
from tests.cli.libraries import BROKEN, LI, WU, save, snapshot

RIS = (
    "TY  - JOUR\nAU  - Ng, Ada\nTI  - On moss\nPY  - 2011\nJO  - J Moss\nDO  - 10.1000/m\nER  - \n"
)
BOTH = sorted(known.name for known in WRITABLE)


def test_a_file_is_imported_once(project: Path, citare: Citare) -> None:
    path = save(LI)
    save(RIS, "x.ris")
    assert citare("import", "x.ris").code == 0
    once = path.read_bytes()
    assert once.startswith(LI.encode())
    assert b"On moss" in once
    done = citare("import", "x.ris", "--json")
    assert (done.code, done.json["added"]) == (0, [])
    assert done.json["duplicates"][0]["reason"].startswith("same DOI")
    assert path.read_bytes() == once


def test_standard_input_is_read(project: Path, citare: Citare) -> None:
    save("")
    assert citare("import", "-", stdin=RIS).code == 0
    assert citare("list").out.count("\n") == 1


def test_a_bib_file_keeps_its_own_fields_and_reports_what_it_lost(
    project: Path, citare: Citare
) -> None:
    path = save("")
    save(BROKEN.replace("year=2021", "year=2021, mynote={Caf{\\'e} \\& co}"), "old.bib")
    done = citare("import", "old.bib")
    assert done.code == 3
    assert "old.bib:3:1" in done.err
    text = path.read_text()
    assert "{Caf{\\'e} \\& co}" in text
    assert text.count("@") == 2


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("x.txt", "garbage", 3), ("x.json", "{not json", 3), ("no.ris", None, 3), ("e.ris", "", 5)],
)
def test_what_holds_no_reference_never_ends_with_0(
    name: str, content: str | None, code: int, project: Path, citare: Citare
) -> None:
    path = save(LI)
    if content is not None:
        save(content, name)
    done = citare("import", name)
    assert done.code == code
    assert name in done.err
    assert path.read_bytes() == LI.encode()


def test_without_a_library_it_is_said_where_to(project: Path, citare: Citare) -> None:
    save(RIS, "x.ris")
    assert "--to" in citare("import", "x.ris").err
    assert citare("import", "x.ris", "--to", "refs/new.bib").code == 0
    assert "On moss" in Path("refs/new.bib").read_text()


def test_a_dry_run_writes_nothing(project: Path, citare: Citare) -> None:
    save(LI)
    save(RIS, "x.ris")
    before = snapshot(project)
    assert "+@article" in citare("import", "x.ris", "--dry-run").out
    assert snapshot(project) == before


@pytest.mark.parametrize("form", BOTH)
def test_what_was_exported_is_not_imported_again(form: str, project: Path, citare: Citare) -> None:
    save(LI + WU)
    text = citare("export", "--format", form).out
    assert text
    done = citare("import", "-", "--format", form, "--json", stdin=text)
    assert done.json["added"] == []


@pytest.mark.parametrize("form", BOTH)
def test_export_and_import_into_nothing_keep_what_a_reference_says(
    form: str, project: Path, citare: Citare
) -> None:
    save(LI + WU)
    text = citare("export", "--format", form).out
    save("")
    citare("import", "-", "--format", form, stdin=text)
    rows = citare("list", "--json").json["references"]
    assert [(r["authors"], r["year"], r["title"]) for r in rows] == [
        ("Li", 2020, "Good one"),
        ("Wu", 2021, "Last"),
    ]


def test_the_ending_tells_the_format_and_the_file_is_told(project: Path, citare: Citare) -> None:
    save(LI)
    done = citare("export", "-o", "out.ris")
    assert (done.code, done.out) == (0, "")
    assert "exported 1 to out.ris" in done.err
    assert Path("out.ris").read_text().startswith("TY  - JOUR")
    assert citare("undo").code == 0
    assert not Path("out.ris").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["export"], 2),
        (["export", "-o", "x.foo"], 2),
        (["export", "-o", "nowhere/x.ris"], 2),
        (["export", "-o", "refs"], 2),
        (["export", "nobody", "-f", "ris"], 5),
        (["export", "no.bib", "-f", "ris"], 3),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: list[str], code: int, project: Path, citare: Citare
) -> None:
    save(LI)
    before = snapshot(project)
    done = citare(*arguments)
    assert (done.code, done.out) == (code, "")
    assert snapshot(project) == before


def test_the_rest_is_exported_where_a_block_cannot_be_read(project: Path, citare: Citare) -> None:
    save(BROKEN)
    done = citare("export", "--format", "ris")
    assert (done.code, done.out.count("TY  - ")) == (3, 2)
    assert "refs/a.bib:3:1" in done.err


def test_an_empty_library_is_exported_as_nothing(project: Path, citare: Citare) -> None:
    save("")
    assert citare("export", "--format", "ris").out == ""
    assert citare("export", "--format", "csl-json").json == []


FAMILY = """@incollection{kid, author={Ng, Ada}, title={Moss}, crossref={par}, xdata={x}}
@book{par, editor={Wu, Bo}, title={Plants}, year=2011, publisher={P}, doi={10.1000/plants}}
@xdata{x, location={Rome}}
"""


def test_inheritance_survives_an_import(project: Path, citare: Citare) -> None:
    """Parents are imported too and keep what is theirs; links follow a key that had to change."""
    path = save("@book{par, author={Li, Ann}, title={Another Book}, year=1999}\n")
    save(FAMILY, "in.bib")
    done = citare("import", "in.bib", "--json")
    assert (done.code, done.json["duplicates"], len(done.json["added"])) == (0, [], 3)
    kid, parent, xdata = done.json["added"]
    assert (kid, xdata) == ("kid", "x")
    assert parent != "par"
    text = path.read_text()
    assert f"crossref={{{parent}}}" in text
    assert "xdata={x}" in text
    assert text.count("10.1000/plants") == text.count("Wu, Bo") == text.count("Rome") == 1
    before = path.read_bytes()
    assert "imported 0, left out 3" in citare("import", "in.bib").err
    assert path.read_bytes() == before


def test_one_doi_on_two_works_makes_two_entries_and_a_warning(
    project: Path, citare: Citare
) -> None:
    """The same identifier with another title is another work until a person says otherwise."""
    path = save("")
    entry = "@article{{{}, author={{{}}}, title={{{}}}, year={}, doi={{10.1000/m}}}}\n"
    save(
        entry.format("a", "Ng, Ada", "On the moss of walls", 2011)
        + entry.format("b", "Wu, Bo", "A wholly different thing", 1999)
        + entry.format("c", "Ng, Ada", "On the moss of walls", 2011),
        "in.bib",
    )
    done = citare("import", "in.bib")
    assert done.code == 0
    assert "the titles differ" in done.err
    assert "left out: c: the library has it as a (same DOI 10.1000/m in this import)" in done.err
    assert path.read_text().count("@article") == 2


def test_what_a_left_out_record_says_more_is_named(project: Path, citare: Citare) -> None:
    """Nothing of the entry changes, but its reader learns what there would be to take over."""
    path = save("@article{m, author={Ng, Ada}, title={On moss}, year=2011, doi={10.1000/m}}\n")
    before = path.read_bytes()
    save(
        RIS.replace("AU  - Ng, Ada\n", "AU  - Ng, Ada\nAU  - Wu, Bo\nAB  - We saw moss.\n"), "x.ris"
    )
    done = citare("import", "x.ris")
    assert "not taken over: author (2 instead of 1), abstract" in done.err
    assert path.read_bytes() == before


def test_what_an_entry_cannot_hold_is_named_once_a_file(project: Path, citare: Citare) -> None:
    """Every value of the file is in the entry or in a message."""
    path = save("")
    second = RIS.replace("10.1000/m", "10.1000/n").replace("On moss", "On ferns")
    extra = "L1  - internal-pdf://1/a.pdf\nZZ  - odd thing\nER"
    save((RIS + second).replace("ER", extra), "x.ris")
    done = citare("import", "x.ris")
    assert done.code == 0
    assert "x.ris: info: not imported: ZZ 'odd thing' and 1 more of its kind" in done.err
    assert "L1" in done.err
    assert path.read_text().count("@article") == 2


def test_text_between_records_is_no_reference(project: Path, citare: Citare) -> None:
    """A line after a record's end is named and belongs to nothing; `NA` is no value."""
    path = save("")
    save(RIS.replace("10.1000/m", "NA") + "\nC1  - Database: Embase\n\n" + RIS, "x.ris")
    done = citare("import", "x.ris")
    assert "not part of a record: C1 - Database: Embase" in done.err
    assert path.read_text().count("@") == 1
    assert "NA" not in path.read_text()


def test_a_record_that_says_nothing_is_left_out(project: Path, citare: Citare) -> None:
    """Without title, names, identifier and journal there is no reference."""
    path = save("")
    save("TY  - JOUR\nPY  - 2011\nN1  - a note\nER  - \n", "x.ris")
    done = citare("import", "x.ris")
    assert done.code == 5
    assert "left out" in done.err
    assert path.read_text() == ""
