"""The words of a .bib text: patterns and the two indexes (lines, braces) the scanner needs.

Names are what BibTeX takes (btxdoc section 2; bibtex.web, `id_class`): no white space, none of
`" # % ' ( ) , = { }`. Quantifiers are possessive: nothing here backtracks, so a hostile text
costs no more than a good one.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

_NAME = r"""[^\s"#%'(),={}@]++"""
_FIELD_NAME = r"""[^\s"#%'(),={}@\d][^\s"#%'(),={}@]*+"""


def _balanced(depth: int) -> str:
    """What may be between braces, nested at most `depth` deep."""
    inside = r"[^{}]*+"
    for _ in range(depth):
        inside = rf"[^{{}}]*+(?:\{{{inside}\}}[^{{}}]*+)*+"
    return inside


_BRACED = rf"\{{{_balanced(3)}\}}"
_QUOTED = rf'"[^"{{}}]*+(?:\{{{_balanced(2)}\}}[^"{{}}]*+)*+"'

BLOCK = re.compile(rf"@\s*+({_NAME})\s*+([{{(])")
BLOCK_WORD = re.compile(rf"@[ \t]*+({_NAME})")
NAMELESS = re.compile(r"@\s*+[{(](?=\s*+[^\s,={}]++\s*+,)")
KEY = re.compile(r"\s*+([^\s,={}]++)\s*+,")
FIELD = re.compile(
    rf"\s*+({_FIELD_NAME})\s*+=\s*+({_BRACED}|{_QUOTED}|\d++|{_FIELD_NAME})\s*+(?:(,)|(?=[}})]))"
)
CLOSE = re.compile(r"\s*+([})])")

SPACE = re.compile(r"\s*+(?:%[^\n]*+\s*+)*+")
BLANK = re.compile(r"\s*+\Z")
NAME_EQUALS = re.compile(rf"({_NAME})\s*+(?:%[^\n]*+\s*+)*+=")
NAME_VALUE = re.compile(rf"({_FIELD_NAME})\s*+(?=[{{\"])")
BRACED = re.compile(_BRACED)
KEY_IN_BRACES = re.compile(r"[^\s,}]++")
KEY_IN_PARENS = re.compile(r"[^\s,]++")
REST_OF_KEY = re.compile(r"[^,\n\r={}]*+(?=,)")
NO_KEY = re.compile(rf"{_NAME}(?:\s++=|=\s*+[\"{{])")
WORD = re.compile(r"""[^\s"#%(),={}]++""")
QUOTED = re.compile(_QUOTED)
QUOTE_OR_BRACE = re.compile(r'["{}]')
DEBRIS = re.compile(r"[^\n\r,{}()@]++")
RUN_ON = re.compile(r"""([^\n\r]*["}])[ \t]*+(?:,(?=[ \t]*+[\n\r])|(?=[\n\r]\s*+[})]))""")
BARE = re.compile(r"""[^\n\r,{}"#]++""")
SIBLING = re.compile(rf"[\n\r][ \t]*+{_FIELD_NAME}[ \t]*+=[ \t]*+[\"{{\d]")
SWALLOWED = re.compile(rf"[\n\r](?:[ \t]*+{_FIELD_NAME}[ \t]*+=[ \t]*+[\"{{\d]|[}})])")
COMMA_FIELD = re.compile(rf"\s*+,\s*+(?={_FIELD_NAME}\s*+=)")
BOUNDARY = re.compile(rf"^[ \t\ufeff]*+(?=@[ \t]*+{_NAME}\s*+[{{(])", re.MULTILINE)
NESTED = re.compile(rf"^[ \t]*+@[ \t]*+{_NAME}\s*+[{{(]\s*+[^\s,={{}}()]++\s*+,", re.MULTILINE)

_BRACE = re.compile(r"[{}]")
_LINE_END = re.compile(r"\r\n|\n|\r")


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins; lines end with LF, CR LF or CR."""
    if "\r" in text:
        return [0, *(m.end() for m in _LINE_END.finditer(text))]
    return [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])]


class Braces:
    """Which `}` closes a `{`, as BibTeX counts (a backslash protects no brace).

    Small cases are answered by a pattern. The first hard one (deep, or never closed) makes a
    table of the whole text, once: asking stays cheap in any text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[int, int] | None = None

    def close(self, start: int, limit: int) -> int:
        """The offset after the brace that closes the one at `start`, or -1."""
        if self._ends is None:
            found = BRACED.match(self._text, start, limit)
            if found:
                return found.end()
            self._ends = self._table()
        end = self._ends.get(start, -1)
        return end if end <= limit else -1

    def _table(self) -> dict[int, int]:
        ends: dict[int, int] = {}
        stack: list[int] = []
        for found in _BRACE.finditer(self._text):
            at = found.start()
            if self._text[at] == "{":
                stack.append(at)
            elif stack:
                ends[stack.pop()] = at + 1
        return ends


def quotable(text: str) -> bool:
    """Whether a text can be between quotation marks: each of its own is within braces."""
    braces = Braces(text)
    at = 0
    while at < len(text):
        if text[at] == '"':
            return False
        if text[at] == "{":
            at = max(braces.close(at, len(text)), at + 1)
        else:
            at += 1
    return True


class Span(NamedTuple):
    """A stretch of a value."""

    start: int
    end: int
    text: str


def top_level(value: str) -> list[tuple[int, int]]:
    """The stretches outside all braces, counted as BibTeX does: a backslash protects no brace."""
    if "{" not in value and "}" not in value:
        return [(0, len(value))] if value else []
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
    if "{" not in value and "}" not in value:
        return value
    pieces = [fill] * len(value)
    for start, end in top_level(value):
        pieces[start:end] = value[start:end]
    for found in re.finditer(r"[{}]", value):
        pieces[found.start()] = found[0]
    return "".join(pieces)
