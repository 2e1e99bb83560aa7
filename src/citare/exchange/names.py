"""Names as reference managers write them: `Family, Given, Suffix`.

Without a comma a name is an institution's, unless it has initials.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from citare.model.name import OTHERS, Name

_SUFFIX: Final = re.compile(
    r"(?:jr|sr|[ivx]{2,4}|[2-5](?:nd|rd|th)|esq|ph\.?d|m\.?d)\.?", re.IGNORECASE
)
_NATURAL: Final = re.compile(
    r"((?:[^\W\d_a-z][\w’'-]+ )?(?:[^\W\d_]\.[ -]?)+) ?((?:[a-z]+ ){0,2}[^\W\d_][\w’'-]+)"
)
# `Smith J.A.`, `van der Berg JA` (Embase, Ovid); not `Bayer AG`
_FAMILY_FIRST: Final = re.compile(
    r"((?:[a-z]+ ){0,2}[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)?) "
    r"((?:[A-Z]\.[ -]?){1,4}|(?!(?:AG|SA|SE|AB|BV|NV|KG|UK|US|USA|EU|UN|II|III|IV)$)[A-Z]{1,3})"
)
_OF_PEOPLE: Final = re.compile(
    r"\b(?:group|team|class|study|committee|commission|board|unit)\b", re.I
)
_INITIALS: Final = re.compile(r"[A-Z]{1,4}")


def read_name(text: str) -> Name | None:
    """One name, None for an empty one. A trailing comma marks an institution (EndNote)."""
    text = " ".join(text.split())
    if not text:
        return None
    if text.lower() in ("et al", "et al.", "others"):
        return OTHERS
    if ",," in text:  # EndNote's comma inside an institution's name
        literal = " ".join(text.replace(",,", ",").strip(", ").split())
        return Name(literal=literal) if literal else None
    if match := _NATURAL.fullmatch(text):  # `Brian W. Kernighan`: only initials tell
        return Name(family=match[2], given=match[1].strip())
    if (match := _FAMILY_FIRST.fullmatch(text)) and not _OF_PEOPLE.search(text):
        return Name(family=match[1], given=_spaced(match[2]))
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


def _spaced(initials: str) -> str:
    if "." in initials:
        return re.sub(r"\.(?=[A-Z])", ". ", initials).strip()
    return " ".join(f"{initial}." for initial in initials)


def read_full_name(text: str) -> Name | None:
    """PubMed's full form, `van der Berg, Jan A Jr`: a suffix follows the given names."""
    name = read_name(text)
    if name is None or name.suffix or " " not in name.given:
        return name
    given, _, last = name.given.rpartition(" ")
    return replace(name, given=given, suffix=last) if _SUFFIX.fullmatch(last) else name


def read_short_name(text: str) -> Name | None:
    """PubMed's short form, `van der Berg JA Jr`: initials last."""
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if len(words) > 1 and _INITIALS.fullmatch(words[-1]):
        given = " ".join(f"{initial}." for initial in words[-1])
        return Name(family=" ".join(words[:-1]), given=given, suffix=suffix)
    return read_name(text)
