"""The command line as a whole: help, exit codes, and no traceback whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from citare.cli.main import group
from citare.cli.registry import COMMANDS
from tests.cli.conftest import Citare
from tests.cli.libraries import LI, save


def python(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "citare", *arguments],
        capture_output=True,
        timeout=60,
        encoding="utf-8",
        check=False,
        env=env,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_each_commands_help_has_an_example(name: str, citare: Citare) -> None:
    done = citare(name, "--help")
    assert done.code == 0
    assert "Example:  " in done.out
    assert f"citare {name}" in done.out


@pytest.mark.parametrize("name", [n for n in COMMANDS if n not in ("lsp", "init")])
def test_each_command_has_json(name: str, citare: Citare) -> None:
    assert "--json" in citare(name, "--help").out


def test_help_names_every_command(citare: Citare) -> None:
    out = citare("--help").out
    assert all(f"\n  {name} " in out for name in COMMANDS)


def test_an_unknown_command_is_a_usage_error_with_a_suggestion(citare: Citare) -> None:
    done = citare("lst")
    assert (done.code, done.out) == (2, "")
    assert "'list'" in done.err


@pytest.mark.parametrize("arguments", [["list", "--no-such"], ["render", "--format", "pdf"], []])
def test_a_wrong_call_ends_with_2(arguments: list[str], project: Path, citare: Citare) -> None:
    assert citare(*arguments).code == 2


def test_a_bug_of_ours_ends_with_70_and_no_traceback(
    citare: Citare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(group, "invoke", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = citare("list")
    assert done.code == 70
    assert "Traceback" not in done.err
    (report,) = tmp_path.glob("citare-*.log")
    assert str(report) in done.err
    assert "Traceback" in report.read_text()


def test_ctrl_c_ends_with_130(citare: Citare, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(group, "invoke", interrupted)
    done = citare("list")
    assert (done.code, done.err.strip()) == (130, "citare: interrupted")


def test_trouble_of_the_system_ends_with_3(citare: Citare, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "refs/a.bib")

    monkeypatch.setattr(group, "invoke", full)
    done = citare("list")
    assert (done.code, done.err) == (3, "citare: error: refs/a.bib: No space left on device\n")


def test_a_reader_that_goes_away_is_no_error(project: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "citare", "styles"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    with process.stderr as errors:
        assert process.wait(60) == 0
        assert errors.read() == b""


def test_python_dash_m_is_the_command(project: Path) -> None:
    done = python("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("citare ")


def test_output_is_plain_utf8_whatever_the_terminals_locale(project: Path) -> None:
    save("@misc{a, title={Schlüssel “x” — 文}}\n")
    for locale in ("C", "C.UTF-8"):
        environment = {**os.environ, "LC_ALL": locale, "NO_COLOR": "1"}
        done = python("list", env=environment)
        assert done.returncode == 0
        assert "文" in done.stdout
        assert "\x1b" not in done.stdout + done.stderr


def test_a_project_is_named_with_dash_c(project: Path, citare: Citare) -> None:
    save(LI, "other/refs/x.bib")
    assert citare("list", "-C", "other").out.startswith("li2020")
    assert citare("list", "-C", "nowhere").code == 2


def test_the_project_may_be_named_before_the_command(
    kept: Path, citare: Citare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(kept.parent)
    done = citare("-C", str(kept), "list")
    assert done.code == 0
    assert done.out == citare("list", "-C", str(kept)).out
    assert "ning2025" in done.out
