"""Working text to rich text: resolve seams, quotation marks and flip-flop formatting."""

from __future__ import annotations

import re

from citare.csl import marks
from citare.model.identifiers import identifier_url
from citare.text.rich import Node, Rich, Span, Style, plain

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


def _nearest(stack: list[_Open], pair: tuple[Style, Style]) -> Style:
    for span in reversed(stack):
        if span.style in pair:
            return span.style
    return pair[1]


def _style_for(mark: str, stack: list[_Open]) -> Style | None:
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


def _nodecor(stack: list[_Open]) -> Style | None:
    for style, normal in _FACETS:
        if _nearest(stack, (style, normal)) is style:
            return normal
    return None


_LINKS: dict[str, str] = {mark: variable for variable, mark in marks.LINKS.items()}
_ADDRESS_BEFORE = re.compile(r"https?://\S*$")


class _Open:
    """A span that is not closed yet: its style, its children, the mark that opened it."""

    __slots__ = ("mark", "nodes", "style")

    def __init__(self, style: Style | None, mark: str = "") -> None:
        self.style = style
        self.mark = mark
        self.nodes: list[Node] = []


def to_rich(text: str, *, links: bool = False, title_address: str = "") -> Rich:
    """Rich text of resolved working text.

    With `links` identifiers become links; where none did, the first title does, to
    `title_address`.
    """
    pieces = _SPLIT.split(text)
    if len(pieces) == 1:
        return (text,) if text else ()
    titles = title_address if links and _LINK_MARK.isdisjoint(pieces) else ""
    stack = [_Open(None)]
    for index, piece in enumerate(pieces):
        if not index % 2:
            if piece:
                _add(stack[-1].nodes, piece)
        elif piece == marks.CLOSE:
            if len(stack) > 1:
                _close(stack, links, titles)
        elif piece in _STYLES:
            stack.append(_Open(_style_for(piece, stack)))
        elif piece == marks.NODECOR:
            stack.append(_Open(_nodecor(stack)))
        elif piece == marks.NOCASE or piece in _LINKS or piece == marks.LINK_TITLE:
            stack.append(_Open(None, piece))
    while len(stack) > 1:
        _close(stack, links, titles)
    return tuple(stack[0].nodes)


_LINK_MARK = frozenset(_LINKS)
_DISPLAY = frozenset({Style.BLOCK, Style.LEFT_MARGIN, Style.RIGHT_INLINE, Style.INDENT})


def _add(nodes: list[Node], node: Node) -> None:
    """Append a node; text is one with the text before it."""
    last = nodes[-1] if nodes else None
    if isinstance(node, str) and isinstance(last, str):
        nodes[-1] = last + node
    else:
        nodes.append(node)


def _east_asian(nodes: list[Node]) -> bool:
    """Whether this is East Asian text alone: it has no italics."""
    first = nodes[0]
    if len(nodes) != 1 or not isinstance(first, str) or first[0] < "\u2e80":
        return False
    return all("\u2e80" <= char <= "\ud7ff" for char in first)


def _close(stack: list[_Open], links: bool, title_address: str) -> None:
    span = stack.pop()
    nodes = span.nodes
    if not nodes:
        return
    parent = stack[-1].nodes
    if span.style in _DISPLAY and len(stack) == 1 and not parent:
        first = nodes[0]
        if isinstance(first, str) and first[0] == " " and first != " ":
            parent.append(" ")
            nodes[0] = first[1:]
    if links and span.mark in _LINKS:
        parent.append(_link(_LINKS[span.mark], nodes, parent))
    elif span.mark == marks.LINK_TITLE and title_address:
        parent.append(Span(Style.LINK, tuple(nodes), title_address))
    elif span.style is None or (span.style is Style.ITALIC and _east_asian(nodes)):
        for node in nodes:
            _add(parent, node)
    else:
        parent.append(Span(span.style, tuple(nodes)))


def _link(variable: str, nodes: list[Node], before: list[Node]) -> Node:
    """An identifier as a link, or as the text it is where it names no address.

    The beginning of an address that the style prints before it ("https://doi.org/") belongs to
    the link (CSL 1.0.2, appendix VI).
    """
    text = plain(tuple(nodes))
    address = identifier_url(variable, text)
    if not address:
        return text
    last = before[-1] if before else None
    if isinstance(last, str) and (found := _ADDRESS_BEFORE.search(last)):
        before[-1:] = [last[: found.start()]] if found.start() else []
        nodes = [found.group() + text]
    return Span(Style.LINK, tuple(nodes), address)
