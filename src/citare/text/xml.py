"""The one reader of XML: plain elements, from text that is not trusted.

Entities are never declared or fetched, size and depth are bounded, and whatever is wrong raises
`Malformed` with the line. Namespaces are dropped: an element goes by its local name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from citare.text.malformed import Malformed

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_DEPTH: Final = 200


@dataclass(slots=True)
class Element:
    """One element: local name, attributes (`xml:lang` as such), and what is in it.

    `content` holds texts and child elements in order, `children` the elements alone, and `text`
    the element's own text without that of its children.
    """

    tag: str
    attributes: dict[str, str]
    line: int = 0
    children: list[Element] = field(default_factory=list)
    text: str = ""
    content: list[Element | str] = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        """An attribute's value."""
        return self.attributes.get(name, default)

    def child(self, tag: str) -> Element | None:
        """The first child of that name, or None."""
        for child in self.children:
            if child.tag == tag:
                return child
        return None

    def find(self, path: str) -> Element | None:
        """The first element that a path of names (`a/b`, `a/*/b`) leads to, or None."""
        return next(iter(self.findall(path)), None)

    def findall(self, path: str) -> list[Element]:
        """Every element that a path of names (`a/b`; `*` is any name) leads to, in order."""
        found = [self]
        for name in path.split("/"):
            found = [c for element in found for c in element.children if name in ("*", c.tag)]
        return found

    def walk(self) -> Iterator[Element]:
        """The element and all that are in it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all_text(self) -> str:
        """The whole text, that of the children in its place."""
        return "".join(part if isinstance(part, str) else part.all_text() for part in self.content)

    def add(self, part: Element | str) -> None:
        """Append a text or a child."""
        self.content.append(part)
        if isinstance(part, str):
            self.text += part
        else:
            self.children.append(part)


class _Builder:
    """Builds the tree from expat's events."""

    def __init__(self, encoding: str | None, max_depth: int, *, doctype: bool) -> None:
        self.root: Element | None = None
        self.stack: list[Element] = []
        self.max_depth = max_depth
        self.parser = parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.EntityDeclHandler = self.refuse
        parser.SkippedEntityHandler = self.skipped
        if not doctype:
            parser.StartDoctypeDeclHandler = self.refuse

    def fail(self, what: str) -> Malformed:
        return Malformed(what, self.parser.CurrentLineNumber)

    def refuse(self, *_: object) -> None:
        raise self.fail("a document type (DTD, entities) is not allowed")

    def skipped(self, name: str, is_parameter: bool) -> None:
        """An entity that an external document type declares: HTML's characters are known."""
        if not is_parameter:
            self.characters(html.unescape(f"&{name};"))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.stack) >= self.max_depth:
            raise self.fail(f"elements nested more than {self.max_depth} deep")
        element = Element(tag.rpartition(":")[2], attributes, self.parser.CurrentLineNumber)
        if self.stack:
            self.stack[-1].add(element)
        else:
            self.root = element
        self.stack.append(element)

    def end(self, _: str) -> None:
        self.stack.pop()

    def characters(self, data: str) -> None:
        if self.stack:
            self.stack[-1].add(data)


def read_xml(
    source: str | bytes,
    *,
    doctype: bool = False,
    max_bytes: int = MAX_BYTES,
    max_depth: int = MAX_DEPTH,
) -> Element:
    """The root element. Malformed if the text is not well-formed, too large or too deep.

    `doctype` allows a document type that declares no entities; it is never fetched.
    """
    data = source.encode("utf-8", "replace") if isinstance(source, str) else source
    if len(data) > max_bytes:
        raise Malformed(f"larger than {max_bytes} bytes")
    # Text is decoded already, whatever its XML declaration says.
    builder = _Builder("utf-8" if isinstance(source, str) else None, max_depth, doctype=doctype)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        message = f"not well-formed XML ({expat.ErrorString(error.code)})"
        raise Malformed(message, error.lineno) from error
    except (ValueError, LookupError) as error:
        if isinstance(error, Malformed):
            raise
        raise Malformed(f"unreadable XML ({error})") from error
    if builder.root is None:
        raise Malformed("no XML element")
    return builder.root


_INVALID: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escape_xml(text: str) -> str:
    """A text as XML's character data or attribute; characters that XML forbids are left out."""
    return html.escape(_INVALID.sub("", text))


_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TAG: Final = re.compile(
    r"<(?P<end>/?)(?:[A-Za-z_][\w.-]*:)?(?P<name>[A-Za-z_][\w.-]*)"
    r"""(?P<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?P<empty>/?)>"""
    r"|<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(?P<cdata>.*?)\]\]>",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def recover_xml(source: str, *, max_depth: int = MAX_DEPTH) -> Element:
    """The tree of a text that is not well-formed, as far as it can be read.

    A `<` or `&` that begins nothing is text; an end closes the nearest element of its name and
    what is open in it; ends without a beginning are left out. The root is `<recovered>`.
    """
    source = _CONTROL.sub("", source)
    root = Element("recovered", {})
    stack = [root]
    position, line = 0, 1
    for match in _TAG.finditer(source):
        if between := source[position : match.start()]:
            stack[-1].add(html.unescape(between))
        line += between.count("\n")
        position = match.end()
        name = match["name"]
        if match["cdata"]:
            stack[-1].add(match["cdata"])
        elif name and match["end"]:
            if any(element.tag == name for element in stack[1:]):
                while stack.pop().tag != name:
                    pass
        elif name:
            attributes = {
                m[1]: html.unescape(m[2] or m[3] or "")
                for m in _ATTRIBUTE.finditer(match["attributes"])
            }
            element = Element(name, attributes, line)
            stack[-1].add(element)
            if not match["empty"] and len(stack) <= max_depth:
                stack.append(element)
        line += match[0].count("\n")
    if rest := source[position:]:
        stack[-1].add(html.unescape(rest))
    return root
