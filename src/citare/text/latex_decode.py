"""LaTeX as BibTeX files hold it, to text with CSL inline markup.

One pass over tokens with a stack of open groups, so nesting costs no recursion. What a reader
of LaTeX would not print (a macro nobody has defined here, math that needs more than a line) is
reported; math stays as it was written, an unknown macro leaves its argument or its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Final

from citare.text.latex_pieces import lower, upper
from citare.text.latex_reader import Reader
from citare.text.latex_tables import (
    ACCENTS,
    CHANGES_OF_CASE,
    DECLARATIONS,
    DROPPED,
    FIRST_OF_TWO,
    QUOTERS,
    SKIPPED_ARGUMENTS,
    SYMBOLS,
    TRANSPARENT,
    WRAPPERS,
)

_SPECIAL: Final = re.compile(r"[\\{}$~`']|--|,,|&#?\w+;|\s\s|[\n\t\r]|^\s|\s$")
_MATH_ACCENTS: Final = {
    "ddot": '"',
    "dot": ".",
    "hat": "^",
    "check": "v",
    "breve": "u",
    "mathring": "r",
    "acute": "'",
    "grave": "`",
    "bar": "=",
    "tilde": "~",
    "widetilde": "~",
    "widehat": "^",
}
_DIMENSION: Final = re.compile(
    r"\s*=?\s*[+-]?(?:\d*\.?\d+|\\\w+)\s*(?:pt|em|ex|mm|cm|in|mu|sp|bp)?(?:\s*(?:plus|minus)\s*[\d.]+\w\w)*"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with CSL inline markup, and what of the LaTeX could not be understood."""

    text: str
    problems: tuple[str, ...] = ()


def decode(latex: str, *, title: bool = False) -> Decoded:
    """LaTeX as text. In a `title`, braces that protect case become nocase spans.

    By BibTeX's rule (btxdoc, 4; "Tame the BeaST", 7): a group at brace level zero keeps its
    case, unless it starts with a backslash ("special character"); a command's argument is no
    such group.
    """
    if not _SPECIAL.search(latex):
        return Decoded(latex)
    decoder = _Decoder(latex, title)
    text = decoder.run()
    return Decoded(text, tuple(dict.fromkeys(decoder.problems)))


def decode_verbatim(value: str) -> str:
    """A value that is no LaTeX (url, doi, file, eprint), rid of what people escape in it anyway."""
    value = value.strip()
    if "\\" not in value and "{" not in value and "$" not in value:
        return re.sub(r"\s+", " ", value) if "\n" in value else value
    if match := re.fullmatch(r"\\(?:url|path|nolinkurl|texttt)\s*\{(.*)\}", value, re.DOTALL):
        value = match[1]
    value = re.sub(r"\{?\\(?:textasciitilde|sim|~)\s*(?:\{\s*\})?\}?", "~", value)
    value = re.sub(r"\{?\\(?:textless|lt)\s*(?:\{\})?\}?", "<", value)
    value = re.sub(r"\{?\\(?:textgreater|gt)\s*(?:\{\})?\}?", ">", value)
    value = re.sub(r"\{?\\(?:textunderscore|_)\s*(?:\{\})?\}?", "_", value)
    value = re.sub(r"\$([<>~_])\$", r"\1", value)
    value = re.sub(r"\$\\sim\$|\$~\$", "~", value)
    value = re.sub(r"\\([_%&#{}$~^])", r"\1", value)
    value = re.sub(r"\{([^{}\\]*)\}", r"\1", value)
    return re.sub(r"\s+", " ", value).strip()


