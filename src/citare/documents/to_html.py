"""Markdown as HTML, by markdown-it-py (the extra `citare[documents]`).

CommonMark with what papers and posts use beyond it: tables, footnotes, definition lists, math
(left for a script in the page), strikethrough, attributes after headings and images.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from citare.errors import UsageError

_MARK: Final = re.compile("\ue000(\\d+)\ue001")
_ALONE: Final = re.compile("<p>\\s*\ue000(\\d+)\ue001\\s*</p>")


def placeholder(number: int) -> str:
    """A text that Markdown leaves as it is: two characters of private use around a number."""
    return f"\ue000{number}\ue001"


def html_of(markdown: str, inline: Mapping[int, str], blocks: Mapping[int, str]) -> str:
    """The HTML of a Markdown text, with these pieces in the place of its placeholders.

    `blocks` are pieces that are blocks; each is alone in its paragraph. UsageError if the extra
    is not installed.
    """
    html = str(_parser().render(markdown))

    def block(match: re.Match[str]) -> str:
        return blocks.get(int(match[1]), match[0])

    def piece(match: re.Match[str]) -> str:
        return inline.get(int(match[1]), "")

    # A placeholder can be in an attribute too (the description of an image): as text only.
    html = re.sub(r'(alt|title)="([^"]*)"', lambda m: f'{m[1]}="{_MARK.sub("", m[2])}"', html)
    return _MARK.sub(piece, _ALONE.sub(block, html))


def _parser() -> Any:
    try:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
        from mdit_py_plugins.deflist import deflist_plugin
        from mdit_py_plugins.dollarmath import dollarmath_plugin
        from mdit_py_plugins.footnote import footnote_plugin
    except ImportError as error:
        raise UsageError(
            "HTML needs a Markdown reader that is not installed",
            hint="pip install 'citare[documents]'",
        ) from error
    parser = MarkdownIt("commonmark", {"html": True, "typographer": True})
    parser.enable(["table", "strikethrough", "smartquotes", "replacements"])
    for plugin in (footnote_plugin, deflist_plugin, attrs_plugin, attrs_block_plugin):
        parser.use(plugin)
    return parser.use(dollarmath_plugin, allow_space=False, double_inline=True)
