"""What another program reads: bibtexparser 2, a parser that citare did not write.

Scanning a changed text again shows that *this* scanner reads it as meant. Other programs read
the file, too, and no specification settles what they make of odd text. So every entry that
citare writes is read by bibtexparser as well (`misreading`), and a write is refused if it
reads anything else: of 3,010 hostile edits it alone caught 148, such as values that end in a
backslash. `check` reports entries that a file holds already (rule `misread-entry`).

What bibtexparser 2 is known to read differently, and BibTeX does not: `@ article{`, a line
break between the type and the brace, `%` remarks inside an entry, quotes within braces of a
quoted value (`"M{"u}ller"`), a backslash before a delimiter, an `@` that begins a line inside a
value; and it drops an entry in which a field is twice. `may_misread` finds the entries that
have any of this in a small part of the time.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from citare.bibtex.nodes import Entry, PieceKind

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # it prints otherwise

_HEAD = re.compile(r"@\w+[ \t]*[{(]\s*[^\s\"={}(),\\@]+\s*[,})]")
_SUSPECT = re.compile(r"""\\[{})]|\\"\s*+[,})#]|%|[\n\r]\s*+@|=\s*+@""")


@dataclass(frozen=True, slots=True)
class Misreading:
    """How bibtexparser reads an entry differently. `field` is where it does; "" for all of it.

    `dropped` tells that it leaves the entry out.
    """

    message: str
    field: str = ""
    dropped: bool = False


def misreading(entry: Entry) -> Misreading | None:
    """How bibtexparser reads an entry, if not as scanned: the same key, type and values.

    An entry that the scanner had to guess at has no right reading.
    """
    if not entry.clean:
        return Misreading("the entry is not well formed")
    # Imported here: most commands only read, and need not wait for it at start-up.
    from bibtexparser.model import DuplicateFieldKeyBlock, ParsingFailedBlock
    from bibtexparser.model import Entry as OtherEntry
    from bibtexparser.splitter import Splitter

    blocks = Splitter(entry.text).split().blocks
    seen = blocks[0] if blocks else None
    if isinstance(seen, DuplicateFieldKeyBlock):
        names = ", ".join(sorted(seen.duplicate_keys))
        return Misreading(f"bibtexparser drops it, because it has two fields {names}", dropped=True)
    if isinstance(seen, ParsingFailedBlock) and seen.error is not None:
        reason = " ".join(getattr(seen.error, "abort_reason", str(seen.error)).split())
        return Misreading(f"bibtexparser drops it: {reason.rstrip('.')}", dropped=True)
    if not isinstance(seen, OtherEntry):
        return Misreading("bibtexparser does not see an entry", dropped=True)
    if (seen.key, seen.entry_type.lower()) != (entry.key, entry.type):
        return Misreading(f"bibtexparser reads @{seen.entry_type}{{{seen.key}")
    found = {f.key.lower(): f.value for f in seen.fields}
    for one in entry.fields:
        value = entry.source[one.value_start : one.value_end]
        if found.get(one.name) != value:
            read = found.get(one.name)
            if read is None:
                return Misreading(f"bibtexparser does not see its field {one.name}", one.name)
            return Misreading(f"bibtexparser reads {_short(read)} for {one.name}", one.name)
    if len(seen.fields) != len(entry.fields):
        extra = [f.key for f in seen.fields if entry.field(f.key.lower()) is None]
        return Misreading(f"bibtexparser reads another field, {_short(', '.join(extra))}")
    if len(blocks) > 1:
        return Misreading("bibtexparser reads more than one block")
    return None


def may_misread(entry: Entry) -> bool:
    """Whether `misreading` could find anything. False is certain, True is not."""
    source = entry.source
    if not entry.clean or _HEAD.match(source, entry.start, entry.end) is None:
        return True
    if _SUSPECT.search(source, entry.key_end, entry.end):
        return True
    for one in entry.fields:
        for piece in one.pieces:
            if piece.kind is PieceKind.QUOTED and '"' in source[piece.start + 1 : piece.end - 1]:
                return True
    return len({one.name for one in entry.fields}) < len(entry.fields)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"
