"""Rich text as citeproc-js prints HTML: what the official suite and the oracle compare."""

from __future__ import annotations

import re

from citare.csl.processor import Bibliography
from citare.text.rich import Node, Rich, Span, Style

TAGS = {
    Style.ITALIC: ("<i>", "</i>"),
    Style.BOLD: ("<b>", "</b>"),
    Style.SUP: ("<sup>", "</sup>"),
    Style.SUB: ("<sub>", "</sub>"),
    Style.OBLIQUE: ("<em>", "</em>"),
    Style.NORMAL_STYLE: ('<span style="font-style:normal;">', "</span>"),
    Style.LIGHT: ('<span style="font-weight:light;">', "</span>"),
    Style.NORMAL_WEIGHT: ('<span style="font-weight:normal;">', "</span>"),
    Style.SMALL_CAPS: ('<span style="font-variant:small-caps;">', "</span>"),
    Style.NORMAL_VARIANT: ('<span style="font-variant:normal;">', "</span>"),
    Style.UNDERLINE: ('<span style="text-decoration:underline;">', "</span>"),
    Style.NO_DECORATION: ('<span style="text-decoration:none;">', "</span>"),
    Style.BASELINE: ('<span style="baseline">', "</span>"),
}
BLOCKS = {
    Style.BLOCK: "csl-block",
    Style.LEFT_MARGIN: "csl-left-margin",
    Style.RIGHT_INLINE: "csl-right-inline",
    Style.INDENT: "csl-indent",
}


def escape(text: str) -> str:
    """Text with citeproc-js's entities."""
    return text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")


def _node(node: Node) -> str:
    if isinstance(node, str):
        return escape(node)
    inner = "".join(_node(n) for n in node.children)
    if node.style in TAGS:
        before, after = TAGS[node.style]
        return f"{before}{inner}{after}"
    return inner


def html(rich: Rich) -> str:
    """Rich text as HTML; display blocks as citeproc-js's divs."""
    out = ""
    in_block = False
    for node in rich:
        if isinstance(node, Span) and node.style in BLOCKS:
            inner = "".join(_node(n) for n in node.children)
            lead = "\n    " if not out or (out and not in_block) else ""
            if node.style in (Style.BLOCK, Style.INDENT) and in_block:
                lead = "\n    "
            out += f'{lead}<div class="{BLOCKS[node.style]}">{inner}</div>'
            in_block = True
            if node.style in (Style.BLOCK, Style.INDENT, Style.RIGHT_INLINE):
                out += "\n"
                in_block = False
        else:
            out += _node(node)
            in_block = False
    return re.sub(r"\n\n", "\n", out) + ("  " if out.endswith("</div>\n") else "")


def bibliography_html(bibliography: Bibliography) -> str:
    """A bibliography as the suite prints it."""
    lines = ['<div class="csl-bib-body">']
    for entry in bibliography.entries:
        lines.append(f'  <div class="csl-entry">{html(entry.text)}</div>')
    lines.append("</div>")
    return "\n".join(lines)


def same(text: str) -> str:
    """Text with entities spelt one way."""
    for name, code in (("&amp;", "&#38;"), ("&lt;", "&#60;"), ("&gt;", "&#62;"), ("&quot;", '"')):
        text = text.replace(name, code)
    return text
