"""Text case of working text: marks are looked through, protected parts keep their letters.

The rules are in citare.text.casing; here working text is cut at its marks into segments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from citare.csl import codes
from citare.text import casing

_MARKS = re.compile(f"([{codes.MARKS}]+)")
_OPENING = frozenset(chr(c) for c in range(0x80, 0xA0) if c != 0x85)
_PROTECTING = frozenset({codes.NOCASE, codes.NODECOR, codes.SUP, codes.SUB, codes.FIELD_SMALL_CAPS})


def lowercase(text: str, language: str = "") -> str:
    """All letters small."""
    return _change(text, "lowercase", language)


def uppercase(text: str, language: str = "") -> str:
    """All letters capital."""
    return _change(text, "uppercase", language)


def capitalize_first(text: str, language: str = "") -> str:
    """The first letter of the first word capital, if the word is lowercase."""
    return _change(text, "capitalize-first", language)


def capitalize_all(text: str, language: str = "") -> str:
    """The first letter of every lowercase word capital."""
    return _change(text, "capitalize-all", language)


def sentence(text: str, language: str = "") -> str:
    """Sentence case."""
    return _change(text, "sentence", language)


def title(text: str, language: str = "") -> str:
    """Title case, for text in English; any other stays."""
    return _change(text, "title", language) if casing.is_english(language) else text


def for_term(attributes: Mapping[str, str], language: str) -> tuple[Mapping[str, str], str]:
    """(attributes, language) for the text case of a term.

    Title case is for terms of every language, so they count as English, except where the
    letters themselves are the locale's own ("i" is "İ" in Turkish).
    """
    if language[:2] not in ("tr", "az"):
        return attributes, "en"
    if attributes.get("text-case") == "title":
        attributes = {**attributes, "text-case": "capitalize-all"}
    return attributes, language


def _change(text: str, case: str, language: str) -> str:
    if text.isprintable():  # marks are control characters
        return casing.change_case(text, case, language)
    pieces = _MARKS.split(text)  # text and runs of marks by turns
    segments: list[casing.Segment] = []
    stack: list[str] = []
    for index, piece in enumerate(pieces):
        if not index % 2:
            segments.append((piece, not _PROTECTING.isdisjoint(stack)))
            continue
        for mark in piece:
            if mark in _OPENING:
                stack.append(mark)
            elif mark == codes.CLOSE and stack:
                stack.pop()
    pieces[::2] = casing.change_case_segments(segments, case, language)
    return "".join(pieces)
