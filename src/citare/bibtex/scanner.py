"""Text -> Document. Never raises, loses nothing: the segments tile the text.

Blocks are read as BibTeX 0.99d reads them (bibtex.web; btxdoc sections 2 and 3). One that
BibTeX would refuse is read again with patience, no further than the next `@type{` at the
beginning of a line, and what had to be repaired is reported. A block is kept as an `Entry` when
it has at least a key or a field, else as `Failed`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import IntEnum
from functools import cached_property

from citare.bibtex import grammar
from citare.bibtex.nodes import (
    Comment,
    Document,
    Entry,
    Failed,
    Field,
    Junk,
    Piece,
    PieceKind,
    Preamble,
    Problem,
    Segment,
    Strings,
)
from citare.findings import Finding, Severity

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


@dataclass(slots=True)
class _Body:
    """One scan of a block's fields between `pos` and at most `limit`.

    `closer` is the delimiter that ends the block. After `scan`: `fields`; `close` is the offset
    of the closing delimiter or -1; `pos` the offset after what was read; `problems` what was
    repaired.
    """

    text: str
    braces: grammar.Braces
    pos: int
    limit: int
    closer: str
    patience: Patience
    key: str = ""
    problems: list[Problem] = dataclass_field(default_factory=list)
    fields: list[Field] = dataclass_field(default_factory=list)
    close: int = -1

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
        """Note a repair, or give up if this scan may not repair."""
        if self.patience is Patience.STRICT and severity is Severity.ERROR:
            raise Unclean
        self.problems.append(
            Problem(code, start, max(start, end), message, hint, severity, self.key, field)
        )

    def space(self, pos: int) -> int:
        """Skip white space and `%` comments."""
        if pos < self.limit and "!" <= self.text[pos] <= "~" and self.text[pos] != "%":
            return pos
        found = grammar.SPACE.match(self.text, pos, self.limit)
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
                what = "another piece of the value after '#'" if pieces else "a value"
                self.problem("missing-value", end, end, f"expected {what} for {name}", field=name)
                break
            pieces.append(piece)
            end = piece.end
            after = self.space(end)
            if not self.text.startswith("#", after, self.limit):
                break
            end = after + 1
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
        found = grammar.WORD.match(self.text, at, self.limit)
        if char == "@" or found is None:
            return None
        return self._word(at, found.end(), name)

    def _quote_end(self, at: int) -> int:
        """The offset after the quote that closes the one at `at`, or -1."""
        found = grammar.QUOTED.match(self.text, at, self.limit)
        if found:
            return found.end()
        pos = at + 1
        while True:
            mark = grammar.QUOTE_OR_BRACE.search(self.text, pos, self.limit)
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
        sibling = grammar.SIBLING.search(self.text, at, end if end > 0 else self.limit)
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
        after = self.space(end)
        if (
            after >= self.limit
            or text[after] in ",#})@"
            or grammar.NAME_EQUALS.match(text, after, self.limit)
        ):
            word = text[at:end]
            if word.isascii() and word.isdigit():
                return Piece(PieceKind.NUMBER, at, end)
            if not word[0].isdigit() and "'" not in word:
                return Piece(PieceKind.MACRO, at, end)
        else:
            found = grammar.BARE.match(text, at, self.limit)
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

    def scan(self) -> None:
        """Read fields until the block closes or nothing is left."""
        text, limit, closer, fields = self.text, self.limit, self.closer, self.fields
        match, kind_of, add = grammar.FIELD.match, _KINDS.get, fields.append
        end_of_block, new, pos = grammar.CLOSE.match, tuple.__new__, self.pos
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
                self._after_value()
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
        """Read fields after a closing brace too many: `title = {A}}, year = 2000 }`."""
        while self.close >= 0:
            found = grammar.COMMA_FIELD.match(self.text, self.pos, self.limit)
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
        if char == "@" and grammar.BLOCK.match(text, pos):
            self.pos = pos
            self._unclosed(pos)
            return True
        if char == ",":
            self.problem("extra-comma", pos, pos + 1, "expected a field name, found a comma")
            self.pos = pos + 1
            return False
        found = grammar.NAME_EQUALS.match(text, pos, self.limit)
        if found:
            self._field(found[1], pos, found.end())
            return False
        found = grammar.NAME_VALUE.match(text, pos, self.limit)
        if found:
            name = found[1]
            self.problem(
                "missing-equals", pos, found.end(1), f"expected '=' after {name}", "add the '='"
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
        if grammar.BLANK.match(self.text, pos + 1, self.limit) is None:
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
        """Skip what is not a field: to the next comma, line end or closing delimiter."""
        text, at = self.text, pos
        while at < self.limit and text[at] not in ",\n\r" and text[at] != self.closer:
            if text[at] == "{":
                end = self.braces.close(at, self.limit)
                at = end if end > 0 else at + 1
            elif text[at] == "@" and at > pos and grammar.BLOCK.match(text, at):
                break
            else:
                found = grammar.DEBRIS.match(text, at, self.limit)
                at = found.end() if found else at + 1
        shown = text[pos:at].strip()
        shown = shown if len(shown) <= 40 else shown[:39] + "…"
        self.problem("unexpected-text", pos, at, f"{expected}, found {shown!r}")
        self.pos = at + 1 if at < self.limit and text[at] == "," else at
        return False

    def _field(self, name: str, start: int, after: int) -> None:
        """Read the value of a name the slow way; `after` is the offset after its `=`."""
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
        value = self.space(after)
        pieces, end = self.pieces(value, name)
        if not pieces:
            value = end = after
        self.fields.append(Field(name, start, name_end, value, end, -1, pieces))
        self.pos = end
        self._after_value()

    def _after_value(self) -> None:
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
        if text[pos] == "@" and grammar.BLOCK.match(text, pos):
            self.pos = pos
            return
        if grammar.NAME_EQUALS.match(text, pos, self.limit):
            self.problem(
                "missing-comma",
                last.value_end,
                last.value_end,
                f"expected a comma after the value of {last.name}",
                "add the comma",
                field=last.name,
            )
            self.pos = pos
            return
        if self.patience is Patience.STRICT:
            raise Unclean
        if self._runs_on(last, pos):
            return
        if text[pos] in ")}" and grammar.BLANK.match(text, pos + 1, self.limit):
            self.pos = pos  # the wrong delimiter closes the block: `_next` says so
            return
        self._debris(pos, f"expected ',' or '{self.closer}' after the value of {last.name}")

    def _runs_on(self, last: Field, pos: int) -> bool:
        """A value that ended early, at a delimiter that was meant as text: `"a "b" c",`."""
        text = self.text
        if not last.pieces or last.pieces[-1].kind not in (_BRACED, _QUOTED):
            return False
        if last.pieces[-1].kind is _QUOTED and self.patience is Patience.LENIENT:
            value = text[last.value_start : last.value_end - 1].rstrip()
            if value.endswith("=") and "\n" in value:
                raise Unclean
        found = grammar.RUN_ON.match(text, pos, min(self.limit, pos + _LONG_LINE))
        if found is None:
            return False
        end = found.end(1)
        self.problem(
            "delimiter-in-value",
            last.value_end - 1,
            end,
            f"the value of {last.name} goes on after its closing delimiter",
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


def skip_space(text: str, pos: int) -> int:
    while pos < len(text) and text[pos].isspace():
        pos += 1
    return pos


def trimmed(text: str, start: int, end: int) -> int:
    """`end` without the white space before it, at least `start`."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def read_key(
    text: str, inside: int, limit: int, closer: str, patience: Patience
) -> tuple[int, int, int, Problem | None]:
    """Span of the key, where the fields begin, and what is wrong with the key."""
    found = grammar.KEY.match(text, inside, limit)
    if found:
        start, end = found.span(1)
        return start, end, found.end(), None
    start = skip_space(text, inside)
    if start >= limit:
        start = limit
    missing = Problem(
        "missing-key",
        start,
        start,
        "expected a citation key",
        "give the entry a key, so that it can be cited",
        Severity.WARNING,
    )
    if start >= limit or text[start] == closer:
        return start, start, start, missing
    if text[start] == ",":
        return start, start, start + 1, missing
    if grammar.NO_KEY.match(text, start, limit):
        return _impatient(patience, (start, start, start, missing))
    pattern = grammar.KEY_IN_BRACES if closer == "}" else grammar.KEY_IN_PARENS
    found = pattern.match(text, start, limit)
    if found is None:
        return _impatient(patience, (start, start, start, missing))
    end = found.end()
    after = skip_space(text, end)
    if text.startswith(",", after, limit):
        return start, end, after + 1, None
    if text.startswith(closer, after, limit):
        return start, end, after, None
    return _impatient(patience, _spaced_key(text, start, end, after, limit, closer))


