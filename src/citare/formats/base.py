"""What an output format is, and the walk through rich text that all of them share.

A format turns the processor's rich text into a string. It is the only place where text is
escaped, and it escapes all of it: nothing from an item can come out as markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from citare.model.item import Item
from citare.text.rich import Rich, Span, Style

_CONTROL: Final = dict.fromkeys((*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)))
_CONTROL.update(dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF)))
_LINE_ENDS: Final = re.compile(r"[ \t]*[\r\n\u2028\u2029]+[ \t]*")
_SAFE_LINK: Final = re.compile(r"(?:https?://|mailto:)[^\s\"<>\\{}^`|]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a style wants its bibliography set (CSL 1.0.2, "Whitespace"), and what goes with it.

    `items` are those of the entries, in their order: where a format has anchors, an entry's is
    `ref-` and its key. `metadata` names what programs shall find beside the entries, of
    metadata.METADATA, where the format can hold it.
    """

    hanging_indent: bool = False
    second_field_align: str = ""
    entry_spacing: int = 1
    line_spacing: int = 1
    items: Sequence[Item] = ()
    metadata: Collection[str] = ()


class Format(Protocol):
    """An output format.

    `name` is what users type, `extension` that of a file in it, with its dot.
    """

    @property
    def name(self) -> str: ...

    @property
    def extension(self) -> str: ...

    def inline(self, rich: Rich) -> str:
        """A citation, or the text of one entry, as part of a line."""
        ...

    def bibliography(self, entries: Sequence[Rich], layout: Layout) -> str:
        """All entries, without a line end after the last."""
        ...

    def document(self, body: str, title: str, language: str = "") -> str:
        """A whole file around what `bibliography` or `inline` gave, with its last line end.

        `title` is its heading, `language` a language tag; a format takes what it can say.
        """
        ...


Wrap = Callable[[str, Span], str]


def walk(rich: Rich, escape: Callable[[str], str], wraps: Mapping[Style, Wrap]) -> str:
    """Rich text through `escape` (leaves) and `wraps` (a span's finished children).

    A style without a wrap shows its children alone.
    """
    pieces = []
    for node in rich:
        if isinstance(node, str):
            pieces.append(escape(node))
            continue
        inner = walk(node.children, escape, wraps)
        wrap = wrap_of(node, wraps)
        pieces.append(wrap(inner, node) if wrap is not None else inner)
    return "".join(pieces)


def wrap_of(span: Span, wraps: Mapping[Style, Wrap]) -> Wrap | None:
    """What goes around a span. No format has a link within a link: the inner one counts."""
    if span.style is Style.LINK and _holds_link(span.children):
        return None
    return wraps.get(span.style)


def _holds_link(rich: Rich) -> bool:
    spans = [node for node in rich if isinstance(node, Span)]
    return any(span.style is Style.LINK or _holds_link(span.children) for span in spans)


def between(before: str, after: str) -> Wrap:
    """A wrap that puts the same text around all children; nothing around nothing."""

    def wrap(inner: str, _: Span) -> str:
        return f"{before}{inner}{after}" if inner else ""

    return wrap


def printable(text: str) -> str:
    """Text without control characters, lone surrogates and non-characters."""
    return text if text.isprintable() else text.translate(_CONTROL)


def one_line(text: str) -> str:
    """Printable text on one line: line ends are spaces, for formats where lines mean something."""
    if text.isprintable():
        return text
    return _LINE_ENDS.sub(" ", text.translate(_CONTROL)).replace("\t", " ")


def safe_link(address: str) -> str:
    """The address of a link that may be printed as one, else "".

    Only web and mail addresses; no `javascript:`, `data:` or `file:`, no spaces, quotes or
    brackets.
    """
    address = address.strip()
    return address if _SAFE_LINK.fullmatch(address) else ""
