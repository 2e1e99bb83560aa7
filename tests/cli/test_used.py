"""`citare used`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Citare
from tests.cli.libraries import save

_BIB = """% My library
@string{j = "Journal of " # wells}
@string{wells = "Wells"}
@string{unused = "Unused"}
@preamble{"\\newcommand{\\x}{y}"}

@article{a, title = {A},   journal = j, year = 2001}

@article{b, title={B}, year=2002}
@inproceedings{c, title={C}, crossref={p}, xdata={x1}}
@proceedings{p, title={P}, year=2003}
@xdata{x1, publisher={X}}
"""


def test_what_is_cited_is_printed_as_it_is_with_all_that_it_needs(
    project: Path, citare: Citare
) -> None:
    save(_BIB)
    save("\\documentclass{x}\\cite{c}\\input{part}\\include{no/such}", "thesis.tex")
    save("\\citep[p.~3]{a}", "part.tex")
    done = citare("used", "thesis.tex")
    assert done.code == 0
    assert done.out == (
        '@string{j = "Journal of " # wells}\n\n@string{wells = "Wells"}\n\n'
        '@preamble{"\\newcommand{\\x}{y}"}\n\n'
        "@article{a, title = {A},   journal = j, year = 2001}\n\n"
        "@inproceedings{c, title={C}, crossref={p}, xdata={x1}}\n\n"
        "@proceedings{p, title={P}, year=2003}\n\n@xdata{x1, publisher={X}}\n"
    )
    assert citare("used", "thesis.tex", "-o", "thesis.bib").code == 0
    assert Path("thesis.bib").read_text() == done.out
    assert citare("used", "thesis.tex", "--bibliography", "thesis.bib").out == done.out


def test_a_missing_key_is_named_and_ends_with_1(project: Path, citare: Citare) -> None:
    save(_BIB)
    save("[@a; @nope]\n", "post.md")
    done = citare("used", "post.md", "--keys")
    assert (done.code, done.out) == (1, "a\nnope\n")
    assert "post.md:1:7: error: no entry has the key nope" in done.err
    assert citare("used", "post.md", "--json").json["missing"] == ["nope"]


def test_the_whole_library_is_used_where_all_is_cited(project: Path, citare: Citare) -> None:
    save(_BIB)
    save("\\nocite{*}", "all.tex")
    assert citare("used", "all.tex", "--json").json["entries"] == ["a", "b", "c", "p", "x1"]


def test_a_file_of_another_kind_is_refused(project: Path, citare: Citare) -> None:
    save(_BIB)
    save("x", "notes.txt")
    assert citare("used", "notes.txt").code == 3


def test_a_document_takes_in_nothing_from_outside_of_its_folder(
    project: Path, citare: Citare
) -> None:
    save(_BIB)
    (project.parent / "secret.tex").write_text("\\cite{b}")
    save("\\cite{a}\\input{../secret}\\input{/etc/passwd}", "thesis.tex")
    assert citare("used", "thesis.tex", "--json").json["keys"] == ["a"]
