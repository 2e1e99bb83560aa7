"""Quotation marks by locale and nesting depth."""

from __future__ import annotations

import re

from citare.csl.codes import QUOTE_CLOSE, QUOTE_OPEN
from citare.csl.locale import Locale

_MARK = re.compile(f"[{QUOTE_OPEN}{QUOTE_CLOSE}]")


class QuoteMarks:
    """A locale's outer and inner quotation marks."""

    def __init__(self, locale: Locale) -> None:
        self.outer = (locale.term("open-quote") or "“", locale.term("close-quote") or "”")
        self.inner = (
            locale.term("open-inner-quote") or "‘",
            locale.term("close-inner-quote") or "’",
        )

    def resolve(self, text: str) -> str:
        """Working text with every quotation mark in its shape: outer, inner, outer, ..."""
        if QUOTE_OPEN not in text:
            return text
        depth = 0
        pair = (self.outer, self.inner)

        def shape(match: re.Match[str]) -> str:
            nonlocal depth
            if match.group() == QUOTE_OPEN:
                depth += 1
                return pair[(depth - 1) % 2][0]
            depth -= 1
            return pair[depth % 2][1]

        return _MARK.sub(shape, text)
