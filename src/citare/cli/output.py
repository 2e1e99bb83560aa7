"""How results reach the user: data on stdout, messages on stderr.

A title may come from anywhere. No control character of one reaches a terminal, where it could
move the cursor, recolour the screen or rename the window: it is shown as `\\x1b`.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import click

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


def json_data(value: Any) -> None:
    """The command's result as JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # JSON escapes C0 by itself; what is left of the control characters stands in strings.
    click.echo(_CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def say(text: str) -> None:
    """A message to the person; never part of the result."""
    click.echo(visible(text), err=True)


def stdin_text() -> str:
    """All of standard input as text: UTF-8, with undecodable bytes kept visible."""
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace")


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 key", "2 keys", "2 entries"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
