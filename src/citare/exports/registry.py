"""The formats that can be exported."""

from __future__ import annotations

from typing import Final

from citare.exports.base import Export
from citare.exports.endnote_xml import ENDNOTE_XML
from citare.exports.enw import ENW
from citare.exports.ris import RIS

EXPORTS: Final[tuple[Export, ...]] = (RIS, ENW, ENDNOTE_XML)


def export_named(name: str) -> Export | None:
    """The format of a name, or None."""
    return next((known for known in EXPORTS if known.name == name), None)


def export_for(path: str) -> Export | None:
    """The first format of a file's ending, or None."""
    lower = path.lower()
    return next((known for known in EXPORTS if lower.endswith(known.extensions)), None)
