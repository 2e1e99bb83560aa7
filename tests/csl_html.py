"""Rich text as the official suite and the oracle print it: citare's own HTML."""

from __future__ import annotations

from citare.csl.processor import Bibliography
from citare.formats.base import Layout
from citare.formats.html import Html
from citare.text.rich import Rich

_HTML = Html()


def html(rich: Rich) -> str:
    """Rich text as HTML; display blocks as divs."""
    return _HTML.inline(rich)


def bibliography_html(bibliography: Bibliography) -> str:
    """A bibliography as the suite prints it."""
    return _HTML.bibliography([entry.text for entry in bibliography.entries], Layout())


def same(text: str) -> str:
    """Text with entities spelt one way."""
    for name, code in (("&amp;", "&#38;"), ("&lt;", "&#60;"), ("&gt;", "&#62;"), ("&quot;", '"')):
        text = text.replace(name, code)
    return text
