"""TeX formulas as text with CSL inline markup, for .bib values and registries' titles alike.

Symbols are Unicode as unicode-math names them, letters stay upright, scripts become `<sub>` and
`<sup>`. What cannot be said in a line is written linearly (a/b, √(x)) or left alone.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from citare.text.latex.tables import FUNCTIONS, MATH_ACCENTS, MATH_SYMBOLS, SINGLE

_DEEPEST: Final = 25
_TOKEN: Final = re.compile(r"\\([a-zA-Z]+)\*?|\\(.)|(\s+)|([^\\\s])", re.DOTALL)

_UPRIGHT: Final = frozenset(
    {
        *("mathrm", "text", "textrm", "mbox", "hbox", "operatorname", "mathnormal", "mathsf"),
        *("mathtt", "textnormal", "texttt", "textsf", "mathop", "mathbin", "mathrel", "mathord"),
        *("ensuremath", "rm", "sf", "tt", "textup", "mathup", "ce", "mathopen", "mathclose"),
    }
)
_ELEMENTS: Final = {
    "mathbf": "b",
    "boldsymbol": "b",
    "bm": "b",
    "textbf": "b",
    "bf": "b",
    "mathit": "i",
    "textit": "i",
    "emph": "i",
    "it": "i",
    "textsubscript": "sub",
    "textsuperscript": "sup",
    "sb": "sub",
    "sp": "sup",
    "textsc": "sc",
}
_ALPHABETS: Final = {
    "mathbb": "DOUBLE-STRUCK",
    "Bbb": "DOUBLE-STRUCK",
    "mathcal": "SCRIPT",
    "mathscr": "SCRIPT",
    "cal": "SCRIPT",
    "mathfrak": "FRAKTUR",
    "frak": "FRAKTUR",
}
# Letters that Unicode had before it had the mathematical alphabets.
_EARLIER: Final = {
    "DOUBLE-STRUCK": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
    "SCRIPT": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    "FRAKTUR": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
}
_OPENS: Final = re.compile(r"\s*\{")
_PREFIXES: Final = "∀∃∄∂∇√¬"
_ROOTS: Final = {"": "√", "2": "√", "3": "∛", "4": "∜"}


class _TooComplexError(Exception):
    """Internal: this math needs more than a line of text."""


def decode_math(tex: str) -> str | None:
    """Math (without its dollars) as a line of text, or None when it needs more than that.

    Sub- and superscripts become `<sub>` and `<sup>`, symbols Unicode, letters stay upright.
    """
    try:
        reader = _Reader(tex)
        text = reader.sequence(0, 0)
    except _TooComplexError:
        return None
    return re.sub(r"  +", " ", text).strip(" ")


class _Reader:
    def __init__(self, tex: str) -> None:
        self.tex = tex
        self.position = 0

    def sequence(self, depth: int, start: int) -> str:
        """All up to the brace that closes the one before `start`, or to the end at depth 0."""
        if depth > _DEEPEST:
            raise _TooComplexError
        self.position = start
        parts: list[str] = []
        while match := _TOKEN.match(self.tex, self.position):
            character = match[4]
            if character == "}":
                if depth == 0:
                    raise _TooComplexError
                self.position = match.end()
                return "".join(parts)
            parts.append(self._token(match, depth, parts))
        if depth:
            raise _TooComplexError
        return "".join(parts)

    def _token(self, match: re.Match[str], depth: int, parts: list[str]) -> str:
        self.position = match.end()
        name, sign, space, character = match.groups()
        if name:
            return self._command(name, depth, parts)
        if sign:
            if sign in SINGLE and sign != "\\":
                return SINGLE[sign]
            raise _TooComplexError
        if space:
            return " " if self._sets_space(match.start(), match.end()) else ""
        if character == "{":
            return self.sequence(depth + 1, self.position)
        if character in "_^":
            return self._script("sub" if character == "_" else "sup", depth)
        if character in "&%#":
            raise _TooComplexError
        return {"-": "−", "'": "′", "~": "\u00a0", "`": "‘"}.get(character, character)

    def _sets_space(self, start: int, end: int) -> bool:
        """Whether a space of the source shows. TeX sets space around operators whatever the source
        has; here an operator's command keeps the spaces that the author wrote."""
        before = re.search(r"(^|\s)?\\([a-zA-Z]+)$", self.tex[max(0, start - 30) : start])
        after = re.match(r"\\([a-zA-Z]+)", self.tex[end : end + 30])
        if before:  # TeX skips it; an operator that has a space on its left has one on its right
            sign = MATH_SYMBOLS.get(before[2], "")[-1:]
            operator = unicodedata.category(sign or "x") in ("Sm", "So", "Po")
            if before[1] is None or not operator or sign in _PREFIXES:
                return False
        closing = MATH_SYMBOLS.get(after[1], "=")[-1:] if after else "="
        return unicodedata.category(closing or "=") != "Pe"

    def argument(self, depth: int) -> str:
        """The next group or single token."""
        while self.tex[self.position : self.position + 1].isspace():
            self.position += 1
        match = _TOKEN.match(self.tex, self.position)
        if not match or match[4] == "}" or depth > _DEEPEST:
            raise _TooComplexError
        return self._token(match, depth + 1, [])

    def _optional(self) -> str:
        match = re.compile(r"\s*\[([^\[\]{}]*)\]").match(self.tex, self.position)
        if not match:
            return ""
        self.position = match.end()
        return match[1].strip()

    def _script(self, element: str, depth: int) -> str:
        text = self.argument(depth).strip()
        if element == "sup" and text in ("∘", "°"):
            return "°"
        if element == "sup" and text and not text.strip("′"):
            return text
        return f"<{element}>{text}</{element}>" if text else ""

    def _command(self, name: str, depth: int, parts: list[str]) -> str:
        if name in ("left", "right") or name in ("big", "Big", "bigl", "bigr", "Bigl", "Bigr"):
            if self.tex[self.position : self.position + 1] == ".":
                self.position += 1
            return ""
        if name in _UPRIGHT:
            return self.argument(depth) if self._has_argument() else ""
        if name in _ELEMENTS:
            text = self._argument_or_rest(name, depth)
            return f"<{_ELEMENTS[name]}>{text}</{_ELEMENTS[name]}>" if text else ""
        if name in _ALPHABETS:
            return _in_alphabet(self._argument_or_rest(name, depth), _ALPHABETS[name])
        if name in MATH_ACCENTS:
            text = self.argument(depth)
            if len(unicodedata.normalize("NFC", text)) != 1:
                raise _TooComplexError
            return unicodedata.normalize("NFC", text + MATH_ACCENTS[name])
        if name in FUNCTIONS:
            return _function(name, parts, self.tex[self.position :])
        return self._structure(name, depth)

    def _structure(self, name: str, depth: int) -> str:
        if name in ("frac", "tfrac", "dfrac", "nicefrac", "sfrac"):
            above, below = self.argument(depth), self.argument(depth)
            return f"{grouped(above)}/{grouped(below)}"
        if name == "sqrt":
            root = _ROOTS.get(self._optional())
            text = self.argument(depth)
            if root is None:
                raise _TooComplexError
            return root + (text if _is_simple(text) else f"({text})")
        if name == "pmod":
            return f" (mod {self.argument(depth)})"
        if name in MATH_SYMBOLS:
            return MATH_SYMBOLS[name]
        raise _TooComplexError

    def _has_argument(self) -> bool:
        return _OPENS.match(self.tex, self.position) is not None

    def _argument_or_rest(self, name: str, depth: int) -> str:
        """The argument of `\\mathbf{x}`, or the rest of the group of `{\\bf x}`."""
        if self._has_argument() or name not in ("bf", "it", "cal"):
            return self.argument(depth)
        rest = re.compile(r"\s*([^\\{}_^$]*)").match(self.tex, self.position)
        if rest is None:
            raise _TooComplexError
        self.position = rest.end()
        return rest[1]


def grouped(text: str) -> str:
    """A part of a fraction in one line: in brackets if it is more than one factor."""
    return f"({text})" if re.search(r"[\s+\-−±/=]", text) else text


def _is_simple(text: str) -> bool:
    return bool(re.fullmatch(r"[\w.′]+", text))


def _function(name: str, parts: list[str], after: str) -> str:
    """An operator's name, set off from the letters next to it."""
    before = "".join(parts[-1:])[-1:]
    return (" " if before.isalnum() else "") + name + (" " if after.lstrip()[:1].isalnum() else "")


def _in_alphabet(text: str, alphabet: str) -> str:
    """Letters in a mathematical alphabet of Unicode; others as they are."""
    return "".join(_letter(character, alphabet) for character in text)


def _letter(character: str, alphabet: str) -> str:
    if not (character.isascii() and character.isalpha()):
        return character
    if character in _EARLIER[alphabet]:
        return _EARLIER[alphabet][character]
    case = "CAPITAL" if character.isupper() else "SMALL"
    return unicodedata.lookup(f"MATHEMATICAL {alphabet} {case} {character.upper()}")
