"""Roman numerals, read and written."""

from __future__ import annotations

import re
from typing import Final

_VALUES: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_WELL_FORMED: Final = re.compile(
    r"(?=[mdclxvi])m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)


def roman_value(text: str) -> int:
    """The value (1 to 4999) of a well-formed Roman numeral in either case; 0 for other texts."""
    if not _WELL_FORMED.fullmatch(text):
        return 0
    rest, value = text.lower(), 0
    for worth, numeral in _VALUES:
        while rest.startswith(numeral):
            value += worth
            rest = rest[len(numeral) :]
    return value


def to_roman(number: int) -> str:
    """A number from 1 to 4999 in small Roman numerals; other numbers in digits."""
    if not 0 < number < 5000:
        return str(number)
    text = ""
    for worth, numeral in _VALUES:
        while number >= worth:
            text += numeral
            number -= worth
    return text
