"""The XML of a style or locale as plain elements; what no style needs is refused."""

from __future__ import annotations

from citare.errors import StyleError
from citare.text.malformed import Malformed
from citare.text.xml import Element
from citare.text.xml import read_xml as read_elements

MAX_BYTES = 4_000_000
MAX_DEPTH = 100
NAMESPACE = "http://purl.org/net/xbiblio/csl"

__all__ = ["Element", "read_xml"]


def read_xml(source: str | bytes, name: str) -> Element:
    """The root element; `name` (a style's name or path) is in errors (StyleError)."""
    try:
        return read_elements(source, max_bytes=MAX_BYTES, max_depth=MAX_DEPTH)
    except Malformed as error:
        where = f"{name}:{error.line}" if error.line else name
        raise StyleError(f"{where}: {error.message}") from error
