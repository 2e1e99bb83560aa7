"""Check digits of ISBN, ISSN and ORCID iD."""

from __future__ import annotations


def isbn10_check(digits: str) -> str:
    """The check digit of nine digits (ISO 2108:1992): weights 10 to 2, modulo 11."""
    value = -sum((10 - place) * int(digit) for place, digit in enumerate(digits)) % 11
    return "X" if value == 10 else str(value)


def isbn13_check(digits: str) -> str:
    """The check digit of twelve digits (EAN-13): weights 1 and 3, modulo 10."""
    return str(-sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(digits)) % 10)


def issn_check(digits: str) -> str:
    """The check digit of seven digits (ISO 3297): weights 8 to 2, modulo 11."""
    value = -sum((8 - place) * int(digit) for place, digit in enumerate(digits)) % 11
    return "X" if value == 10 else str(value)


def orcid_check(digits: str) -> str:
    """The check digit of fifteen digits (ISO 7064, mod 11-2)."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    value = (12 - total % 11) % 11
    return "X" if value == 10 else str(value)
