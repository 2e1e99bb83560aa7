"""The kinds of document whose citations can be read."""

from __future__ import annotations

from typing import Final

from citare.documents.base import Syntax
from citare.documents.latex import LATEX
from citare.documents.markdown import MARKDOWN
from citare.documents.rst import RST
from citare.documents.typst import TYPST

SYNTAXES: Final[tuple[Syntax, ...]] = (MARKDOWN, LATEX, TYPST, RST)


def syntax_for(path: str) -> Syntax | None:
    """The kind of document that a path's ending names, or None."""
    lower = path.lower()
    return next((m for m in SYNTAXES if lower.endswith(m.extensions)), None)
