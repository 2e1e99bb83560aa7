"""How results reach the user: data on stdout, messages on stderr."""

from __future__ import annotations

import json
import sys
from typing import Any

import click


def data(text: str) -> None:
    """A line (or more) of the command's result."""
    click.echo(text)


def json_data(value: Any) -> None:
    """The command's result as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say(text: str) -> None:
    """A message to the person; never part of the result."""
    click.echo(text, err=True)


def stdin_text() -> str:
    """All of standard input as text: UTF-8, with undecodable bytes kept visible."""
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace")


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 key", "2 keys", "2 entries"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
