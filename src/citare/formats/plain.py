"""Plain text: the characters alone, one entry a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citare.formats.base import Layout, Wrap, between, one_line, walk
from citare.text.rich import Rich, Span, Style


def _margin(inner: str, _: Span) -> str:
    return inner if not inner or inner[-1].isspace() else inner + " "


_WRAPS: Final[dict[Style, Wrap]] = {
    Style.BLOCK: between("\n", "\n"),
    Style.LEFT_MARGIN: _margin,
    Style.INDENT: between("\n    ", ""),
}


def tidy_lines(text: str) -> str:
    """Lines without spaces at their ends, and no empty ones."""
    if "\n" not in text:
        return text.strip()
    return "\n".join(line.rstrip() for line in text.split("\n") if line.strip())


class Plain:
    """Text without any markup."""

    name = "text"
    extension = ".txt"

    def inline(self, rich: Rich) -> str:
        return walk(rich, one_line, _WRAPS)

    def bibliography(self, entries: Sequence[Rich], layout: Layout) -> str:
        del layout
        return "\n".join(tidy_lines(self.inline(entry)) for entry in entries)

    def document(self, body: str, title: str, language: str = "") -> str:
        del language
        return f"{one_line(title)}\n\n{body}\n" if title else f"{body}\n"
