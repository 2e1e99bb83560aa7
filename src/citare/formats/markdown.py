"""Markdown: CommonMark with inline HTML for what CommonMark cannot say.

Characters are escaped where CommonMark, GitHub or pandoc would read them as markup, so that a
title with asterisks, brackets or dollar signs stays a title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citare.formats.base import Layout, Wrap, between, one_line, safe_link, wrap_of
from citare.text.rich import Rich, Span, Style

# Underscores inside words and `@` after a letter mean nothing; everything else is escaped where
# it is. `-`, `+`, `=`, `#`, `:` and numbers mean something at the start of a line only.
_SPECIAL: Final = re.compile(
    r"[\\`*\[\]<>^~$|]|&(?=#|\w+;|\w*$)|(?<![^\W_])_|_(?![^\W_])|(?<![^\W_])@(?=\w|$)|!(?=\[|$)"
)
_LINE_START: Final = re.compile(r"(?P<number>\d{1,9})(?=[.)])|(?=[-+=#:%])")


def escape(text: str) -> str:
    """Text inside a line."""
    return _SPECIAL.sub(r"\\\g<0>", one_line(text))


def _start(text: str) -> str:
    """A finished block of text that no block markup can begin."""
    found = _LINE_START.match(text)
    if found is None:
        return text
    number = found.group("number")
    return f"{number}\\{text[len(number) :]}" if number else f"\\{text}"


def _styled(css: str) -> Wrap:
    return between(f'<span style="{css}">', "</span>")


def _link(inner: str, span: Span) -> str:
    address = safe_link(span.value)
    if not address or not inner:
        return inner
    if inner.replace("\\", "") == address and ":" in address:
        return f"<{address}>"
    return f"[{inner}](<{address}>)"


def _margin(inner: str, _: Span) -> str:
    return inner if not inner or inner[-1].isspace() else inner + " "


_WRAPS: Final[dict[Style, Wrap]] = {
    Style.NORMAL_STYLE: _styled("font-style:normal;"),
    Style.NORMAL_WEIGHT: _styled("font-weight:normal;"),
    Style.SMALL_CAPS: _styled("font-variant:small-caps;"),
    Style.NORMAL_VARIANT: _styled("font-variant:normal;"),
    Style.UNDERLINE: between("<u>", "</u>"),
    Style.SUP: between("<sup>", "</sup>"),
    Style.SUB: between("<sub>", "</sub>"),
    Style.LINK: _link,
    Style.BLOCK: between("\n", "\n"),
    Style.LEFT_MARGIN: _margin,
    Style.INDENT: between("\n&emsp;", ""),
}

_EMPHASIS: Final[dict[Style, tuple[str, str]]] = {
    Style.ITALIC: ("*", "em"),
    Style.OBLIQUE: ("*", "em"),
    Style.BOLD: ("**", "strong"),
}


def _inline(rich: Rich) -> str:
    """Rich text inside a line.

    Emphasis is marked with asterisks where CommonMark is sure to read them so: letters or digits
    on the inside of both, no other asterisk beside them. Elsewhere it is HTML.
    """
    pieces: list[str] = []
    after_mark = False
    for node in rich:
        if isinstance(node, str):
            piece, marked = escape(node), False
        else:
            piece, marked = _span(node, after_mark)
        if piece:
            pieces.append(piece)
            after_mark = marked
    return "".join(pieces)


def _span(span: Span, after_mark: bool) -> tuple[str, bool]:
    """A span, and whether it ends in an asterisk that is a mark."""
    inner = _inline(span.children)
    if not inner:
        return "", False
    emphasis = _EMPHASIS.get(span.style)
    if emphasis is None:
        wrap = wrap_of(span, _WRAPS)
        return (wrap(inner, span), False) if wrap is not None else (inner, inner[-1] == "*")
    mark, tag = emphasis
    if inner[0].isalnum() and inner[-1].isalnum() and not after_mark:
        return f"{mark}{inner}{mark}", True
    return f"<{tag}>{inner}</{tag}>", False


class Markdown:
    """Markdown paragraphs."""

    name = "markdown"
    extension = ".md"

    def inline(self, rich: Rich) -> str:
        return _inline(rich)

    def bibliography(self, entries: Sequence[Rich], layout: Layout) -> str:
        del layout
        return "\n\n".join(self._paragraph(entry) for entry in entries)

    def _paragraph(self, entry: Rich) -> str:
        lines = (line.strip() for line in self.inline(entry).split("\n"))
        return "\\\n".join(_start(line) for line in lines if line)

    def document(self, body: str, title: str, language: str = "") -> str:
        del language
        return f"# {escape(title)}\n\n{body}\n" if title else f"{body}\n"
