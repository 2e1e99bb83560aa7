"""The filters of citation-key templates: `lower`, `abbr`, `substring(1,3)` ..."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from citare.library.key_parts import SMALL_WORDS, capital, words_of
from citare.text.unicode import to_ascii

Filter = Callable[[str], str]


def _each_word(change: Callable[[str], str]) -> Callable[[], Filter]:
    return lambda: lambda text: re.sub(r"[^\W_]+", lambda match: change(match[0]), text)


def _abbreviated() -> Filter:
    return lambda text: "".join(word[0] for word in words_of(text))


def _sentence() -> Filter:
    return lambda text: text[:1].upper() + text[1:].lower()


def _substring(start: str = "1", count: str = "1") -> Filter:
    first = int(start) - 1 if int(start) > 0 else int(start)
    return lambda text: text[first:][: int(count)]


def _select(start: str = "1", count: str = "0") -> Filter:
    first = int(start) - 1

    def change(text: str) -> str:
        words = text.split()[first:]
        return " ".join(words[: int(count)] if int(count) else words)

    return change


def _truncate(count: str) -> Filter:
    return lambda text: text.replace(" ", "")[: int(count)]


def _replace(find: str, replacement: str = "") -> Filter:
    pattern = re.compile(find)
    return lambda text: pattern.sub(replacement, text)


def _condense(separator: str = "") -> Filter:
    return lambda text: separator.join(text.split())


def _camel_words(count: str = "0") -> Filter:
    def change(text: str) -> str:
        words = [capital(word) for word in words_of(text)]
        return "".join(words[: int(count)] if int(count) else words)

    return change


def _skip_words() -> Filter:
    return lambda text: " ".join(w for w in text.split() if w.lower() not in SMALL_WORDS)


FILTERS: Final[dict[str, Callable[..., Filter]]] = {
    "lower": lambda: str.lower,
    "lowercase": lambda: str.lower,
    "upper": lambda: str.upper,
    "uppercase": lambda: str.upper,
    "capitalize": _each_word(capital),
    "titlecase": _each_word(lambda word: word[:1].upper() + word[1:].lower()),
    "sentencecase": _sentence,
    "abbr": _abbreviated,
    "acronym": _abbreviated,
    "nopunct": lambda: lambda text: re.sub(r"[^\w\s]|_", "", text),
    "nopunctordash": lambda: lambda text: re.sub(r"[^\w\s]|_", "", text),
    "alphanum": lambda: lambda text: re.sub(r"[\W_]", "", text),
    "numeric": lambda: lambda text: re.sub(r"\D", "", text),
    "clean": lambda: lambda text: re.sub(r"[^\w\s-]", "", to_ascii(text)),
    "ascii": lambda: to_ascii,
    "fold": lambda: to_ascii,
    "transliterate": lambda: to_ascii,
    "camel": _camel_words,
    "camelcase": _camel_words,
    "condense": _condense,
    "skipwords": _skip_words,
    "select": _select,
    "substring": _substring,
    "truncate": _truncate,
    "truncatetitle": _truncate,
    "regex": _replace,
    "replace": _replace,
    "prefix": lambda start: lambda text: start + text if text else "",
    "postfix": lambda end: lambda text: text + end if text else "",
    "default": lambda instead: lambda text: text or instead,
}
"""Filters by name (lower case, without underscores), each made from its arguments."""
