"""Text -> Document. Never raises, loses nothing: the segments tile the text.

Blocks are read as BibTeX 0.99d reads them (bibtex.web; btxdoc sections 2 and 3). One that
BibTeX would refuse is read again with patience, no further than the next `@type{` at the
beginning of a line, and what had to be mended is reported. A block is kept as an `Entry` when
it has at least a key or a field, else as `Failed`.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from citare.bibtex import tokens
from citare.bibtex.fields import Body
from citare.bibtex.heads import read_key, skip_space, trimmed
from citare.bibtex.nodes import (
    Comment,
    Document,
    Entry,
    Failed,
    Junk,
    Piece,
    PieceKind,
    Preamble,
    Problem,
    Segment,
    Strings,
)
from citare.bibtex.repeated import repetitions
from citare.bibtex.values import Patience, Unclean
from citare.findings import Finding, Severity


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
        self.braces = tokens.Braces(text)
        self.segments: list[Segment] = []
        self.problems: list[Problem] = []
        self.done = 0  # everything before it is in a segment

    def run(self) -> None:
        """Fill `segments` and `problems`."""
        text, pos = self.text, 0
        find, match = text.find, tokens.BLOCK.match
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
        """Whether only white space stands before `at` on its line (or since the last block)."""
        begin = max(self.text.rfind("\n", self.done, at) + 1, self.done)
        return not self.text[begin:at].strip(" \t\r\ufeff")

    def _limit(self, at: int) -> int:
        """Where the next block begins at the beginning of a line."""
        index = bisect_right(self._boundaries, at)
        return self._boundaries[index] if index < len(self._boundaries) else len(self.text)

    @cached_property
    def _boundaries(self) -> list[int]:
        return [m.end() for m in tokens.BOUNDARY.finditer(self.text)]

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text.endswith("\r", at, end) else end

    def _problem(self, code: str, start: int, end: int, message: str, hint: str) -> None:
        self.problems.append(Problem(code, start, end, message, hint))

    def _stray(self, at: int) -> int:
        """An `@` that opens nothing: junk, unless it begins a line as a block would."""
        found = tokens.BLOCK_WORD.match(self.text, at)
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
                f"expected '{{' or '(' behind @{found[1]}",
                "write @type{key, ...}, or remove the @ if this is a remark",
            )
        return end

    def _nameless(self, at: int) -> int:
        """`@{key, ...}`: an entry but for its type."""
        found = tokens.NAMELESS.match(self.text, at)
        block = self._block(at, "", found.end()) if found else None
        if block is None:
            return at + 1
        self._add(block)
        self._problem(
            "missing-type", at, at + 1, "expected an entry type behind @", "write @misc{key, ...}"
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
        self._warn_behind_percent(at)
        return block

    def _warn_behind_percent(self, at: int) -> None:
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
        """What can be had of a block that BibTeX refuses."""
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
            body = Body(text, self.braces, begin, limit, closer, patience)
        else:
            key_start, key_end, begin, problem = read_key(text, inside, limit, closer, patience)
            key = text[key_start:key_end]
            body = Body(text, self.braces, begin, limit, closer, patience, key)
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
                f"expected a citation key and fields behind @{word}{text[inside - 1]}",
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

    def _doubt(self, body: Body, begin: int) -> None:
        """A well-formed block that looks as if it had swallowed its neighbours, or lost a part.

        BibTeX reads on over the next entries when a brace is missing and one too many follows
        later; a nested `@type{key,` at the beginning of a line gives it away, unless it is
        plainly a quotation inside one value.
        """
        text = self.text
        if tokens.COMMA_FIELD.match(text, body.pos):
            raise Unclean
        if text.find("@", begin, body.pos) < 0:
            return
        nested = tokens.NESTED.search(text, begin, body.pos)
        if nested is None:
            return
        holder = next(f for f in body.fields if f.value_end > nested.start())
        if tokens.SWALLOWED.search(text, holder.value_start, nested.start()):
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
        nested = tokens.NESTED.search(self.text, at + 1, end)
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
            body = Body(text, self.braces, inside, limit, closer, patience)
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
