"""Rich text: what the CSL processor returns and the output formats print.

A tree of plain `str` leaves (never escaped) and `Span` nodes. Formats escape and nothing else
does, so nothing from an item can reach an output as markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Style(StrEnum):
    """What a span does to its children."""

    ITALIC = "italic"
    OBLIQUE = "oblique"
    NORMAL_STYLE = "normal-style"  # flips an italic ancestor back
    BOLD = "bold"
    LIGHT = "light"
    NORMAL_WEIGHT = "normal-weight"
    SMALL_CAPS = "small-caps"
    NORMAL_VARIANT = "normal-variant"
    UNDERLINE = "underline"
    NO_DECORATION = "no-decoration"
    SUP = "sup"
    SUB = "sub"
    BASELINE = "baseline"
    LINK = "link"  # value: the address
    BLOCK = "block"  # display="block"
    LEFT_MARGIN = "left-margin"
    RIGHT_INLINE = "right-inline"
    INDENT = "indent"


@dataclass(frozen=True, slots=True)
class Span:
    """Children under one style; `value` is a link's address."""

    style: Style
    children: tuple[Node, ...]
    value: str = ""


Node: TypeAlias = str | Span
Rich: TypeAlias = tuple[Node, ...]


def plain(rich: Rich) -> str:
    """The text alone."""
    return "".join(n if isinstance(n, str) else plain(n.children) for n in rich)
