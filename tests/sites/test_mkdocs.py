"""The MkDocs plugin, by building a small site."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_BIB = "@article{li2020, author={Li, A}, title={Good}, journal={J}, year=2020, doi={10.1000/1}}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one page and its references."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "refs").mkdir()
    (tmp_path / "refs" / "a.bib").write_text(_BIB)
    (tmp_path / "docs" / "index.md").write_text("# Post\n\nSo [@li2020, p. 3]. `[@li2020]`\n")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: S\nplugins:\n  - citare:\n      bibliography: refs\n      style: apa\n"
    )
    return tmp_path


def build(site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", "-m", "mkdocs", "build"]
    return subprocess.run(command, cwd=site, capture_output=True, text=True)


def test_a_page_is_built_with_its_citations_and_references(site: Path) -> None:
    """The built page shows citation and list; the Markdown file stays as it is."""
    before = (site / "docs" / "index.md").read_bytes()
    done = build(site)
    assert done.returncode == 0, done.stderr
    page = (site / "site" / "index.html").read_text()
    assert "So (Li, 2020, p. 3). <code>[@li2020]</code>" in page
    assert '<a id="ref-li2020"></a>Li, A. (2020). Good. <em>J</em>.' in page
    assert (site / "docs" / "index.md").read_bytes() == before


def test_a_missing_key_is_a_warning_and_fails_a_strict_build(site: Path) -> None:
    """The message names page, line and key."""
    page = site / "docs" / "index.md"
    page.write_text("# Post\n\n[@nope]\n")
    done = build(site)
    assert done.returncode == 0
    assert "index.md:3:3: no entry has the key nope" in done.stderr
    config = site / "mkdocs.yml"
    config.write_text(config.read_text() + "      strict: true\n")
    assert build(site).returncode == 1
