"""Names as reference managers write them: `Family, Given, Suffix`; no comma is no person."""

from __future__ import annotations

import re
from typing import Final

from citare.model.name import OTHERS, Name

_SUFFIX: Final = re.compile(r"(?:jr|sr|[ivx]{2,4}|esq|ph\.?d|m\.?d)\.?", re.IGNORECASE)
_INITIAL: Final = re.compile(r"(?<!\w)[A-Z]\.")
_INITIALS: Final = re.compile(r"[A-Z]{1,4}")


def read_name(text: str) -> Name | None:
    """One name, None for an empty one. A trailing comma marks an institution (EndNote)."""
    text = " ".join(text.split())
    if not text:
        return None
    if text.lower() in ("et al", "et al.", "others"):
        return OTHERS
    if ",," in text:  # EndNote's comma inside an institution's name
        return Name(literal=" ".join(text.replace(",,", ",").rstrip(", ").split()))
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1 or not any(parts[1:]):
        return Name(literal=text.rstrip(", ")) if text.rstrip(", ") else None
    if not parts[0]:
        return Name(literal=text.strip(", "))
    if len(parts) == 2:
        return Name(family=parts[0], given=parts[1])
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[1]) and not _SUFFIX.fullmatch(parts[2]):
        return Name(family=parts[0], given=parts[2], suffix=parts[1])
    if len(parts) == 3:
        return Name(family=parts[0], given=parts[1], suffix=parts[2])
    return Name(literal=text)


def read_natural_name(text: str) -> Name | None:
    """A name of refer and EndNote files, which may stand as `Given I. Family`, too."""
    words = text.split()
    if "," not in text and len(words) > 1 and _INITIAL.search(text):
        return Name(family=words[-1], given=" ".join(words[:-1]))
    return read_name(text)


def read_short_name(text: str) -> Name | None:
    """PubMed's short form, `van der Berg JA Jr`: initials last."""
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if len(words) > 1 and _INITIALS.fullmatch(words[-1]):
        given = " ".join(f"{initial}." for initial in words[-1])
        return Name(family=" ".join(words[:-1]), given=given, suffix=suffix)
    return read_name(text)
