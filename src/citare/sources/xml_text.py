"""XML answers: parsed without entities of their own, and mixed content as text."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from citare.sources.title_text import clean


def parse(body: bytes) -> Element:
    """The root of an XML document. ValueError if it is none or declares entities.

    External DTDs are never fetched; internal entities (which can blow up) are refused.
    """
    if b"<!ENTITY" in body or b"\x00" in body[:64]:
        raise ValueError("an XML document that declares entities")
    try:
        return ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        raise ValueError(f"not XML: {error}") from error


def text_of(element: Element | None) -> str:
    """An element's mixed content, its inline markup reduced to that of items."""
    if element is None:
        return ""
    return clean("".join(_pieces(element)))


def _pieces(element: Element) -> Iterable[str]:
    yield escape(element.text or "")
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        yield f"<{name}>" if name else ""
        yield from _pieces(child)
        yield f"</{name}>" if name else ""
        yield escape(child.tail or "")
