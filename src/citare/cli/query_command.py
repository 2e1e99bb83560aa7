"""A command whose arguments are a query: `-title:x` is a negation there, not an option."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

_NEGATION = re.compile(r"-[^-\s].*\S")
_MARK = "\0"


class QueryCommand(click.Command):
    """Hides a negation's minus from the option parser; `query_text` brings it back."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        hidden = [_MARK + a[1:] if _NEGATION.fullmatch(a) else a for a in args]
        return super().parse_args(ctx, hidden)


def query_text(words: Sequence[str]) -> str:
    """The words of the command line as one query: what the shell unquoted is quoted again."""
    told = ["-" + word[1:] if word.startswith(_MARK) else word for word in words]
    return " ".join(f'"{w}"' if " " in w and '"' not in w and ":" not in w else w for w in told)
