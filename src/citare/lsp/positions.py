"""Offsets of a text <-> positions of the Language Server Protocol (lines and code units from 0).

Lines end with LF, CR LF or CR, as the protocol says ("Text Documents"); a code unit is one of
UTF-16 unless client and server have agreed on another encoding.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from citare.bibtex.grammar import line_starts

_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Lines:
    """A text's lines."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self.text = text
        self._codec, self._unit = _CODECS[encoding]

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and character of an offset."""
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : offset]
        if before.isascii():
            return line, len(before)
        return line, len(before.encode(self._codec, "surrogatepass")) // self._unit

    def offset(self, line: int, character: int) -> int:
        """The offset of a position, kept inside its line; a negative one is that of its start."""
        line, character = max(line, 0), max(character, 0)
        if line >= len(self._starts):
            return len(self.text)
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        content = self.text[start:end].rstrip("\r\n")
        if content.isascii():
            return start + min(character, len(content))
        raw = content.encode(self._codec, "surrogatepass")[: character * self._unit]
        return start + len(raw.decode(self._codec, "ignore"))
