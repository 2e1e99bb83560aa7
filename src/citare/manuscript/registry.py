"""The kinds of document whose citations can be read."""

from __future__ import annotations

from typing import Final

from citare.manuscript.base import Manuscript
from citare.manuscript.latex import LATEX
from citare.manuscript.markdown import MARKDOWN
from citare.manuscript.typst import TYPST

MANUSCRIPTS: Final[tuple[Manuscript, ...]] = (MARKDOWN, LATEX, TYPST)


def manuscript_for(path: str) -> Manuscript | None:
    """The kind of document that a path's ending names, or None."""
    lower = path.lower()
    return next((m for m in MANUSCRIPTS if lower.endswith(m.extensions)), None)
