"""Scanning a value: the pieces that `#` joins, each with its delimiters.

Three degrees of patience. STRICT takes what BibTeX takes (and `%` comments, which biber takes)
and raises `Unclean` at anything else. LENIENT mends: text without delimiters, nothing at all.
CUTTING is for blocks that do not close: a value that swallowed the fields below it is cut off
before the first of them. Each mend is a `Problem`.
"""

from __future__ import annotations

from enum import IntEnum

from citare.bibtex import tokens
from citare.bibtex.nodes import Piece, PieceKind, Problem
from citare.findings import Severity

_BRACED, _QUOTED = PieceKind.BRACED, PieceKind.QUOTED


class Patience(IntEnum):
    """How much a scan forgives."""

    STRICT = 0
    LENIENT = 1
    CUTTING = 2


class Unclean(Exception):
    """More patience is needed. Never leaves the scanner."""


class Values:
    """Reads values of a block between `pos` and at most `limit`; notes what it mends."""

    def __init__(
        self,
        text: str,
        braces: tokens.Braces,
        pos: int,
        limit: int,
        closer: str,
        patience: Patience,
        key: str = "",
    ) -> None:
        self.text = text
        self.braces = braces
        self.pos = pos
        self.limit = limit
        self.closer = closer
        self.patience = patience
        self.key = key
        self.problems: list[Problem] = []

    def problem(
        self,
        code: str,
        start: int,
        end: int,
        message: str,
        hint: str = "",
        *,
        severity: Severity = Severity.ERROR,
        field: str = "",
    ) -> None:
        """Note a mend, or give up if this scan may not mend."""
        if self.patience is Patience.STRICT and severity is Severity.ERROR:
            raise Unclean
        self.problems.append(
            Problem(code, start, max(start, end), message, hint, severity, self.key, field)
        )

    def space(self, pos: int) -> int:
        """Skip white space and `%` comments."""
        if pos < self.limit and "!" <= self.text[pos] <= "~" and self.text[pos] != "%":
            return pos
        found = tokens.SPACE.match(self.text, pos, self.limit)
        end = found.end() if found else pos
        if end > pos and "%" in self.text[pos:end]:
            at = self.text.index("%", pos)
            self.problem(
                "comment-in-entry",
                at,
                end,
                "a % comment inside an entry: biber skips it, BibTeX stops reading the entry here",
                "move the comment out of the entry",
                severity=Severity.WARNING,
            )
        return end

    def pieces(self, at: int, name: str) -> tuple[tuple[Piece, ...], int]:
        """The pieces that `#` joins, and where the last of them ends."""
        pieces: list[Piece] = []
        end = at
        while True:
            piece = self._piece(at, name)
            if piece is None:
                what = "another piece of the value behind '#'" if pieces else "a value"
                self.problem("missing-value", end, end, f"expected {what} for {name}", field=name)
                break
            pieces.append(piece)
            end = piece.end
            behind = self.space(end)
            if not self.text.startswith("#", behind, self.limit):
                break
            end = behind + 1
            at = self.space(end)
        return tuple(pieces), end

    def _piece(self, at: int, name: str) -> Piece | None:
        if at >= self.limit:
            return None
        char = self.text[at]
        if char == "{":
            end = self.braces.close(at, self.limit)
            return self._delimited(_BRACED, at, end, name)
        if char == '"':
            return self._delimited(_QUOTED, at, self._quote_end(at), name)
        found = tokens.WORD.match(self.text, at, self.limit)
        if char == "@" or found is None:
            return None
        return self._word(at, found.end(), name)

    def _quote_end(self, at: int) -> int:
        """The offset behind the quote that closes the one at `at`, or -1."""
        found = tokens.QUOTED.match(self.text, at, self.limit)
        if found:
            return found.end()
        pos = at + 1
        while True:
            mark = tokens.QUOTE_OR_BRACE.search(self.text, pos, self.limit)
            if mark is None:
                return -1
            pos = mark.end()
            if mark[0] == '"':
                return pos
            if mark[0] == "{":
                pos = self.braces.close(mark.start(), self.limit)
                if pos < 0:
                    return -1
            elif self.patience is Patience.STRICT:
                raise Unclean

    def _delimited(self, kind: PieceKind, at: int, end: int, name: str) -> Piece:
        if self.patience is not Patience.CUTTING:
            if end < 0:
                raise Unclean
            return Piece(kind, at, end)
        sibling = tokens.SIBLING.search(self.text, at, end if end > 0 else self.limit)
        if end > 0 and sibling is None:
            return Piece(kind, at, end)
        stop = sibling.start() if sibling else self.limit
        value = self.text[at:stop].rstrip()
        value = value.removesuffix(",").rstrip() if sibling else value
        closing = "}" if kind is _BRACED else '"'
        self.problem(
            "unclosed-value",
            at,
            at + len(value),
            f"expected '{closing}' to end the value of {name}",
            f"add the missing '{closing}' where the value ends",
            field=name,
        )
        return Piece(PieceKind.BROKEN, at, at + len(value))

    def _word(self, at: int, end: int, name: str) -> Piece:
        """A number, a macro's name, or text that lacks its delimiters."""
        text = self.text
        behind = self.space(end)
        if (
            behind >= self.limit
            or text[behind] in ",#})@"
            or tokens.NAME_EQUALS.match(text, behind, self.limit)
        ):
            word = text[at:end]
            if word.isascii() and word.isdigit():
                return Piece(PieceKind.NUMBER, at, end)
            if not word[0].isdigit() and "'" not in word:
                return Piece(PieceKind.MACRO, at, end)
        else:
            found = tokens.BARE.match(text, at, self.limit)
            bare = found[0] if found else text[at:end]
            if self.closer == ")":
                bare = bare.partition(")")[0] or bare
            end = at + max(len(bare.rstrip()), 1)
        self.problem(
            "unquoted-value",
            at,
            end,
            f'expected {{...}}, "...", a number or a macro as the value of {name}',
            "put the value in braces",
            field=name,
        )
        return Piece(PieceKind.BARE, at, end)