def _spaced_key(
    text: str, start: int, end: int, after: int, limit: int, closer: str
) -> tuple[int, int, int, Problem | None]:
    """A key that white space ends and no comma follows."""
    rest = grammar.REST_OF_KEY.match(text, after, limit)
    if rest and "\n" not in text[end:after]:
        key_end = trimmed(text, end, rest.end())
        problem = Problem(
            "space-in-key",
            start,
            key_end,
            f"the key {text[start:key_end]!r} holds white space: no program can cite it",
            "remove the space",
            key=text[start:key_end],
        )
        return start, key_end, rest.end() + 1, problem
    key = text[start:end]
    if closer == ")" and key.endswith(")") and len(key) > 1:
        return start, end - 1, end - 1, None
    problem = Problem(
        "missing-comma", end, end, f"expected a comma after the key {key}", "add it", key=key
    )
    return start, end, after, problem


def _impatient(
    patience: Patience, found: tuple[int, int, int, Problem | None]
) -> tuple[int, int, int, Problem | None]:
    if patience is Patience.STRICT:
        raise Unclean
    return found


def repetitions(document: Document) -> list[Problem]:
    """Keys and fields that are there twice: the first one counts."""
    problems: list[Problem] = []
    seen: dict[str, Entry] = {}
    for entry in document.entries:
        first = seen.setdefault(entry.key, entry) if entry.key else entry
        if first is not entry:
            line, _ = document.position(first.start)
            problems.append(
                Problem(
                    "duplicate-key",
                    entry.key_start,
                    entry.key_end,
                    f"the key {entry.key} is taken by the entry in line {line}, which counts",
                    "give one of them another key, or merge them",
                    Severity.WARNING,
                    entry.key,
                )
            )
        if len({f.name for f in entry.fields}) == len(entry.fields):
            continue
        names: set[str] = set()
        for one in entry.fields:
            if one.name in names:
                problems.append(
                    Problem(
                        "duplicate-field",
                        one.start,
                        one.name_end,
                        f"the field {one.name} is there twice; the first one counts",
                        "remove one of them",
                        Severity.WARNING,
                        entry.key,
                        one.name,
                    )
                )
            names.add(one.name)
    return problems


