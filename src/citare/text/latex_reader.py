"""Reading LaTeX token by token, with a stack of open groups instead of recursion."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from citare.text.latex_pieces import NO_ENTITY, accented, balanced, nocase, tidy
from citare.text.latex_tables import ACCENTS, SINGLE
from citare.text.tex_math import decode_math

_TOKEN: Final = re.compile(
    r"""\\(?P<name>[a-zA-Z]+)[ \t\r\n]* | \\(?P<sign>.)
      | (?P<open>\{) | (?P<close>\}) | (?P<dollar>\$\$?)
      | (?P<ligature>---?|``|''|[?!]`|,,|[~`'?!,])
      | (?P<text>[^\\{}$~`'?!,-]+|-)""",
    re.VERBOSE | re.DOTALL,
)
_LIGATURES: Final = {
    "---": "—",
    "--": "–",
    "``": "“",
    "''": "”",
    "`": "‘",
    "'": "’",
    "~": "\u00a0",
    "?`": "¿",
    "!`": "¡",
    "?": "?",
    "!": "!",
    ",": ",",
    ",,": "„",
}
_SIMPLE_ACCENT: Final = re.compile(
    r"""\s*(?:\{\s*\\([ij])\s*\}|\\([ij])(?![a-zA-Z])[ \t\n]*|\{\s*([a-zA-Z])\s*\}|([a-zA-Z]))""",
    re.VERBOSE,
)
_ONE_TOKEN: Final = re.compile(r"\s*(\\[a-zA-Z]+\s*|\\.|[^\s{}\\])", re.DOTALL)
# Behind an opening `'`: words up to a closing one. Not `'90s`, `'n' roll`, `'t Hooft`, `'s-G`.
_STRAIGHT_QUOTED: Final = re.compile(
    r"(?=[^\W\d_])(?![tsnTN]['\s-])[^'`]*(?:(?<=\w)'(?=\w)[^'`]*)*(?<=[^\s'])'(?![\w'])"
)
_OPENS: Final = frozenset(" \t\r\n([{-~/")
_LONGEST_CHAIN: Final = 6
_DEEPEST: Final = 12


@dataclass(slots=True)
class Group:
    """An open group or argument, and what its text becomes when it closes."""

    close: Callable[[str], str]
    parts: list[str] = field(default_factory=list)
    protects: bool = False
    font: str = ""
    font_from: int = 0

    def end_font(self) -> None:
        """Wrap what a font switch has covered so far."""
        if self.font:
            covered = "".join(self.parts[self.font_from :])
            if covered.strip():
                covered = f"<{self.font}>{covered}</{self.font}>"
            self.parts[self.font_from :] = [covered]
        self.font = ""


class Reader:
    """Tokens, groups, characters and math; what a command does is left to the subclass."""

    def __init__(self, latex: str, title: bool, depth: int = 0) -> None:
        self.depth = depth
        self.latex = latex
        self.title = title
        self.position = 0
        self.problems: list[str] = []
        self.stack = [Group(str)]
        self.protected = 0
        self.quotes = 0

    def run(self) -> str:
        latex = self.latex
        while match := _TOKEN.match(latex, self.position):
            self.position = match.end()
            kind = match.lastgroup
            if kind == "text":
                self.emit(match[0])
            elif kind == "ligature":
                self._ligature(match[0])
            elif kind == "open":
                self._open_group()
            elif kind == "close":
                self._close_group()
            elif kind == "dollar":
                self._math(match[0])
            elif kind == "name":
                self.command(match["name"], match.end("name"))
            else:
                self._sign(match["sign"])
        if self.position < len(latex):
            self.problems.append("a backslash at the end")
        while len(self.stack) > 1:
            self.problems.append("a brace that nothing closes")
            self._close_group()
        self.stack[0].end_font()
        return tidy("".join(self.stack[0].parts))

    # --- groups ---

    def emit(self, text: str) -> None:
        self.stack[-1].parts.append(text)

    def open(self, close: Callable[[str], str], protects: bool = False) -> None:
        self.protected += protects
        self.stack.append(Group(close, protects=protects))

    def _open_group(self) -> None:
        special = self.latex.startswith("\\", self.position)
        protects = self.title and not self.protected and not special
        self.open(nocase if protects else str, protects)

    def _close_group(self) -> None:
        if len(self.stack) == 1:
            self.problems.append("a brace that nothing opens")
            return
        group = self.stack.pop()
        self.protected -= group.protects
        group.end_font()
        self.emit(group.close("".join(group.parts)))

    def argument(self, close: Callable[[str], str]) -> None:
        """Let `close` have the argument that follows: a group, or one token."""
        brace = re.compile(r"\s*\{").match(self.latex, self.position)
        if brace:
            self.position = brace.end()
            self.open(close)
            return
        token = self._one_token()
        self.emit(close(self.decode_piece(token) if token else ""))

    def _one_token(self) -> str:
        """The next token, with its own argument when it is a chain of accents."""
        start = self.position
        for _ in range(_LONGEST_CHAIN):
            match = _ONE_TOKEN.match(self.latex, self.position)
            if not match:
                break
            self.position = match.end()
            if match[1].strip().lstrip("\\") not in ACCENTS or not match[1].startswith("\\"):
                break
            group = balanced(self.latex, self.position)
            if group:
                self.position = group[1]
                break
        return self.latex[start : self.position].strip()

    def raw_argument(self) -> str | None:
        """The braced argument that follows, as it is written; None when there is none."""
        found = balanced(self.latex, self.position)
        if found is None:
            return None
        self.position = found[1]
        return found[0]

    # --- characters ---

    def _ligature(self, text: str) -> None:
        if text == ",," and not re.match(r"\w|\\", self.latex[self.position : self.position + 1]):
            self.emit(text)
            return
        if text == "'" and self._opens_quotation():
            text = "`"  # TeX would print a closing one; those who type it mean an opening one
        self.emit(_LIGATURES.get(text, text))

    def _opens_quotation(self) -> bool:
        before = self.latex[max(0, self.position - 2) : self.position - 1]
        return (not before or before in _OPENS) and bool(
            _STRAIGHT_QUOTED.match(self.latex, self.position)
        )

    def _sign(self, sign: str) -> None:
        if sign in ACCENTS:
            self.accent(sign)
        elif sign in "([":
            self._display(sign)
        elif sign in SINGLE:
            self.emit(SINGLE[sign])
            if sign == "&" and self.latex.startswith("{}", self.position):
                self.emit(NO_ENTITY)  # `encode` writes the text "&amp;" as `\&{}amp;`
        else:
            self.problems.append(f"unknown command \\{sign}")
            self.emit("\\" + sign)

    def accent(self, name: str) -> None:
        simple = _SIMPLE_ACCENT.match(self.latex, self.position)
        if simple:
            self.position = simple.end()
            letter = simple[1] or simple[2] or simple[3] or simple[4]
            self.emit(unicodedata.normalize("NFC", letter + ACCENTS[name]))
            return
        self.argument(lambda text: accented(text, name))

    # --- math ---

    def _math(self, dollar: str) -> None:
        closing = re.compile(r"((?:[^$\\]|\\.)*)" + re.escape(dollar), re.DOTALL)
        match = closing.match(self.latex, self.position)
        if dollar == "$$" and not match:
            return  # an empty formula
        if not match or re.match(r"\d[^$]*\s\$\d", self.latex[self.position : match.end() + 1]):
            self.emit(dollar)  # an amount of money
            return
        self.position = match.end()
        self.formula(match[1], match[0][-len(dollar) :] + match[0])

    def _display(self, opening: str) -> None:
        end = "\\)" if opening == "(" else "\\]"
        stop = self.latex.find(end, self.position)
        if stop < 0:
            self.problems.append(f"\\{opening} without its end")
            return
        formula = self.latex[self.position : stop]
        self.position = stop + 2
        self.formula(formula, f"${formula}$")

    def formula(self, formula: str, source: str) -> None:
        text = decode_math(formula)
        if text is None:
            self.problems.append(f"math kept as it is: {source}")
            text = source
        self.emit(text)

    def command(self, name: str, end_of_name: int) -> None:
        """Do what a command does; `end_of_name` is where its name ends in the source."""
        raise NotImplementedError

    def decode_piece(self, latex: str) -> str:
        """A short piece (a token, a raw argument) decoded on its own."""
        if self.depth > _DEEPEST:
            self.problems.append("commands nested too deeply")
            return latex
        inner = type(self)(latex, title=False, depth=self.depth + 1)
        text = inner.run()
        self.problems.extend(inner.problems)
        return text
