"""How results reach the user: data on standard output, messages on standard error, as UTF-8.

A title or key may come from anywhere. No control character of one reaches a terminal, where it
could move the cursor, recolour the screen, rename the window or turn the text around: it is shown
as `\\x1b`. In the log of a CI run no line of one is a command to the runner.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import stat
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from citare.changes import FileChange
from citare.findings import Finding
from citare.lazy import load

SCHEMA_VERSION = 1
"""Of the JSON that commands print; raised when a key changes its meaning or goes."""

_CONTROLS = re.compile(
    r"\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
_RUNNER_COMMAND = re.compile(r"^([^\S\n]*):(?=:)|(#)(?=#(?:vso)?\[)", re.MULTILINE)
"""GitHub's `::name::value` at the beginning of a line, `##[name]` and Azure's `##vso[` in any."""


def visible(text: str) -> str:
    """The text with control characters other than tabs and line ends as `\\xNN` or `\\uNNNN`.

    In a CI run a space breaks what the runner would take for a command.
    """
    text = _CONTROLS.sub(_escape, text)
    return for_ci_log(text) if "GITHUB_ACTIONS" in os.environ or "TF_BUILD" in os.environ else text


def for_ci_log(text: str) -> str:
    """The text without commands to a CI runner (GitHub, Azure)."""
    return _RUNNER_COMMAND.sub(lambda match: f"{match[1] or ''}{match[2] or ':'} ", text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def data(text: str) -> None:
    """A line (or more) of the command's result."""
    click.echo(visible(text))


def runner_commands(lines: Iterable[str]) -> None:
    """Lines that a CI runner is to take for commands; their values are escaped already."""
    for line in lines:
        click.echo(_CONTROLS.sub(_escape, line))


def document(text: str) -> None:
    """A result that is a text in a format of its own: a file's text, a bibliography, a diff.

    Into a file it goes as it is, and into a pipe that is not the log of a CI run.
    """
    # color=True: click takes what looks like a colour out of what goes to no terminal.
    click.echo(visible(text) if _is_shown() else text, color=True)


def _is_shown() -> bool:
    """Whether standard output is a terminal, or may be the log of a CI run."""
    if sys.stdout.isatty():
        return True
    if "GITHUB_ACTIONS" not in os.environ and "TF_BUILD" not in os.environ:
        return False
    try:
        return not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def diff(files: Mapping[str, FileChange]) -> None:
    """What changed (or would change) in files, as a unified diff; nothing where nothing differs."""
    text = unified(files).rstrip("\n")
    if text and sys.stdout.isatty():
        load("citare.cli.terminal", "show_diff")(text)
    elif text:
        document(text)


def unified(files: Mapping[str, FileChange]) -> str:
    """A unified diff of each file's text before and after; "" where nothing differs."""
    parts: list[str] = []
    for file, change in files.items():
        before, after = change.before or "", change.after
        lines = difflib.unified_diff(
            before.splitlines(keepends=True),
            after.splitlines(keepends=True),
            f"a/{file}",
            f"b/{file}",
        )
        parts += [line if line.endswith("\n") else f"{line}\n" for line in lines]
    return "".join(parts)


def json_object(value: Mapping[str, Any]) -> None:
    """The command's result as a JSON object: with `schema_version`, keys in snake_case."""
    json_document({"schema_version": SCHEMA_VERSION, **value})


def json_document(value: Any) -> None:
    """A result in a JSON format of its own: SARIF, CSL-JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # JSON escapes C0 by itself; the control characters that are left are within strings.
    click.echo(_CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def say(text: str) -> None:
    """A message to the person; never part of the result."""
    click.echo(visible(text), err=True)


def say_findings(findings: Iterable[Finding]) -> None:
    """Findings that are not the result, each with its hint."""
    for finding in findings:
        say(f"{finding.place}: {finding.severity}: {finding.message}")
        if finding.hint:
            say(f"  hint: {finding.hint}")


def stdin_text() -> str:
    """All of standard input as text: UTF-8, with undecodable bytes kept visible."""
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace")


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 key", "2 keys", "2 entries"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
