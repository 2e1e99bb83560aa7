"""The words of a query: fields, quoted text, parentheses, each with its position."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from citare.errors import UsageError

_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) | (?P<minus>-(?=[^\s-])) |
        (?P<field>[A-Za-z_]+):(?=\S) |
        "(?P<quoted>[^"]*)" | (?P<unclosed>") |
        (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)
_URLS: Final = frozenset({"http", "https"})


class Token(NamedTuple):
    """`kind` is open, close, minus, field, quoted or word."""

    kind: str
    value: str
    position: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of a query. UsageError for a quote that is never closed."""
    tokens: list[Token] = []
    position = 0
    while match := _TOKEN.match(text, position):
        kind = match.lastgroup or ""
        start = match.start(kind) - (kind == "quoted")
        if kind == "unclosed":
            raise query_error(text, start, "this quote is never closed", 'put a second " after it')
        if kind == "field" and match[kind].lower() in _URLS:
            end = next((i for i in range(start, len(text)) if text[i] in ' \t\n()"'), len(text))
            tokens.append(Token("word", text[start:end], start))
            position = end
            continue
        tokens.append(Token(kind, match[kind], start))
        position = match.end()
    return tokens


def query_error(text: str, position: int, message: str, hint: str) -> UsageError:
    """What is wrong with a query, and where."""
    shown = f"{message}, at character {position + 1} of the query: {text}"
    return UsageError(shown, hint=hint)
