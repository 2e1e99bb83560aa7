"""Citation keys from a template, in the vocabulary of JabRef and of Better BibTeX.

Two notations: `[auth:lower][year][shorttitle]` (JabRef, "Customize the citation key generator")
and `auth.lower + year + shorttitle(1).lower` (Better BibTeX, "Citation keys"). The parts
are in `key_parts`, the filters in `key_filters`. Keys are ASCII, made unique by a, b, c behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from citare.errors import UsageError
from citare.library.key_filters import FILTERS
from citare.library.key_parts import find_part
from citare.model.item import Item
from citare.text.unicode import to_ascii

DEFAULT_TEMPLATE: Final = "auth.lower + year + shorttitle(1).lower"

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_:.+/-]")
_TOKEN: Final = re.compile(
    r"""\s*(?:(?P<name>[A-Za-z_][\w]*)|(?P<number>-?\d+)|(?P<string>'[^']*'|"[^"]*")
    |(?P<sign>[.+()|,=;]))""",
    re.VERBOSE,
)
_BRACKET: Final = re.compile(r"\[((?:[^\[\]\"]|\"[^\"]*\")*)\]")

Filter = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A literal, or a part of the item with filters."""

    literal: str = ""
    part: Callable[[Item], str] | None = None
    filters: tuple[Filter, ...] = ()

    def text(self, item: Item) -> str:
        text = self.part(item) if self.part else self.literal
        for change in self.filters:
            text = change(text)
        return text


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template: alternatives, of which the first that gives a text counts."""

    source: str
    alternatives: tuple[tuple[_Piece, ...], ...]

    def key(self, item: Item) -> str:
        """The key for an item: ASCII without white space, not yet unique; may be empty."""
        for pieces in self.alternatives:
            texts = [piece.text(item) for piece in pieces]
            parts = [text for piece, text in zip(pieces, texts, strict=True) if piece.part]
            if any(parts) or not any(piece.part for piece in pieces):
                return _UNSAFE.sub("", to_ascii("".join(texts))).strip("-_.:/+")
        return ""


@lru_cache(maxsize=32)
def compile_template(source: str) -> Template:
    """Read a template. Raises UsageError where it has a part or filter that nobody knows."""
    if "[" in source:
        return Template(source, (tuple(_brackets(source)),))
    return Template(source, tuple(tuple(_Reader(source, text).pieces()) for text in _split(source)))


def make_key(item: Item, taken: Container[str], template: str = DEFAULT_TEMPLATE) -> str:
    """A new key for an item, unlike all `taken` ones (lower case).

    An item that gives the template nothing to work with is called by its type.
    """
    base = compile_template(template).key(item) or item.type or "reference"
    if base.lower() not in taken:
        return base
    return next(base + end for end in _suffixes() if (base + end).lower() not in taken)


def _suffixes() -> Iterator[str]:
    """a to z, then aa, ab ..."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    previous = [""]
    while True:
        previous = [start + letter for start in previous for letter in letters]
        yield from previous


def _unknown(source: str, what: str) -> UsageError:
    return UsageError(
        f"the key template {source!r} has an unknown {what}",
        hint="parts: auth, authors(2), authEtAl, year, title, shorttitle(3), journal ...; "
        "filters: lower, upper, abbr, nopunct, camel, substring(1,3) ...",
    )


# --- JabRef ------------------------------------------------------------------------------------


def _brackets(source: str) -> Iterator[_Piece]:
    position = 0
    for match in _BRACKET.finditer(source):
        if literal := source[position : match.start()]:
            yield _Piece(literal)
        position = match.end()
        name, *modifiers = re.findall(r'((?:[^:"(]|"[^"]*"|\([^()]*\))+)', match[1]) or [""]
        part = find_part(name.strip(), ())
        if part is None:
            raise _unknown(source, f"part [{name}]")
        yield _Piece(part=part, filters=tuple(_modifier(source, text) for text in modifiers))
    rest = source[position:]
    if "[" in rest or "]" in rest:
        raise UsageError(f"the key template {source!r} has a bracket without its partner")
    if rest:
        yield _Piece(rest)


def _modifier(source: str, text: str) -> Filter:
    """`lower`, `truncate3`, `regex("a","b")`, `(instead)`."""
    text = text.strip()
    if text.startswith("(") and text.endswith(")"):
        return _filter(source, "default", (text[1:-1],))
    if match := re.fullmatch(r"(\w+?)\s*\((.*)\)", text):
        arguments = tuple(
            part.strip().strip("\"'") for part in re.findall(r'"[^"]*"|[^,]+', match[2])
        )
        return _filter(source, match[1], arguments)
    if match := re.fullmatch(r"([a-z_]+?)_?(\d+)", text):
        return _filter(source, match[1], (match[2],))
    return _filter(source, text, ())


def _filter(source: str, name: str, arguments: tuple[str, ...]) -> Filter:
    make = FILTERS.get(name.replace("_", "").lower())
    if make is None:
        raise _unknown(source, f"filter {name}")
    try:
        return make(*arguments)
    except (TypeError, ValueError, re.error) as error:
        raise UsageError(f"the filter {name} of the key template {source!r}: {error}") from None


# --- Better BibTeX -----------------------------------------------------------------------------


def _split(source: str) -> list[str]:
    """The alternatives of a template, separated by `|` or `;` outside quotes."""
    return re.findall(r"(?:[^|;'\"]|'[^']*'|\"[^\"]*\")+", source) or [""]


class _Reader:
    """`part(arguments).filter(arguments) + 'literal' + ...`"""

    def __init__(self, source: str, text: str) -> None:
        self.source = source
        self.tokens: list[tuple[str, str]] = []
        position = 0
        text = text.rstrip()
        while position < len(text):
            match = _TOKEN.match(text, position)
            if not match:
                raise _unknown(source, f"sign at {text[position:].strip()[:10]!r}")
            self.tokens.append((match.lastgroup or "", match[match.lastgroup or 0]))
            position = match.end()
        self.position = 0

    def pieces(self) -> Iterator[_Piece]:
        while self.position < len(self.tokens):
            yield self._piece()
            if self.position < len(self.tokens) and self._next() != ("sign", "+"):
                raise _unknown(self.source, "sign between its parts (they are joined by +)")

    def _next(self) -> tuple[str, str]:
        if self.position >= len(self.tokens):
            raise UsageError(f"the key template {self.source!r} ends too early")
        self.position += 1
        return self.tokens[self.position - 1]

    def _takes(self, sign: str) -> bool:
        found = self.tokens[self.position : self.position + 1] == [("sign", sign)]
        self.position += found
        return found

    def _piece(self) -> _Piece:
        kind, text = self._next()
        if kind == "string":
            return _Piece(text[1:-1], filters=self._filters())
        if kind == "number":
            return _Piece(text)
        arguments = self._arguments()
        part = find_part(text, arguments) if kind == "name" else None
        if part is None:
            raise _unknown(self.source, f"part {text}")
        return _Piece(part=part, filters=self._filters())

    def _filters(self) -> tuple[Filter, ...]:
        filters = []
        while self._takes("."):
            name = self._next()[1]
            filters.append(_filter(self.source, name, self._arguments()))
        return tuple(filters)

    def _arguments(self) -> tuple[str, ...]:
        """Arguments in order; a name before `=` is passed over."""
        if not self._takes("("):
            return ()
        arguments: list[str] = []
        while not self._takes(")"):
            kind, text = self._next()
            if self._takes("="):
                kind, text = self._next()
            if kind != "sign":
                arguments.append(text[1:-1] if kind == "string" else text)
        return tuple(arguments)
