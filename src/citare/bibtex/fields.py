"""Scanning the body of a block: its fields up to the closing delimiter.

Three degrees of patience. STRICT takes what BibTeX takes (and `%` comments, which biber takes)
and raises `Unclean` at anything else. LENIENT mends: missing commas and `=`, text without
delimiters, debris. CUTTING is for blocks that do not close: a value that swallowed the fields
below it is cut off before the first of them. Each mend is a `Problem`.
"""

from __future__ import annotations

from enum import IntEnum

from citare.bibtex import tokens
from citare.bibtex.nodes import Field, Piece, PieceKind, Problem
from citare.findings import Severity

_BRACED, _QUOTED = PieceKind.BRACED, PieceKind.QUOTED
_NUMBER, _MACRO = PieceKind.NUMBER, PieceKind.MACRO
_BARE, _BROKEN = PieceKind.BARE, PieceKind.BROKEN
_KINDS = {"{": _BRACED, '"': _QUOTED} | dict.fromkeys("0123456789", _NUMBER)

_LONG_LINE = 4000


class Patience(IntEnum):
    """How much a scan forgives."""

    STRICT = 0
    LENIENT = 1
    CUTTING = 2


class Unclean(Exception):
    """More patience is needed. Never leaves the scanner."""


class Body:
    """One scan of a block's fields between `pos` and at most `limit`.

    After `scan`: `fields`; `close` is the offset of the closing delimiter or -1; `pos` the
    offset behind what was read; `problems` what was mended.
    """

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
        self.fields: list[Field] = []
        self.problems: list[Problem] = []
        self.close = -1

    def scan(self) -> None:
        """Read fields until the block closes or nothing is left."""
        text, limit, closer, fields = self.text, self.limit, self.closer, self.fields
        match, kind_of, add = tokens.FIELD.match, _KINDS.get, fields.append
        end_of_block, pos = tokens.CLOSE.match, self.pos
        while True:
            found = match(text, pos, limit)
            if found is not None:
                name_start, name_end = found.span(1)
                start, end = found.span(2)
                comma = found.start(3)
                piece = Piece(kind_of(text[start], _MACRO), start, end)
                add(Field(found[1].lower(), name_start, name_end, start, end, comma, (piece,)))
                pos = found.end()
                if comma >= 0:
                    continue
                if text[pos] == closer:
                    self.close = pos
                    self.pos = pos + 1
                    return
                self.pos = pos
                self._behind_value()
            else:
                closing = end_of_block(text, pos, limit)
                if closing is not None and closing[1] == closer:
                    self.close = closing.end() - 1
                    self.pos = closing.end()
                    return
                self.pos = pos
                if self._next():
                    return
            pos = self.pos

    def value(self) -> tuple[Piece, ...]:
        """Read a value that fills the whole block (@preamble); raises Unclean if it does not."""
        pieces, end = self._pieces(self._space(self.pos), "the preamble")
        at = self._space(end)
        if not pieces or not self.text.startswith(self.closer, at, self.limit):
            raise Unclean
        self.close, self.pos = at, at + 1
        return pieces

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

    def _space(self, pos: int) -> int:
        """Skip white space and `%` comments."""
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

    def _next(self) -> bool:
        """Read one field the slow way, or the end of the block (True)."""
        text = self.text
        pos = self._space(self.pos)
        if pos >= self.limit:
            self.pos = self.limit
            self._unclosed(self.limit)
            return True
        char = text[pos]
        if char == self.closer:
            self.close = pos
            self.pos = pos + 1
            return True
        if char == "@" and tokens.BLOCK.match(text, pos):
            self.pos = pos
            self._unclosed(pos)
            return True
        if char == ",":
            self.problem("extra-comma", pos, pos + 1, "expected a field name, found a comma")
            self.pos = pos + 1
            return False
        found = tokens.NAME_EQUALS.match(text, pos, self.limit)
        if found:
            self._field(found[1], pos)
            return False
        return self._mismatched(pos) or self._debris(pos, "expected a field name")

    def _unclosed(self, at: int) -> None:
        self.problem(
            "unclosed-entry",
            at,
            at,
            f"expected '{self.closer}' to close the block, found "
            + ("the next one" if at < len(self.text) else "the end of the file"),
            f"add the missing '{self.closer}'",
        )

    def _mismatched(self, pos: int) -> bool:
        char = self.text[pos]
        if char not in ")}":
            return False
        if self.patience is Patience.STRICT:
            raise Unclean
        if tokens.BLANK.match(self.text, pos + 1, self.limit) is None:
            return False
        self.problem(
            "mismatched-delimiter",
            pos,
            pos + 1,
            f"expected '{self.closer}' to close the block, found '{char}'",
        )
        self.close = pos
        self.pos = pos + 1
        return True

    def _debris(self, pos: int, expected: str) -> bool:
        """Skip what is no field: to the next comma, line end or closing delimiter."""
        text, at = self.text, pos
        while at < self.limit and text[at] not in ",\n\r" and text[at] != self.closer:
            if text[at] == "{":
                end = self.braces.close(at, self.limit)
                at = end if end > 0 else at + 1
            elif text[at] == "@" and at > pos and tokens.BLOCK.match(text, at):
                break
            else:
                found = tokens.DEBRIS.match(text, at, self.limit)
                at = found.end() if found else at + 1
        shown = text[pos:at].strip()
        shown = shown if len(shown) <= 40 else shown[:39] + "…"
        self.problem("unexpected-text", pos, at, f"{expected}, found {shown!r}")
        self.pos = at + 1 if at < self.limit and text[at] == "," else at
        return False

    def _field(self, name: str, start: int) -> None:
        """Read `= value` behind a name, the slow way."""
        name_end = start + len(name)
        name = name.lower()
        if name[0].isdigit():
            self.problem(
                "odd-field-name",
                start,
                name_end,
                f"the field name {name!r} begins with a digit: BibTeX refuses it",
                field=name,
            )
        equals = self.text.index("=", name_end)
        value = self._space(equals + 1)
        pieces, end = self._pieces(value, name)
        if not pieces:
            value = end = equals + 1
        self.fields.append(Field(name, start, name_end, value, end, -1, pieces))
        self.pos = end
        self._behind_value()

    def _pieces(self, at: int, name: str) -> tuple[tuple[Piece, ...], int]:
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
            behind = self._space(end)
            if not self.text.startswith("#", behind, self.limit):
                break
            end = behind + 1
            at = self._space(end)
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
        return Piece(_BROKEN, at, at + len(value))

    def _word(self, at: int, end: int, name: str) -> Piece:
        """A number, a macro's name, or text that lacks its delimiters."""
        text = self.text
        behind = self._space(end)
        if (
            behind >= self.limit
            or text[behind] in ",#})@"
            or tokens.NAME_EQUALS.match(text, behind, self.limit)
        ):
            word = text[at:end]
            if word.isascii() and word.isdigit():
                return Piece(_NUMBER, at, end)
            if not word[0].isdigit() and "'" not in word:
                return Piece(_MACRO, at, end)
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
        return Piece(_BARE, at, end)

    def _behind_value(self) -> None:
        """What follows a value: a comma, the end, or something that should not be there."""
        text = self.text
        pos = self._space(self.pos)
        if pos >= self.limit or text[pos] == self.closer:
            self.pos = pos
            return
        last = self.fields[-1]
        if text[pos] == ",":
            self.fields[-1] = last._replace(comma=pos)
            self.pos = pos + 1
            return
        if text[pos] == "@" and tokens.BLOCK.match(text, pos):
            self.pos = pos
            return
        if tokens.NAME_EQUALS.match(text, pos, self.limit):
            self.problem(
                "missing-comma",
                last.value_end,
                last.value_end,
                f"expected a comma behind the value of {last.name}",
                "add the comma",
                field=last.name,
            )
            self.pos = pos
            return
        if self.patience is Patience.STRICT:
            raise Unclean
        if self._runs_on(last, pos) or self._mismatched(pos):
            return
        self._debris(pos, f"expected ',' or '{self.closer}' behind the value of {last.name}")

    def _runs_on(self, last: Field, pos: int) -> bool:
        """A value that ended early, at a delimiter that was meant as text: `"a "b" c",`."""
        text = self.text
        if not last.pieces or last.pieces[-1].kind not in (_BRACED, _QUOTED):
            return False
        if last.pieces[-1].kind is _QUOTED and self.patience is Patience.LENIENT:
            value = text[last.value_start : last.value_end - 1].rstrip()
            if value.endswith("=") and "\n" in value:
                raise Unclean
        found = tokens.RUN_ON.match(text, pos, min(self.limit, pos + _LONG_LINE))
        if found is None:
            return False
        end = found.end(1)
        self.problem(
            "delimiter-in-value",
            last.value_end - 1,
            end,
            f"the value of {last.name} goes on behind its closing delimiter",
            "put the value in braces, and quotes in it as `` and ''",
            field=last.name,
        )
        piece = Piece(_BROKEN, last.pieces[-1].start, end)
        comma = found.end() - 1 if found[0].endswith(",") else -1
        self.fields[-1] = last._replace(
            value_end=end, comma=comma, pieces=(*last.pieces[:-1], piece)
        )
        self.pos = found.end()
        return True
