"""Quotation marks by locale and nesting depth."""

from __future__ import annotations

import re

from citare.csl.codes import INNER_OPEN, QUOTE_CLOSE, QUOTE_OPEN
from citare.csl.locale import Locale

_MARK = re.compile(f"[{QUOTE_OPEN}{INNER_OPEN}{QUOTE_CLOSE}]")


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
        if QUOTE_CLOSE not in text:
            return text
        levels: list[int] = []
        pair = (self.outer, self.inner)

        def shape(match: re.Match[str]) -> str:
            mark = match.group()
            if mark == QUOTE_CLOSE:
                return pair[levels.pop() % 2][1] if levels else self.outer[1]
            level = levels[-1] + 1 if levels else 0
            levels.append(max(level, 1) if mark == INNER_OPEN else level)
            return pair[levels[-1] % 2][0]

        return _MARK.sub(shape, text)
