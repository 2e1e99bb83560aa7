"""Three ways into citare, each from `git init` to the finished thing: a post, a thesis, a CI."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.cli.conftest import Citare
from tests.cli.libraries import save
from tests.servers.crossref import CrossrefServer

POST = """# The future of healthcare education

Programs grow [@ning2025how], and reviews agree [@feigerlova2025systematic; @nope2020].
"""
NING = (
    "Ning, Y. (2025). How can artificial intelligence transform the training of physicians? "
    "The Lancet Digital Health."
)
THESIS = """% kept since 2004
@STRING{jme = "JMIR Medical Education"}
@Article{gazquez,
  author = "Gazquez-Garcia, Javier",  title = {{AI} in the Health Sector},
  journal = jme, year = 2025, pages = {1-2}, doi = {10.2196/58161}}
@book{unused04, title = {Left over}, author = {Li, Wei}, publisher = {P}, year = 2004}
"""


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def test_a_post_gets_its_references(project: Path, citare: Citare, online: CrossrefServer) -> None:
    git("init", "-q", ".")
    Path("post.md").write_text(POST)
    assert citare("init").err == "made citare.toml\nmade refs/references.bib\n"
    assert citare("add", "10.1186/s12909-025-06719-5").code == 0
    quoted = citare("add", NING)
    assert quoted.code == 0
    assert "title differs from the citation" in quoted.err
    by_hand = ("--type", "online", "--title", "AI in Medicine", "--url", "https://example.org/ai")
    assert citare("add", *by_hand, "--author", "{Example University}", "--date", "2025").code == 0
    found = citare("check", "--local", "post.md")
    assert (found.code, found.out.count("undefined-key")) == (1, 1)
    assert "nope2020" in found.out
    Path("post.md").write_text(POST.replace("; @nope2020", ""))
    assert citare("check", "--local", "post.md").code == 0
    assert citare("render", "--style", "ama", "-o", "references.html").code == 0
    page = Path("references.html").read_text(encoding="utf-8")
    assert "Lancet Digital Health" in page and "https://doi.org/10.1186" in page


def test_a_thesis_keeps_every_byte_and_its_keys_can_change(
    project: Path, citare: Citare, online: CrossrefServer
) -> None:
    git("init", "-q", ".")
    thesis = save(THESIS, "thesis.bib")
    Path("thesis.tex").write_text("As \\textcite[p.~3]{gazquez} says.\n")
    assert "kept thesis.bib" in citare("init").err
    assert not Path("refs").exists() or not list(Path("refs").iterdir())
    assert citare("list", "--sort", "-year").out.startswith("gazquez\t2025")
    unused = citare("check", "--select", "unused-entry", "--fail-on", "info")
    assert (unused.code, unused.out.count("unused-entry")) == (1, 1)
    fixed = citare("check", "--local", "--select", "page-range", "--fix")
    assert fixed.code == 0
    assert thesis.read_text() == THESIS.replace("{1-2}", "{1--2}")
    assert citare("rekey", "gazquez", "--as", "gazquezgarcia2025").code == 0
    assert "\\textcite[p.~3]{gazquezgarcia2025}" in Path("thesis.tex").read_text()
    assert citare("undo").code == 0
    assert citare("undo").code == 0
    assert thesis.read_text() == THESIS
    assert "{gazquez}" in Path("thesis.tex").read_text()


def test_a_ci_fails_for_what_is_wrong_and_for_a_wrong_name_and_for_nothing_else(
    project: Path, citare: Citare, online: CrossrefServer
) -> None:
    git("init", "-q", ".")
    save(THESIS, "docs/refs.bib")
    Path("docs/guide.md").write_text("See [@gazquez].\n")
    first = citare("check", "--local", "--format", "github", "docs", "docs/guide.md")
    assert first.code == 1
    assert "::warning file=docs/refs.bib," in first.out
    assert citare("check", "--local", "mkdocs.yml").code == 3
    Path("mkdocs.yml").write_text("site_name: x\n")
    assert citare("check", "--local", "mkdocs.yml").code == 3
    baseline = ("--baseline", "known.json")
    assert citare("check", "--local", "docs", *baseline, "--update-baseline").code == 0
    assert citare("check", "--local", "docs", *baseline).code == 0
    Path("docs/guide.md").write_text("See [@gazquez; @gone].\n")
    assert citare("check", "--local", "docs", "docs/guide.md", *baseline).code == 1
    assert citare("check", "docs", "--verify", "--offline", *baseline).code == 4