class _Decoder(Reader):
    """What each command does."""

    def command(self, name: str, end_of_name: int) -> None:
        for table, handle in _FAMILIES:
            if name in table:
                handle(self, name, end_of_name)
                return
        self._unknown(name, end_of_name)

    def _wrapper(self, name: str, _: int) -> None:
        before, after = WRAPPERS[name]
        self.argument(lambda text: before + text + after if text else "")

    def _accent_command(self, name: str, _: int) -> None:
        self.accent(name)

    def _math_accent(self, name: str, _: int) -> None:
        """`\\ddot{o}` outside math: the accent that is meant."""
        self.accent(_MATH_ACCENTS[name])

    def _chemistry(self) -> None:
        """mhchem's `\\ce{H2O}`: numbers after a letter or bracket are indices, charges raised."""
        formula = self.raw_argument() or ""
        formula = re.sub(r"(?<=[A-Za-z)\]])(\d+)", r"<sub>\1</sub>", formula)
        formula = re.sub(r"\^\{?([\d+-]+)\}?|(?<=[\w>)\]])([+-])$", r"<sup>\1\2</sup>", formula)
        formula = formula.replace("<=>", "⇌").replace("->", "→")
        self.emit(self.decode_piece(formula))

    def _declaration(self, name: str, _: int) -> None:
        if not self._argument_of_declaration(name):
            self._font(DECLARATIONS[name])

    def _change_of_case(self, name: str, _: int) -> None:
        self.argument(upper if CHANGES_OF_CASE[name] else lower)

    def _peculiar(self, name: str, _: int) -> None:
        _PECULIAR[name](self)

    def _dropped(self, name: str, _: int) -> None:
        for _place in range(DROPPED[name]):
            self.raw_argument()

    def _first_of_two(self, _name: str, _: int) -> None:
        first = self.raw_argument()
        self.raw_argument()
        self.emit(self.decode_piece(first or ""))

    def _last_argument(self, name: str, _: int) -> None:
        self._skip_optional()
        for _place in range(SKIPPED_ARGUMENTS.get(name, 0)):
            self.raw_argument()
        self.argument(str)

    def _argument_of_declaration(self, name: str) -> bool:
        """Whether `\\it{x}` is meant as `\\textit{x}`: TeX would not end the font there, but
        those who write it mean so."""
        element = DECLARATIONS[name]
        brace = re.compile(r"\s*\{").match(self.latex, self.position)
        if not brace or self.latex[self.position - 1].isspace():
            return False
        self.position = brace.end()
        self.open(lambda text: f"<{element}>{text}</{element}>" if element and text else text)
        return True

    def _font(self, element: str) -> None:
        group = self.stack[-1]
        group.end_font()
        group.font, group.font_from = element, len(group.parts)

    def _quote(self, _name: str, _: int) -> None:
        before, after = "‘’" if self.quotes % 2 else "“”"
        self.quotes += 1

        def close(text: str) -> str:
            self.quotes -= 1
            return before + text + after

        self.argument(close)

    def _symbol(self, name: str, _: int) -> None:
        self.emit(SYMBOLS[name])
        if self.latex.startswith("{}", self.position):
            self.position += 2

    def _skip_optional(self) -> None:
        match = re.compile(r"\s*\[[^\[\]{}]*\]").match(self.latex, self.position)
        if match:
            self.position = match.end()

    def _url(self) -> None:
        self.emit(decode_verbatim(self.raw_argument() or ""))

    def _ensuremath(self) -> None:
        formula = self.raw_argument()
        if formula is not None:
            self.formula(formula, f"${formula}$")

    def _verb(self) -> None:
        match = re.compile(r"\*?([^\w\s])(.*?)\1", re.DOTALL).match(self.latex, self.position)
        if match:
            self.position = match.end()
            self.emit(match[2])

    def _char(self) -> None:
        number = re.compile(r"\{?(?:\"([0-9A-F]+)|'([0-7]+)|(\d+)|`\\?(.))\s?\}?", re.DOTALL)
        match = number.match(self.latex, self.position)
        if not match:
            self.problems.append("\\char without a number")
            return
        self.position = match.end()
        hexadecimal, octal, decimal, character = match.groups()
        code = int(
            hexadecimal or octal or decimal or "0", 16 if hexadecimal else 8 if octal else 10
        )
        self.emit(character or (chr(code) if 32 <= code < 0x110000 else ""))

    def _space(self) -> None:
        match = _DIMENSION.match(self.latex, self.position)
        self.position = match.end() if match else self.position

    def _tie(self) -> None:
        self.argument(lambda text: text[:1] + "\u0361" + text[1:])

    def _swap(self) -> None:
        first, second = self.raw_argument() or "", self.raw_argument() or ""
        self.emit(self.decode_piece(second + first))

    def _environment(self) -> None:
        self.problems.append(f"environment {self.raw_argument() or ''}")

    def _footnote(self) -> None:
        self.problems.append("a footnote left out")
        self.raw_argument()

    def _unknown(self, name: str, end_of_name: int) -> None:
        self.problems.append(f"unknown command \\{name}")
        if self.latex.startswith("{", self.position):
            if self.latex.startswith("{}", self.position):
                self.position += 2
                self.emit(name)
                return
            self.position += 1
            self.open(str)
            return
        self.emit(name + (" " if self.position > end_of_name else ""))


_PECULIAR: Final[dict[str, Callable[[_Decoder], None]]] = {
    "url": _Decoder._url,
    "path": _Decoder._url,
    "nolinkurl": _Decoder._url,
    "ensuremath": _Decoder._ensuremath,
    "ce": _Decoder._chemistry,
    "verb": _Decoder._verb,
    "char": _Decoder._char,
    "symbol": _Decoder._char,
    "kern": _Decoder._space,
    "raise": _Decoder._space,
    "lower": _Decoder._space,
    "penalty": _Decoder._space,
    "t": _Decoder._tie,
    "newtie": _Decoder._tie,
    "texttie": _Decoder._tie,
    "switchargs": _Decoder._swap,
    "begin": _Decoder._environment,
    "end": _Decoder._environment,
    "footnote": _Decoder._footnote,
    "thanks": _Decoder._footnote,
}

_FAMILIES: Final[tuple[tuple[Container[str], Callable[[_Decoder, str, int], None]], ...]] = (
    (WRAPPERS, _Decoder._wrapper),
    (ACCENTS, _Decoder._accent_command),
    (_MATH_ACCENTS, _Decoder._math_accent),
    (DECLARATIONS, _Decoder._declaration),
    (QUOTERS, _Decoder._quote),
    (CHANGES_OF_CASE, _Decoder._change_of_case),
    (SYMBOLS, _Decoder._symbol),
    (_PECULIAR, _Decoder._peculiar),
    (DROPPED, _Decoder._dropped),
    (FIRST_OF_TWO, _Decoder._first_of_two),
    (SKIPPED_ARGUMENTS, _Decoder._last_argument),
    (TRANSPARENT, _Decoder._last_argument),
)
