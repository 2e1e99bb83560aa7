"""BibLaTeX entries, values in UTF-8."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citare.exports.base import Export, Exported
from citare.exports.bib_entries import bib_text
from citare.model.item import Item


def write(items: Sequence[Item]) -> Exported:
    """The items as a .bib file."""
    return bib_text(items, "biblatex", "BibLaTeX")


BIBLATEX: Final = Export("biblatex", "BibLaTeX", (".bib",), write)
