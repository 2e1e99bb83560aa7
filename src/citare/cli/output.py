"""How results reach the user: data on standard output, messages on standard error, as UTF-8.

A title may come from anywhere. No control character of one reaches a terminal, where it could
move the cursor, recolour the screen or rename the window: it is shown as `\\x1b`.
"""

from __future__ import annotations

import difflib
import json
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from citare.changes import FileChange
from citare.findings import Finding
from citare.lazy import load

SCHEMA_VERSION = 1
"""Of the JSON that commands print; raised when a key changes its meaning or goes."""

_CONTROLS = re.compile(r"\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def visible(text: str) -> str:
    """The text with control characters other than tabs and line ends as `\\xNN`."""
    return _CONTROLS.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def data(text: str) -> None:
    """A line (or more) of the command's result."""
    click.echo(visible(text))


def document(text: str) -> None:
    """A result that is a text in a format of its own: a file's text, a bibliography, a diff.

    Into a pipe or a file it goes as it is.
    """
    # color=True: click takes what looks like a colour out of what goes to no terminal.
    click.echo(visible(text) if sys.stdout.isatty() else text, color=True)


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
