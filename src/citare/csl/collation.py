"""Order of texts as readers expect it: letters by alphabet, accents and case only as ties."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from citare.csl.codes import ANY_MARK

_PUNCTUATION = "_-‐‑–—,;:!?.'’‘\"“”«»()[]{}@*/\\&#%`^+<=>|~$"
_ORDER = {ord(char): chr(0x02 + index) for index, char in enumerate(_PUNCTUATION)}
_DROP = re.compile("[’‘'\"“”«»„‚]")
_EXTRA = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})

Key = tuple[str, str]


@lru_cache(maxsize=65536)
def collation_key(text: str) -> Key:
    """Sort key: base letters first, then accents, then case."""
    text = ANY_MARK.sub("", text)
    folded = text.casefold()
    if folded.isascii():
        return folded.translate(_ORDER), text.swapcase()
    decomposed = unicodedata.normalize("NFKD", folded)
    base = "".join([c for c in decomposed if not "\u0300" <= c <= "\u036f"]).translate(_EXTRA)
    return base.translate(_ORDER), decomposed + text.swapcase()
