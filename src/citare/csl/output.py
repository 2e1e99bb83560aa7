"""Working text to rich text: resolve seams, quotation marks and flip-flop formatting."""

from __future__ import annotations

import re

from citare.csl import marks
from citare.text.rich import Node, Rich, Span, Style

_STYLES: dict[str, Style] = {
    marks.ITALIC: Style.ITALIC,
    marks.OBLIQUE: Style.OBLIQUE,
    marks.NORMAL_STYLE: Style.NORMAL_STYLE,
    marks.BOLD: Style.BOLD,
    marks.LIGHT: Style.LIGHT,
    marks.NORMAL_WEIGHT: Style.NORMAL_WEIGHT,
    marks.SMALL_CAPS: Style.SMALL_CAPS,
    marks.NORMAL_VARIANT: Style.NORMAL_VARIANT,
    marks.UNDERLINE: Style.UNDERLINE,
    marks.NO_DECORATION: Style.NO_DECORATION,
    marks.SUP: Style.SUP,
    marks.SUB: Style.SUB,
    marks.BASELINE: Style.BASELINE,
    marks.BLOCK: Style.BLOCK,
    marks.LEFT_MARGIN: Style.LEFT_MARGIN,
    marks.RIGHT_INLINE: Style.RIGHT_INLINE,
    marks.INDENT: Style.INDENT,
    marks.FIELD_ITALIC: Style.ITALIC,
    marks.FIELD_BOLD: Style.BOLD,
    marks.FIELD_SMALL_CAPS: Style.SMALL_CAPS,
}
_FLIPS: dict[str, tuple[Style, Style]] = {
    marks.FIELD_ITALIC: (Style.ITALIC, Style.NORMAL_STYLE),
    marks.FIELD_BOLD: (Style.BOLD, Style.NORMAL_WEIGHT),
    marks.FIELD_SMALL_CAPS: (Style.SMALL_CAPS, Style.NORMAL_VARIANT),
}
_NORMALS: dict[str, tuple[Style, Style]] = {
    marks.NORMAL_STYLE: (Style.ITALIC, Style.NORMAL_STYLE),
    marks.NORMAL_WEIGHT: (Style.BOLD, Style.NORMAL_WEIGHT),
    marks.NORMAL_VARIANT: (Style.SMALL_CAPS, Style.NORMAL_VARIANT),
}
_FACETS = ((Style.ITALIC, Style.NORMAL_STYLE), (Style.BOLD, Style.NORMAL_WEIGHT),
           (Style.SMALL_CAPS, Style.NORMAL_VARIANT))  # fmt: skip
_SPLIT = re.compile(f"([{marks.MARKS}])")


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
        elif piece == marks.CLOSE:
            if len(stack) > 1:
                _close(stack)
        elif piece in _STYLES:
            stack.append((_style_for(piece, stack), []))
        elif piece == marks.NODECOR:
            stack.append((_nodecor(stack), []))
        elif piece in (marks.NOCASE, marks.LINK):
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
