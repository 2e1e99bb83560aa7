"""Looking into a raw field value: a reading copy, and the words that a style may recase.

Everything works on raw LaTeX as it is in the .bib file and gives offsets, so that a rule can
point at what it means and change no more than that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citare.bibtex.grammar import Span, top_level

# Commands and math are not words; an accent command is part of the word it is in.
_HIDDEN = re.compile(
    r"\\[A-Za-z]+\*?\s*(?:\[[^\]]*\])?|\\.|(?<!\\)\$\$?[^$]*\$\$?|https?://\S+|www\.\S+", re.DOTALL
)
_WORD = re.compile(r"[^\W_](?:[\w’'ʼ]*[^\W_])?")


def plain(value: str) -> str:
    """A rough reading copy: braces and commands gone. For looking at, never for storing."""
    if "\\" in value:
        value = re.sub(r"\\[\"'`^~=.]\s*", "", value)
        value = re.sub(r"\\[A-Za-z]+\*?\s*|\\(.)", r"\1", value)
    return re.sub(r"[{}]", "", value)


def loose_words(value: str) -> Iterator[Span]:
    """The words that a style may recase: outside braces, commands, math and addresses."""
    hidden = [found.span() for found in _HIDDEN.finditer(value)]
    text = list(value)
    for start, end in hidden:
        text[start:end] = "\x00" * (end - start)
    flat = "".join(text)
    for start, end in top_level(value):
        for found in _WORD.finditer(flat, start, end):
            yield Span(found.start(), found.end(), found[0])
