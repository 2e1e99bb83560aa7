"""HTML, in the form that users of CSL know: `csl-bib-body`, `csl-entry` and display blocks.

The official test suite compares this text character by character.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from citare.formats.base import Layout, Wrap, between, printable, safe_link, walk
from citare.formats.metadata import anchor, coins, json_ld
from citare.model.item import Item
from citare.text.rich import Rich, Span, Style

_ESCAPES: Final = {"&": "&#38;", "<": "&#60;", ">": "&#62;"}
_TABLE: Final = str.maketrans(_ESCAPES)


def escape(text: str) -> str:
    """Text as HTML text."""
    if "&" in text or "<" in text or ">" in text:
        text = text.translate(_TABLE)
    return printable(text)


def attribute(text: str) -> str:
    """Text as the value of an attribute in double quotes."""
    return escape(text).replace('"', "&#34;").replace("'", "&#39;")


def _styled(css: str) -> Wrap:
    return between(f'<span style="{css}">', "</span>")


def _link(inner: str, span: Span) -> str:
    address = safe_link(span.value)
    return f'<a href="{attribute(address)}">{inner}</a>' if address and inner else inner


_WRAPS: Final[dict[Style, Wrap]] = {
    Style.ITALIC: between("<i>", "</i>"),
    Style.OBLIQUE: between("<em>", "</em>"),
    Style.NORMAL_STYLE: _styled("font-style:normal;"),
    Style.BOLD: between("<b>", "</b>"),
    Style.LIGHT: _styled("font-weight:lighter;"),
    Style.NORMAL_WEIGHT: _styled("font-weight:normal;"),
    Style.SMALL_CAPS: _styled("font-variant:small-caps;"),
    Style.NORMAL_VARIANT: _styled("font-variant:normal;"),
    Style.UNDERLINE: _styled("text-decoration:underline;"),
    Style.NO_DECORATION: _styled("text-decoration:none;"),
    Style.SUP: between("<sup>", "</sup>"),
    Style.SUB: between("<sub>", "</sub>"),
    Style.BASELINE: _styled("baseline"),  # so the suite has it
    Style.LINK: _link,
    Style.BLOCK: between('\n\n    <div class="csl-block">', "</div>\n"),
    Style.LEFT_MARGIN: between('\n    <div class="csl-left-margin">', "</div>"),
    Style.RIGHT_INLINE: between('<div class="csl-right-inline">', "</div>\n  "),
    Style.INDENT: between('<div class="csl-indent">', "</div>\n  "),
}

_PAGE: Final = """<!DOCTYPE html>
<html{language}>
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
.csl-entry {{ overflow: hidden; margin-bottom: 0.5em; }}
.csl-left-margin {{ float: left; padding-right: 0.5em; min-width: 2em; text-align: right; }}
.csl-right-inline {{ margin-left: 2.5em; }}
.csl-indent {{ margin-left: 2em; }}
</style>
</head>
<body>
{heading}{body}
</body>
</html>
"""


class Html:
    """HTML fragments, and pages around them."""

    name = "html"
    extension = ".html"

    def inline(self, rich: Rich) -> str:
        return walk(rich, escape, _WRAPS)

    def bibliography(self, entries: Sequence[Rich], layout: Layout) -> str:
        items: Sequence[Item | None] = layout.items or [None] * len(entries)
        lines = [
            self._entry(entry, item, layout.metadata)
            for entry, item in zip(entries, items, strict=True)
        ]
        body = f'<div class="csl-bib-body">\n{"".join(lines)}</div>'
        if "json-ld" in layout.metadata and layout.items:
            body += f'\n<script type="application/ld+json">{json_ld(layout.items)}</script>'
        return body

    def _entry(self, entry: Rich, item: Item | None, metadata: Collection[str]) -> str:
        text = self.inline(entry)
        if item is None:
            return f'  <div class="csl-entry">{text}</div>\n'
        if "coins" in metadata:
            text += f'<span class="Z3988" title="{attribute(coins(item))}"></span>'
        return f'  <div id="{attribute(anchor(item.id))}" class="csl-entry">{text}</div>\n'

    def document(self, body: str, title: str, language: str = "") -> str:
        said = f' lang="{attribute(language)}"' if language else ""
        heading = f"<h1>{escape(title)}</h1>\n" if title else ""
        return _PAGE.format(title=escape(title), body=body, language=said, heading=heading)
