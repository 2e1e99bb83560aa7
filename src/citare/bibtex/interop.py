"""A second opinion on text of our own: what bibtexparser reads in an entry.

Scanning again shows that *this* scanner reads an edited entry as meant; other programs must,
too. bibtexparser misreads some legal entries (`@ article{`, `%` remarks, repeated fields), so
an entry that it could not read before the edit need not be readable to it afterwards.
"""

from __future__ import annotations

import logging

from bibtexparser.model import Entry as OtherEntry
from bibtexparser.splitter import Splitter

from citare.bibtex.nodes import Entry

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # it prints otherwise


def read_alike(entry: Entry) -> bool:
    """Whether bibtexparser finds the key, type and fields as scanned; never of a mended entry."""
    if not entry.clean:
        return False
    blocks = Splitter(entry.text).split().blocks
    seen = blocks[0] if len(blocks) == 1 else None
    if not isinstance(seen, OtherEntry):
        return False
    if (seen.key, seen.entry_type.lower()) != (entry.key, entry.type):
        return False
    fields = [(f.name, entry.source[f.value_start : f.value_end]) for f in entry.fields]
    return fields == [(f.key.lower(), f.value) for f in seen.fields]
