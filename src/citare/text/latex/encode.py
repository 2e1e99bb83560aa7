"""Text with CSL inline markup to LaTeX, for a BibTeX value. Letters stay UTF-8 unless asked."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from citare.text.braces import balanced
from citare.text.latex.decode import ENTITY
from citare.text.latex.tables import ACCENTS, SYMBOLS
from citare.text.tex_math import decode_math

_SPECIAL: Final = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "\u00a0": "~",
    "\u202f": r"\,",
}
_ESCAPED: Final = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
_TAG: Final = re.compile(r'<(/?)(i|b|sup|sub|sc|span)((?:\s+(?:class|style)="[^"<>]*")?)>')
_COMMANDS: Final = {
    "i": r"\emph{",
    "b": r"\textbf{",
    "sup": r"\textsuperscript{",
    "sub": r"\textsubscript{",
    "sc": r"\textsc{",
}
_MATH: Final = re.compile(r"\$[^$]*\\[^$]*\$")
# A word whose case no style may change: a capital after its first letter (DNA, mRNA, McNemar).
_MIXED_CASE: Final = r"[^\W_]*[^\W\d_][^\W_]*(?:[-’'/+.]?[^\W_]+)*[+]?"
_MIXED_CASE_OR_ENTITY: Final = re.compile(f"{ENTITY.pattern}|{_MIXED_CASE}")

# Text that TeX's ligatures would change.
_LIGATURES: Final = {",,": ",{,}", "---": "-{-}-", "--": "-{-}", "``": "`{`}", "''": "'{'}"}


def encode(text: str, *, title: bool = False, words: bool = True, ascii_only: bool = False) -> str:
    """A BibTeX value (no outer delimiters, braces balanced) that decodes to `text`.

    In a `title`, nocase spans become braces, and so do `words` with a capital after their first
    letter, unless the whole title is in capitals. `ascii_only` writes commands for all else.
    """
    protect = title and words and not _is_capitals(text)
    parts: list[str] = []
    position = 0
    open_tags: list[str] = []
    tags = _balanced_tags(text)
    for start, end, closing, name, attributes in tags:
        parts.append(
            _plain(text[position:start], protect and "nocase" not in open_tags, ascii_only)
        )
        position = end
        kind = "nocase" if "nocase" in attributes else name
        if closing:
            kind = open_tags.pop()
            parts.append("}" if kind in _COMMANDS or (kind == "nocase" and title) else "")
            continue
        open_tags.append(kind)
        if kind == "sc" or "small-caps" in attributes:
            open_tags[-1] = "sc"
            parts.append(_COMMANDS["sc"])
        elif kind in _COMMANDS:
            parts.append(_COMMANDS[kind])
        elif kind == "nocase" and title:
            # a backslash right after the brace would end the protection (btxdoc, 4)
            parts.append("{{}" if text[end : end + 1] in "<&%$#_{}\\" else "{")
    parts.append(_plain(text[position:], protect, ascii_only))
    return _balance("".join(parts))


def _is_capitals(text: str) -> bool:
    letters = re.sub(r"<[^<>]*>|[\W\d_]", "", text)
    return len(letters) > 8 and letters.upper() == letters


def _balanced_tags(text: str) -> list[tuple[int, int, bool, str, str]]:
    """The markup tags that have their partner; others are text."""
    if "<" not in text:
        return []
    open_at: list[int] = []
    found: list[tuple[int, int, bool, str, str]] = []
    kept: set[int] = set()
    for match in _TAG.finditer(text):
        entry = (match.start(), match.end(), bool(match[1]), match[2], match[3])
        found.append(entry)
        if not match[1]:
            open_at.append(len(found) - 1)
        elif open_at and found[open_at[-1]][3] == match[2]:
            kept.update((open_at.pop(), len(found) - 1))
    return [entry for place, entry in enumerate(found) if place in kept]


def _plain(text: str, protect: bool, ascii_only: bool) -> str:
    """Text without markup; formulas that decoding has left as they are stay so."""
    if "$" in text and "\\" in text:
        parts: list[str] = []
        position = 0
        for match in _MATH.finditer(text):
            if decode_math(match[0][1:-1]) is None and balanced(match[0]):
                parts += [_escape(text[position : match.start()], protect, ascii_only), match[0]]
                position = match.end()
        return "".join(parts) + _escape(text[position:], protect, ascii_only)
    return _escape(text, protect, ascii_only)


def _escape(text: str, protect: bool, ascii_only: bool) -> str:
    if not text:
        return ""
    if protect:
        text = _MIXED_CASE_OR_ENTITY.sub(_braced, text)
        text = "".join(
            part if part in "\ue000\ue001" else _escape(part, False, ascii_only)
            for part in re.split("([\ue000\ue001])", text)
        )
        return text.replace("\ue000", "{").replace("\ue001", "}")
    text = ENTITY.sub(lambda match: "&\ue000\ue001" + match[0][1:], text)
    for ligature, broken in _LIGATURES.items():
        text = text.replace(ligature, broken.replace("{", "\ue000").replace("}", "\ue001"))
    text = _ESCAPED.sub(lambda match: _SPECIAL[match[0]], text)
    text = text.replace("\ue000", "{").replace("\ue001", "}")
    return _to_ascii(text) if ascii_only else text


def _braced(match: re.Match[str]) -> str:
    word = match[0]
    if word[0] == "&":
        return word
    if not any(character.isupper() for character in word[1:]):
        return word
    pieces = re.split(r"([-’'/])", word)
    if all(piece[1:].lower() == piece[1:] for piece in pieces) and len(pieces) > 1:
        return word  # each part is an ordinary word: Cost-Effectiveness
    return f"\ue000{word}\ue001"


def _balance(latex: str) -> str:
    r"""BibTeX counts `\{` as a brace (btxdoc, 4): one without its partner needs another name."""
    if balanced(latex):
        return latex
    return latex.replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")


# --- ASCII -----------------------------------------------------------------------------------

_BY_MARK: Final = {mark: name for name, mark in reversed(ACCENTS.items()) if len(name) == 1}
_BY_CHARACTER: Final = {
    character: name
    for name, character in reversed(SYMBOLS.items())
    if len(character) == 1 and not character.isascii()
}
_TYPOGRAPHIC: Final = {"–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'"}
_JOINS: Final = frozenset("-–—“”‘’`'?!,")


def _to_ascii(text: str) -> str:
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    parts: list[str] = []
    for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if character.isascii():
            parts.append(character)
        elif character in _TYPOGRAPHIC and (before in _JOINS or after in _JOINS):
            parts.append("{" + _TYPOGRAPHIC[character] + "}")
        else:
            parts.append(_command(character))
    return "".join(parts)


def _command(character: str) -> str:
    """One character as a command in braces; itself when LaTeX has none for it."""
    if character in _TYPOGRAPHIC:
        return _TYPOGRAPHIC[character]
    decomposed = unicodedata.normalize("NFD", character)
    if len(decomposed) > 1 and all(mark in _BY_MARK for mark in decomposed[1:]):
        base = decomposed[0] if decomposed[0].isascii() else _command(decomposed[0])
        for mark in decomposed[1:]:
            name = _BY_MARK[mark]
            base = f"\\{name}{{{base}}}"
        return f"{{{base}}}"
    if character in _BY_CHARACTER:
        name = _BY_CHARACTER[character]
        return (
            f"{{\\{name}}}"
            if name.startswith(("text", "cyr", "CYR")) or len(name) < 3
            else (f"{{\\ensuremath{{\\{name}}}}}")
        )
    return character


_ACCEPTED: Final = frozenset("–—‘’“”„‚…«»‹›†‡•¡¿§¶©®ªº€£¥¢°·")


def with_commands(latex: str) -> str:
    """A value with commands for the characters that pdfLaTeX does not know in UTF-8.

    Latin letters with their accents and the usual punctuation stay (LaTeX News 28: the default
    input encoding); Greek letters and signs become commands where LaTeX has one.
    """
    if latex.isascii():
        return latex
    return "".join(
        character if character.isascii() or _is_accepted(character) else _command(character)
        for character in unicodedata.normalize("NFC", latex)
    )


def _is_accepted(character: str) -> bool:
    return character in _ACCEPTED or ("\xc0" <= character < "\u0180" and character not in "×÷")
