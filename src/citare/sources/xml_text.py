"""Mixed content of a registry's XML answer as the text of an item."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from citare.sources.title_text import clean
from citare.text.xml import Element


def text_of(element: Element | None) -> str:
    """An element's mixed content, its inline markup reduced to that of items."""
    return clean("".join(_pieces(element))) if element else ""


def _pieces(element: Element) -> Iterable[str]:
    for part in element.content:
        if isinstance(part, str):
            yield escape(part)
        else:
            yield f"<{part.tag}>"
            yield from _pieces(part)
            yield f"</{part.tag}>"
