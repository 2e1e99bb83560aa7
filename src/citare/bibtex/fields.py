"""Scanning the body of a block: its fields up to the closing delimiter.

With more patience than STRICT, missing commas, debris between fields and wrong delimiters are
stepped over and noted.
"""

from __future__ import annotations

from citare.bibtex import tokens
from citare.bibtex.nodes import Field, Piece, PieceKind
from citare.bibtex.values import Patience, Unclean, Values

_BRACED, _QUOTED = PieceKind.BRACED, PieceKind.QUOTED
_NUMBER, _MACRO = PieceKind.NUMBER, PieceKind.MACRO
_BARE, _BROKEN = PieceKind.BARE, PieceKind.BROKEN
_KINDS = {"{": _BRACED, '"': _QUOTED} | dict.fromkeys("0123456789", _NUMBER)

_LONG_LINE = 4000


class Body(Values):
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
        super().__init__(text, braces, pos, limit, closer, patience, key)
        self.fields: list[Field] = []
        self.close = -1

    def scan(self) -> None:
        """Read fields until the block closes or nothing is left."""
        text, limit, closer, fields = self.text, self.limit, self.closer, self.fields
        match, kind_of, add = tokens.FIELD.match, _KINDS.get, fields.append
        end_of_block, new, pos = tokens.CLOSE.match, tuple.__new__, self.pos
        while True:
            found = match(text, pos, limit)
            if found is not None:
                # The spans of the groups; and plain tuples: this loop is the scanner's speed.
                (_, pos), (name_start, name_end), (start, end), (comma, _) = found.regs
                piece = new(Piece, (kind_of(text[start], _MACRO), start, end))
                name = text[name_start:name_end].lower()
                add(new(Field, (name, name_start, name_end, start, end, comma, (piece,))))
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

    def read_on(self) -> None:
        """Read fields behind a closing brace too many: `title = {A}}, year = 2000 }`."""
        while self.close >= 0:
            found = tokens.COMMA_FIELD.match(self.text, self.pos, self.limit)
            if found is None:
                return
            self.problem(
                "extra-closing-brace",
                self.close,
                self.close + 1,
                f"'{self.closer}' closes the entry, but more of its fields follow",
                f"remove this '{self.closer}'",
            )
            self.pos = found.end()
            self.close = -1
            self.scan()

    def value(self) -> tuple[Piece, ...]:
        """Read a value that fills the whole block (@preamble); raises Unclean if it does not."""
        pieces, end = self.pieces(self.space(self.pos), "the preamble")
        at = self.space(end)
        if not pieces or not self.text.startswith(self.closer, at, self.limit):
            raise Unclean
        self.close, self.pos = at, at + 1
        return pieces

    def _next(self) -> bool:
        """Read one field the slow way, or the end of the block (True)."""
        text = self.text
        pos = self.space(self.pos)
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
            self._field(found[1], pos, found.end())
            return False
        found = tokens.NAME_VALUE.match(text, pos, self.limit)
        if found:
            name = found[1]
            self.problem(
                "missing-equals", pos, found.end(1), f"expected '=' behind {name}", "add the '='"
            )
            self._field(name, pos, found.end())
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

    def _field(self, name: str, start: int, behind: int) -> None:
        """Read the value of a name the slow way; `behind` is the offset behind its `=`."""
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
        value = self.space(behind)
        pieces, end = self.pieces(value, name)
        if not pieces:
            value = end = behind
        self.fields.append(Field(name, start, name_end, value, end, -1, pieces))
        self.pos = end
        self._behind_value()

    def _behind_value(self) -> None:
        """What follows a value: a comma, the end, or something that should not be there."""
        text = self.text
        pos = self.space(self.pos)
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
        if self._runs_on(last, pos):
            return
        if text[pos] in ")}" and tokens.BLANK.match(text, pos + 1, self.limit):
            self.pos = pos  # the wrong delimiter closes the block: `_next` says so
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
