"""Working text to rich text: resolve seams, quotation marks and flip-flop formatting."""

from __future__ import annotations

import re

from citare.csl import codes
from citare.text.rich import Node, Rich, Span, Style

_STYLES: dict[str, Style] = {
    codes.ITALIC: Style.ITALIC,
    codes.OBLIQUE: Style.OBLIQUE,
    codes.NORMAL_STYLE: Style.NORMAL_STYLE,
    codes.BOLD: Style.BOLD,
    codes.LIGHT: Style.LIGHT,
    codes.NORMAL_WEIGHT: Style.NORMAL_WEIGHT,
    codes.SMALL_CAPS: Style.SMALL_CAPS,
    codes.NORMAL_VARIANT: Style.NORMAL_VARIANT,
    codes.UNDERLINE: Style.UNDERLINE,
    codes.NO_DECORATION: Style.NO_DECORATION,
    codes.SUP: Style.SUP,
    codes.SUB: Style.SUB,
    codes.BASELINE: Style.BASELINE,
    codes.BLOCK: Style.BLOCK,
    codes.LEFT_MARGIN: Style.LEFT_MARGIN,
    codes.RIGHT_INLINE: Style.RIGHT_INLINE,
    codes.INDENT: Style.INDENT,
    codes.FIELD_ITALIC: Style.ITALIC,
    codes.FIELD_BOLD: Style.BOLD,
    codes.FIELD_SMALL_CAPS: Style.SMALL_CAPS,
}
_FLIPS: dict[str, tuple[Style, Style]] = {
    codes.FIELD_ITALIC: (Style.ITALIC, Style.NORMAL_STYLE),
    codes.FIELD_BOLD: (Style.BOLD, Style.NORMAL_WEIGHT),
    codes.FIELD_SMALL_CAPS: (Style.SMALL_CAPS, Style.NORMAL_VARIANT),
}
_NORMALS: dict[str, tuple[Style, Style]] = {
    codes.NORMAL_STYLE: (Style.ITALIC, Style.NORMAL_STYLE),
    codes.NORMAL_WEIGHT: (Style.BOLD, Style.NORMAL_WEIGHT),
    codes.NORMAL_VARIANT: (Style.SMALL_CAPS, Style.NORMAL_VARIANT),
}
_FACETS = ((Style.ITALIC, Style.NORMAL_STYLE), (Style.BOLD, Style.NORMAL_WEIGHT),
           (Style.SMALL_CAPS, Style.NORMAL_VARIANT))  # fmt: skip
_SPLIT = re.compile(f"([{codes.MARKS}])")


def _nearest(stack: list[tuple[Style | None, list[Node]]], pair: tuple[Style, Style]) -> Style:
    for style, _ in reversed(stack):
        if style in pair:
            return style
    return pair[1]


def _style_for(mark: str, stack: list[tuple[Style | None, list[Node]]]) -> Style | None:
    """What an opening mark means here; None where it changes nothing."""
    flip = _FLIPS.get(mark)
    if flip:
        now = _nearest(stack, flip)
        if now is flip[0]:
            return flip[1]
        return flip[0]
    normal = _NORMALS.get(mark)
    if normal:
        return normal[1] if _nearest(stack, normal) is normal[0] else None
    return _STYLES.get(mark)


def _nodecor(stack: list[tuple[Style | None, list[Node]]]) -> Style | None:
    for style, normal in _FACETS:
        if _nearest(stack, (style, normal)) is style:
            return normal
    return None


def to_rich(text: str) -> Rich:
    """Rich text of resolved working text."""
    pieces = _SPLIT.split(text)
    if len(pieces) == 1:
        return (text,) if text else ()
    root: list[Node] = []
    stack: list[tuple[Style | None, list[Node]]] = [(None, root)]
    for index, piece in enumerate(pieces):
        if not index % 2:
            if piece:
                nodes = stack[-1][1]
                if nodes and isinstance(nodes[-1], str):
                    nodes[-1] += piece
                else:
                    nodes.append(piece)
        elif piece == codes.CLOSE:
            if len(stack) > 1:
                _close(stack)
        elif piece in _STYLES:
            stack.append((_style_for(piece, stack), []))
        elif piece == codes.NODECOR:
            stack.append((_nodecor(stack), []))
        elif piece in (codes.NOCASE, codes.LINK):
            stack.append((None, []))
    while len(stack) > 1:
        _close(stack)
    return tuple(root)


def _east_asian(nodes: list[Node]) -> bool:
    """Whether this is East Asian text alone: it has no italics."""
    first = nodes[0]
    if len(nodes) != 1 or not isinstance(first, str) or first[0] < "\u2e80":
        return False
    return all("\u2e80" <= char <= "\ud7ff" for char in first)


def _close(stack: list[tuple[Style | None, list[Node]]]) -> None:
    style, nodes = stack.pop()
    if not nodes:
        return
    parent = stack[-1][1]
    if style is Style.ITALIC and _east_asian(nodes):
        style = None
    if style is None:
        for node in nodes:
            if isinstance(node, str) and parent and isinstance(parent[-1], str):
                parent[-1] += node
            else:
                parent.append(node)
    else:
        parent.append(Span(style, tuple(nodes)))
