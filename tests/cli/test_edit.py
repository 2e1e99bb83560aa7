"""`citare edit`, `citare open` and `citare undo`."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Citare
from tests.cli.libraries import LI, WU, save, snapshot


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that replaces what is in `edit.txt`: a line `old=>new` each."""
    script = tmp_path / "editor"
    script.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        f"rules = pathlib.Path({str(tmp_path / 'edit.txt')!r}).read_text().splitlines()\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_text()\n"
        "for rule in rules:\n"
        "    text = text.replace(*rule.split('=>'))\n"
        "path.write_text(text)\n"
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", str(script))
    return tmp_path / "edit.txt"


def test_what_the_editor_saves_is_the_only_change(
    editor: Path, project: Path, citare: Citare
) -> None:
    path = save((LI + "% mine\n" + WU).replace("\n", "\r\n"))
    editor.write_text("Good one=>Better one")
    assert citare("edit", "li2020").code == 0
    text = (LI.replace("Good", "Better") + "% mine\n" + WU).replace("\n", "\r\n")
    assert path.read_bytes() == text.encode()


@pytest.mark.parametrize(
    "rule", ["J}=>J", "2020}=>2020}@misc{x,}", "li2020=>wu2021", "@article=>article", "{Li=>}{Li"]
)
def test_what_would_not_read_well_is_refused(
    rule: str, editor: Path, project: Path, citare: Citare
) -> None:
    path = save(LI + WU)
    editor.write_text(rule)
    assert citare("edit", "li2020").code == 3
    assert path.read_bytes() == (LI + WU).encode()


def test_nothing_edited_writes_nothing(editor: Path, project: Path, citare: Citare) -> None:
    save(LI)
    editor.write_text("")
    before = snapshot(project)
    assert citare("edit", "li2020").code == 0
    assert snapshot(project) == before


def test_an_editor_that_fails_is_said(
    project: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(LI)
    monkeypatch.setenv("VISUAL", "no-such-editor-here")
    done = citare("edit", "li2020")
    assert done.code == 2
    assert "EDITOR" in done.err


def test_a_file_changed_underneath_is_not_written(
    project: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = save(LI)
    script = tmp_path / "meddler"
    script.write_text(
        f"#!/bin/sh\nsed -i s/Good/Bad/ \"$1\"\nprintf '%% more' >> '{path.resolve()}'\n"
    )
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    done = citare("edit", "li2020")
    assert done.code == 3
    assert "changed" in done.err
    assert path.read_bytes() == LI.encode() + b"% more"


def test_open_prints_the_doi_the_address_or_the_file(project: Path, citare: Citare) -> None:
    save("", "refs/p.pdf")
    save(
        "@misc{d, doi={10.1002/(sici)1<2::aid-x>3.0.co;2-#}}\n"
        "@misc{u, url={https://example.org/%20x}}\n"
        "@misc{f, file={:refs/p.pdf:PDF}}\n@misc{n, title={N}}\n@misc{j, url={javascript:x}}\n"
    )
    assert citare("open", "d", "--print").out.startswith("https://doi.org/10.1002/(sici)1%3C2")
    assert citare("open", "u", "--print").out == "https://example.org/%20x\n"
    assert citare("open", "f", "--json").json["address"].endswith("p.pdf")
    assert citare("open", "n", "--print").code == 5
    assert citare("open", "j", "--print").code == 5
    assert citare("open", "d", "--file", "--print").code == 5


def test_undo_takes_back_one_command_after_the_other(project: Path, citare: Citare) -> None:
    path = save(LI)
    citare("tag", "li2020", "--add", "a")
    first = path.read_bytes()
    citare("tag", "li2020", "--add", "b")
    assert "citare tag" in citare("undo", "--dry-run").err
    assert citare("undo", "--json").json["files"] == ["refs/a.bib"]
    assert path.read_bytes() == first
    assert citare("undo").code == 0
    assert path.read_bytes() == LI.encode()
    assert citare("undo").code == 5


def test_undo_removes_what_was_made(project: Path, citare: Citare) -> None:
    citare("init")
    assert citare("undo").code == 0
    assert not Path("citare.toml").exists()
    assert not Path("refs/references.bib").exists()


def test_undo_never_overwrites_what_was_changed_since(project: Path, citare: Citare) -> None:
    path = save(LI)
    citare("tag", "li2020", "--add", "a")
    path.write_bytes(path.read_bytes() + b"% mine\n")
    later = path.read_bytes()
    assert citare("undo").code == 3
    assert path.read_bytes() == later


def test_undo_is_of_this_project(
    project: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = save(LI)
    citare("tag", "li2020", "--add", "a")
    written = path.read_bytes()
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.chdir(other)
    assert citare("undo").code == 5
    assert (project / path).read_bytes() == written
    assert citare("undo", "-C", str(project)).code == 0
    assert (project / path).read_bytes() == LI.encode()
