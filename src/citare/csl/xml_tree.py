"""Read the XML of a style or locale into plain elements, refusing what no style needs.

Entities, document types and external references are refused, depth and size are bounded;
whatever is wrong raises `StyleError` with the file's name and the line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from citare.errors import StyleError

MAX_BYTES = 4_000_000
MAX_DEPTH = 100
NAMESPACE = "http://purl.org/net/xbiblio/csl"


@dataclass(slots=True)
class Element:
    """One XML element: local name, attributes (`xml:lang` as such), children, own text, line."""

    tag: str
    attributes: dict[str, str]
    line: int = 0
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def get(self, name: str, default: str = "") -> str:
        """An attribute's value."""
        return self.attributes.get(name, default)

    def child(self, tag: str) -> Element | None:
        """The first child of that name, or None."""
        for child in self.children:
            if child.tag == tag:
                return child
        return None


class _Builder:
    def __init__(self, name: str, encoding: str | None) -> None:
        self.name = name
        self.root: Element | None = None
        self.stack: list[Element] = []
        self.parser = parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype

    def fail(self, what: str) -> StyleError:
        return StyleError(f"{self.name}:{self.parser.CurrentLineNumber}: {what}")

    def doctype(self, *_: object) -> None:
        raise self.fail("a document type (DTD, entities) is not allowed in a style or locale")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise self.fail(f"elements nested more than {MAX_DEPTH} deep")
        element = Element(tag.rpartition(":")[2], attributes, self.parser.CurrentLineNumber)
        if self.stack:
            self.stack[-1].children.append(element)
        else:
            self.root = element
        self.stack.append(element)

    def end(self, _: str) -> None:
        self.stack.pop()

    def characters(self, data: str) -> None:
        if self.stack:
            self.stack[-1].text += data


def read_xml(source: str | bytes, name: str) -> Element:
    """The root element; `name` (a style's name or path) stands in errors."""
    data = source.encode("utf-8") if isinstance(source, str) else source
    if len(data) > MAX_BYTES:
        raise StyleError(f"{name}: larger than {MAX_BYTES} bytes, no style is that large")
    # Text is decoded already, whatever its XML declaration says.
    builder = _Builder(name, "utf-8" if isinstance(source, str) else None)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise StyleError(
            f"{name}:{error.lineno}: not well-formed XML ({expat.ErrorString(error.code)})"
        ) from error
    except ValueError as error:
        raise StyleError(f"{name}: unreadable ({error})") from error
    if builder.root is None:
        raise StyleError(f"{name}: no XML element")
    return builder.root
