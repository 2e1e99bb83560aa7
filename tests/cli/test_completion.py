"""`citare completion`, and what is completed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Citare
from tests.cli.libraries import LI, WU, save


def completed(*words: str) -> list[str]:
    """What bash would be offered for the last word."""
    done = subprocess.run(
        [sys.executable, "-m", "citare"],
        env={
            **os.environ,
            "_CITARE_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(("citare", *words)),
            "COMP_CWORD": str(len(words)),
        },
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("show", "li"), ["li2020"]),
        (("render", "wu"), ["wu2021"]),
        (("render", "--style", "ap"), ["apa", "apsa"]),
        (("check", "--select", "page-"), ["page-range"]),
        (("rules", "page-"), ["page-range"]),
        (("config", "max"), ["max-age"]),
        (("list", "auth"), ["author:"]),
        (("list", "tag:r"), ["tag:review"]),
        (("tag", "li2020", "--add", "re"), ["review"]),
        (("rend",), ["render"]),
    ],
    ids=lambda v: " ".join(v),
)
def test_each_kind_of_word_is_completed(
    words: tuple[str, ...], offered: list[str], project: Path
) -> None:
    save(LI.replace("year=2020", "year=2020, keywords={review}") + WU)
    found = completed(*words)
    assert [word for word in offered if word in found] == offered


def test_a_broken_project_completes_nothing_and_says_nothing(project: Path) -> None:
    save("not toml [", "citare.toml")
    assert completed("show", "li") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_printed_or_installed_for_the_user(
    shell: str, project: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    printed = citare("completion", shell)
    assert printed.code == 0 and "_CITARE_COMPLETE" in printed.out
    assert citare("completion", shell, "--install", "--dry-run").code == 0
    assert not (tmp_path / "data").exists()
    done = citare("completion", shell, "--install", "--json")
    written = Path(done.json["file"])
    assert written.is_relative_to(tmp_path)
    assert written.read_text().strip() == printed.out.strip()
