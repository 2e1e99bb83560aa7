"""What comes from a reference cannot command a terminal."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from citare.cli.output import visible

EVIL = """@article{evil,
  author = {Doe\x1b]0;renamed\x07, Jo\x1b[2Jhn},
  title  = {A \x1b[31mred\x9b1m \x7f title [bold]and markup[/bold]},
  year   = {2020},
  keywords = {one\x1b[5m},
  doi    = {10.1000/x\x1b[31my},
}
@book{evil2, title = {A \x1b[31mred\x9b1m \x7f title [bold]and markup[/bold]}, year = 2020,
  author = {Doe\x1b]0;renamed\x07, Jo\x1b[2Jhn}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "refs").mkdir()
    (tmp_path / "refs" / "a.bib").write_text(EVIL, encoding="utf-8")
    return tmp_path


OWN_COLOURS = re.compile(rb"\x1b\[[\d;]*m")
"""Of a terminal's text; those of EVIL come with letters that they would colour."""


def _controls(output: bytes) -> list[str]:
    text = output.decode("utf-8")
    return [c for c in text if (ord(c) < 32 and c not in "\t\r\n") or 127 <= ord(c) < 160]


def _environment(folder: Path) -> dict[str, str]:
    homes = {name: str(folder) for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
    return {**os.environ, **homes, "PYTHONIOENCODING": "utf-8"}


def _piped(folder: Path, *arguments: str) -> bytes:
    command = [sys.executable, "-m", "citare", *arguments]
    done = subprocess.run(command, cwd=folder, env=_environment(folder), capture_output=True)
    return done.stdout + done.stderr


def _on_a_terminal(folder: Path, *arguments: str) -> bytes:
    ours, theirs = pytest.importorskip("pty").openpty()
    command = [sys.executable, "-m", "citare", *arguments]
    process = subprocess.Popen(
        command, cwd=folder, env=_environment(folder), stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    output = b""
    try:
        while chunk := os.read(ours, 65_536):
            output += chunk
    except OSError:  # Linux: the other end was closed
        pass
    os.close(ours)
    process.wait()
    return output


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"], ["search", "red"], ["tag"], ["check", "--local"], ["dedupe"],
        ["sync", "--offline"], ["add", "10.1000/x\x1b[31my", "--offline"], ["show", "evil\x1b[2J"],
        ["list", "--json"], ["show", "evil", "--json"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_reports_hold_no_control_character_even_in_a_pipe(
    folder: Path, arguments: list[str]
) -> None:
    assert not _controls(_piped(folder, *arguments))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    "arguments",
    [
        ["list"], ["show", "evil"], ["render"], ["render", "--format", "html"],
        ["export", "--format", "ris"], ["tag", "evil", "--add", "x", "--dry-run"],
        ["check", "--local"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_terminal_never_gets_a_control_character_of_a_reference(
    folder: Path, arguments: list[str]
) -> None:
    output = _on_a_terminal(folder, *arguments)
    assert output
    assert not _controls(OWN_COLOURS.sub(b"", output))
    assert b"\x1b[31mred" not in output


def test_an_entry_in_a_pipe_is_the_files_own_text(folder: Path) -> None:
    shown = _piped(folder, "show", "evil").decode("utf-8")
    assert EVIL.partition("@book")[0].rstrip() in shown


def test_json_says_the_same_characters_in_escapes(folder: Path) -> None:
    [evil] = json.loads(_piped(folder, "show", "evil", "--json"))["references"]
    assert evil["text"] == EVIL.partition("@book")[0].rstrip()


def test_visible_keeps_lines_and_letters() -> None:
    assert visible("é\t—\r\n日本\n") == "é\t—\r\n日本\n"
    assert visible("\x1b[31m\r\x9b") == "\\x1b[31m\\x0d\\x9b"
    assert visible(visible("\x1b")) == visible("\x1b")
