"""Small operations on LaTeX and on what it decodes to."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

from citare.text.latex_tables import ACCENTS, BELOW

NOCASE: Final = ('<span class="nocase">', "</span>")
ENTITY: Final = re.compile(r"&#?\w+;")
NO_ENTITY: Final = "\ue002"  # while decoding: after an ampersand that begins no entity
_ALONE: Final = {"~": "~", "^": "^", "`": "`", "'": "´", '"': "¨", "=": "¯", "c": "¸"}


def balanced(latex: str, position: int) -> tuple[str, int] | None:
    """The text between the brace at `position` and its partner, and where that ends."""
    start = re.compile(r"\s*\{").match(latex, position)
    if not start:
        return None
    depth = 1
    for brace in re.compile(r"\\.|[{}]", re.DOTALL).finditer(latex, start.end()):
        if brace[0] == "{":
            depth += 1
        elif brace[0] == "}":
            depth -= 1
            if depth == 0:
                return latex[start.end() : brace.start()], brace.end()
    return None


_LEADING_TAGS: Final = re.compile(r"(?:<[^<>]*>)*")


def accented(text: str, name: str) -> str:
    """`text` with an accent on its first letter (and on what stands above that already)."""
    if not text.strip():
        return _ALONE.get(name, unicodedata.normalize("NFC", "\u00a0" + ACCENTS[name]).strip())
    tags = _LEADING_TAGS.match(text)
    start = tags.end() if tags else 0
    mark = ACCENTS[name]
    text = text[:start] + text[start:].lstrip()
    base, rest = text[start : start + 1], text[start + 1 :]
    while rest and unicodedata.combining(rest[0]):
        base, rest = base + rest[0], rest[1:]
    if mark not in BELOW:
        base = base.replace("ı", "i").replace("ȷ", "j")
    return text[:start] + unicodedata.normalize("NFC", base + mark) + rest


def upper(text: str) -> str:
    return re.sub(r"<[^<>]*>|[^<]+", lambda m: m[0] if m[0][0] == "<" else m[0].upper(), text)


def lower(text: str) -> str:
    return re.sub(r"<[^<>]*>|[^<]+", lambda m: m[0] if m[0][0] == "<" else m[0].lower(), text)


def nocase(text: str) -> str:
    """A protected group; one without letters protects nothing."""
    plain = re.sub(r"<[^<>]*>", "", text)
    if plain.lower() == plain.upper():
        return text
    return NOCASE[0] + text + NOCASE[1]


def tidy(text: str) -> str:
    text = text.replace(NOCASE[1] + NOCASE[0], "")
    if "&" in text:
        text = ENTITY.sub(lambda match: html.unescape(match[0]), text).replace(NO_ENTITY, "")
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")
