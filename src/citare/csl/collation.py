"""Order of texts as readers expect it: letters by alphabet, without case, accents, punctuation.

Words count (a space sorts before any letter), digits count as numbers; what differs only in
case, accents or punctuation keeps its order.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PUNCTUATION = re.compile(r"[^\w\s]|_")
_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


@lru_cache(maxsize=65536)
def collation_key(text: str) -> str:
    """A text's sort key."""
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded).translate(_LETTERS)
    folded = _SPACES.sub(" ", _PUNCTUATION.sub("", folded)).strip()
    if any(c.isdigit() for c in folded):
        folded = _DIGITS.sub(lambda m: m.group().lstrip("0").zfill(12), folded)
    return folded
