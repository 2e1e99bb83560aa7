"""Braces as BibTeX counts them."""

from __future__ import annotations

import re
from typing import Final

_BRACE: Final = re.compile(r"[{}]")


def balanced(text: str) -> bool:
    """Whether a text can be between braces: none closes before it opens, none stays open.

    BibTeX counts every brace; a backslash protects none (bibtex.web, "scan a balanced string").
    """
    depth = 0
    for found in _BRACE.finditer(text):
        depth += 1 if found[0] == "{" else -1
        if depth < 0:
            return False
    return depth == 0
