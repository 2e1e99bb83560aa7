"""Looking into a raw field value: names with their offsets, and the words a style may recase.

Everything works on raw LaTeX as it stands in the .bib file and gives offsets, so that a rule
can point at what it means and mend no more than that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_BRACE = re.compile(r"[{}]")
_AND = re.compile(r"(?<=[\s}])and(?=[\s{])", re.IGNORECASE)
# Commands and math are no words; an accent command is part of the word it stands in.
_HIDDEN = re.compile(
    r"\\[A-Za-z]+\*?\s*(?:\[[^\]]*\])?|\\.|(?<!\\)\$\$?[^$]*\$\$?|https?://\S+|www\.\S+", re.DOTALL
)
_WORD = re.compile(r"[^\W_](?:[\w’'ʼ]*[^\W_])?")


class Span(NamedTuple):
    """A stretch of a value."""

    start: int
    end: int
    text: str


def top_level(value: str) -> list[tuple[int, int]]:
    """The stretches outside all braces, counted as BibTeX does: a backslash protects no brace."""
    spans = []
    depth = 0
    start = 0
    for found in _BRACE.finditer(value):
        token = found[0]
        if token == "{":
            if depth == 0:
                spans.append((start, found.start()))
            depth += 1
        elif token == "}":
            depth = max(0, depth - 1)
            if depth == 0:
                start = found.end()
    if depth == 0:
        spans.append((start, len(value)))
    return [(a, b) for a, b in spans if a < b]


def masked(value: str, fill: str = "\x00") -> str:
    """The value with everything inside braces replaced, same length; braces stay."""
    pieces = [fill] * len(value)
    for start, end in top_level(value):
        pieces[start:end] = value[start:end]
    for found in re.finditer(r"[{}]", value):
        pieces[found.start()] = found[0]
    return "".join(pieces)


def names(value: str) -> Iterator[Span]:
    """The names of a list: parts that ` and ` at brace depth 0 separates (btxdoc, 4).

    Each without the white space around it; an empty one has an empty text.
    """
    outside = masked(f" {value} ")
    start = 1
    for found in [*_AND.finditer(outside), None]:
        end = found.start() if found else len(outside) - 1
        part = value[start - 1 : end - 1]
        text = part.strip()
        lead = len(part) - len(part.lstrip()) if text else 0
        yield Span(start - 1 + lead, start - 1 + lead + len(text), text)
        if found:
            start = found.end()


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
