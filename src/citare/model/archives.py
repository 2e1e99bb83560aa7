"""Archives of eprints and preprint servers: their names, in one table."""

from __future__ import annotations

import re
from typing import Final

ARCHIVES: Final[dict[str, str]] = {
    "arxiv": "arXiv",
    "jstor": "JSTOR",
    "hdl": "HDL",
    "googlebooks": "Google Books",
    "biorxiv": "bioRxiv",
    "medrxiv": "medRxiv",
    "hal": "HAL",
    "ssrn": "SSRN",
}
"""`eprinttype` (BibLaTeX's manual, 3.14.7) and the archive's own name."""

_SERVER: Final = re.compile(
    r"\b\w*rxiv\b|\bssrn\b|\bpreprints?\b|research square|\bauthorea\b|\bosf\b", re.IGNORECASE
)


def is_preprint_server(name: str) -> bool:
    """Whether a name, or the text of a citation, names a preprint server or says "preprint"."""
    return bool(_SERVER.search(name))


def holds_preprints(eprinttype: str) -> bool:
    """Whether an `eprinttype` names a preprint server, not a library such as JSTOR."""
    return is_preprint_server(ARCHIVES.get(eprinttype.lower(), eprinttype))