def parse(text: str, file: str = "") -> Document:
    """Scan a .bib text. `file` names it in findings; offsets count from the text's beginning."""
    scanner = _Scanner(text)
    scanner.run()
    bare = Document(text, file, tuple(scanner.segments), ())
    findings = tuple(
        Finding(
            p.code,
            p.severity,
            p.message,
            bare.place(p.start, p.end, key=p.key, field=p.field),
            p.hint,
        )
        for p in sorted(scanner.problems + repetitions(bare), key=lambda p: p.start)
    )
    return Document(text, file, bare.segments, findings) if findings else bare


class _Scanner:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.braces = grammar.Braces(text)
        self.segments: list[Segment] = []
        self.problems: list[Problem] = []
        self.done = 0  # everything before it is in a segment

    def run(self) -> None:
        """Fill `segments` and `problems`."""
        text, pos = self.text, 0
        find, match = text.find, grammar.BLOCK.match
        while (at := find("@", pos)) >= 0:
            found = match(text, at)
            if found is None:
                pos = self._stray(at)
                continue
            block = self._block(at, found[1].lower(), found.end())
            if block is None:
                pos = at + 1
            else:
                self._add(block)
                pos = self.done
        if self.done < len(text):
            self.segments.append(Junk(text, self.done, len(text)))

    def _add(self, block: Segment) -> None:
        if block.start > self.done:
            self.segments.append(Junk(self.text, self.done, block.start))
        self.segments.append(block)
        self.done = block.end

    def _at_line_start(self, at: int) -> bool:
        """Whether only white space is before `at` on its line (or since the last block)."""
        begin = max(self.text.rfind("\n", self.done, at) + 1, self.done)
        return not self.text[begin:at].strip(" \t\r\ufeff")

    def _limit(self, at: int) -> int:
        """Where the next block begins at the beginning of a line."""
        index = bisect_right(self._boundaries, at)
        return self._boundaries[index] if index < len(self._boundaries) else len(self.text)

    @cached_property
    def _boundaries(self) -> list[int]:
        return [m.end() for m in grammar.BOUNDARY.finditer(self.text)]

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text.endswith("\r", at, end) else end

    def _problem(self, code: str, start: int, end: int, message: str, hint: str) -> None:
        self.problems.append(Problem(code, start, end, message, hint))

    def _stray(self, at: int) -> int:
        """An `@` that opens nothing: junk, unless it begins a line as a block would."""
        found = grammar.BLOCK_WORD.match(self.text, at)
        if not self._at_line_start(at):
            return at + 1
        if found is None:
            return self._nameless(at)
        end = self._line_end(at)
        if found[1].lower() == "comment":
            self._add(Comment(self.text, at, end))
        else:
            self._add(Failed(self.text, at, end))
            self._problem(
                "unreadable-block",
                at,
                end,
                f"expected '{{' or '(' after @{found[1]}",
                "write @type{key, ...}, or remove the @ if this is a remark",
            )
        return end

    def _nameless(self, at: int) -> int:
        """`@{key, ...}`: an entry without its type."""
        found = grammar.NAMELESS.match(self.text, at)
        block = self._block(at, "", found.end()) if found else None
        if block is None:
            return at + 1
        self._add(block)
        self._problem(
            "missing-type", at, at + 1, "expected an entry type after @", "write @misc{key, ...}"
        )
        return block.end

    def _block(self, at: int, word: str, inside: int) -> Segment | None:
        """The block whose `@` is at `at` and whose delimiter ends at `inside`; None for junk."""
        if word == "comment":
            return self._comment(at, inside)
        if word == "preamble":
            return self._preamble(at, inside)
        limit = len(self.text)
        try:
            block = self._read(at, word, inside, limit, Patience.STRICT)
        except Unclean:
            return self._mended(at, word, inside)
        self._warn_after_percent(at)
        return block

    def _warn_after_percent(self, at: int) -> None:
        begin = max(self.text.rfind("\n", self.done, at) + 1, self.done)
        if begin < at and "%" in self.text[begin:at]:
            self.problems.append(
                Problem(
                    "block-behind-percent",
                    at,
                    at + 1,
                    "a % outside entries comments nothing out for BibTeX: this block counts",
                    "remove its @ to disable it",
                    Severity.WARNING,
                )
            )

    def _mended(self, at: int, word: str, inside: int) -> Segment | None:
        """As much as can be read of a block that BibTeX refuses."""
        problems = len(self.problems)
        at_line_start = self._at_line_start(at)
        limit = self._limit(at)
        try:
            block = self._read(at, word, inside, limit, Patience.LENIENT)
        except Unclean:
            del self.problems[problems:]
            block = self._read(at, word, inside, limit, Patience.CUTTING)
        if not at_line_start and not (isinstance(block, Entry) and block.fields):
            del self.problems[problems:]
            return None
        return block

    def _read(self, at: int, word: str, inside: int, limit: int, patience: Patience) -> Segment:
        """Read an entry or a @string; raises Unclean where more patience is needed."""
        text = self.text
        closer = "}" if text[inside - 1] == "{" else ")"
        if word == "string":
            key, key_start, key_end, begin = "", inside, inside, inside
            body = _Body(text, self.braces, begin, limit, closer, patience)
        else:
            key_start, key_end, begin, problem = read_key(text, inside, limit, closer, patience)
            key = text[key_start:key_end]
            body = _Body(text, self.braces, begin, limit, closer, patience, key)
            if problem:
                body.problems.append(problem)
        body.scan()
        if patience is Patience.STRICT:
            self._doubt(body, begin)
        else:
            if body.close >= 0:
                body.read_on()
            if body.close < 0 and patience is Patience.LENIENT:
                raise Unclean
        self.problems += body.problems
        end = body.pos if body.close >= 0 else trimmed(text, inside, body.pos)
        if not key and not body.fields and patience is not Patience.STRICT:
            del self.problems[len(self.problems) - len(body.problems) :]
            self._problem(
                "unreadable-block",
                at,
                end,
                f"expected a citation key and fields after @{word}{text[inside - 1]}",
                "write @type{key, field = {value}, ...}",
            )
            return Failed(text, at, end)
        fields = tuple(body.fields)
        if word == "string":
            return Strings(text, at, end, inside - 1, fields, body.close)
        type_start = skip_space(text, at + 1)
        return Entry(
            text,
            at,
            end,
            word,
            type_start,
            type_start + len(word),
            inside - 1,
            key,
            key_start,
            key_end,
            fields,
            body.close,
            patience is Patience.STRICT and bool(word),
        )

    def _doubt(self, body: _Body, begin: int) -> None:
        """A well-formed block that looks as if it had swallowed its neighbours, or lost a part.

        BibTeX reads on over the next entries when a brace is missing and one too many follows
        later; a nested `@type{key,` at the beginning of a line gives it away, unless it is
        plainly a quotation inside one value.
        """
        text = self.text
        if grammar.COMMA_FIELD.match(text, body.pos):
            raise Unclean
        if text.find("@", begin, body.pos) < 0:
            return
        nested = grammar.NESTED.search(text, begin, body.pos)
        if nested is None:
            return
        holder = next(f for f in body.fields if f.value_end > nested.start())
        if grammar.SWALLOWED.search(text, holder.value_start, nested.start()):
            raise Unclean

    def _comment(self, at: int, inside: int) -> Segment:
        """`@comment{...}`; one that does not close before the next entry ends with its line.

        BibTeX ignores the word alone and reads entries inside a comment; biber, JabRef and
        this scanner skip the whole block.
        """
        line_end = max(self._line_end(at), inside)
        end = self.braces.close(inside - 1, len(self.text)) if self.text[inside - 1] == "{" else -1
        if end < 0:
            return Comment(self.text, at, line_end)
        nested = grammar.NESTED.search(self.text, at + 1, end)
        if nested is None:
            return Comment(self.text, at, end)
        if self.text[inside:line_end].strip() and nested.start() <= line_end + 2:
            self._problem(
                "unclosed-comment",
                at,
                line_end,
                "expected '}' to close the comment before the next entry",
                "add the missing '}'",
            )
            return Comment(self.text, at, line_end)
        self.problems.append(
            Problem(
                "entry-in-comment",
                nested.start(),
                nested.end(),
                "an entry inside @comment{...}: BibTeX reads it, biber and this program do not",
                "remove the @ of the entry, or the entry",
                Severity.INFO,
            )
        )
        return Comment(self.text, at, end)

    def _preamble(self, at: int, inside: int) -> Segment | None:
        text = self.text
        closer = "}" if text[inside - 1] == "{" else ")"
        for patience in (Patience.STRICT, Patience.LENIENT):
            limit = len(text) if patience is Patience.STRICT else self._limit(at)
            body = _Body(text, self.braces, inside, limit, closer, patience)
            try:
                pieces = body.value()
            except Unclean:
                continue
            self.problems += body.problems
            return Preamble(text, at, body.pos, pieces)
        if not self._at_line_start(at):
            return None
        end = self.braces.close(inside - 1, limit)
        end = end if end > 0 and closer == "}" else trimmed(text, inside, limit)
        self._problem(
            "unreadable-block",
            at,
            end,
            "expected a string in braces or quotes in @preamble",
            'write @preamble{"..."}',
        )
        if text.endswith(closer, inside, end):
            piece = Piece(PieceKind.BARE, inside, max(end - 1, inside))
            return Preamble(text, at, end, (piece,))
        return Failed(text, at, end)
