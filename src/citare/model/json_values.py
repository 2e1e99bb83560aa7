"""Single JSON values that should be text, a flag or a whole number."""

from __future__ import annotations

from typing import Final

FIRST_OF_MANY: Final = frozenset({"title", "container-title", "title-short"})
"""Variables that some systems write as lists, of which the first is meant."""


def json_text(value: object, variable: str = "") -> str | None:
    """Text of a string, a number or a list of them; None for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list) and all(isinstance(part, str | int | float) for part in value):
        texts = [part for part in (json_text(part) for part in value) if part]
        return (texts[0] if texts else "") if variable in FIRST_OF_MANY else ", ".join(texts)
    return None


def json_flag(value: object) -> bool:
    return value not in (None, False, 0, "", "0", "false")


def json_number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        digits = value.strip()
        if digits.lstrip("+-").isdecimal() and len(digits) < 12:
            return int(digits) if digits.lstrip("+-") else None
    return None
