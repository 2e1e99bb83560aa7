"""Citation keys from a template, in the vocabulary of JabRef and of Better BibTeX.

Two notations: `[auth:lower][year][shorttitle]` (JabRef, "Customize the citation key generator")
and `auth.lower + year + shorttitle(1).lower` (Better BibTeX, "Citation keys"). First the parts
that an item gives, then the filters, then the template. Keys are ASCII; a, b, c after them make
them unique.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from citare.errors import UsageError
from citare.model.item import Item
from citare.model.name import Name
from citare.text.unicode import to_ascii

Part = Callable[[Item], str]


def _set_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What JabRef and Better BibTeX leave out of a short title, and other languages' articles.
SMALL_WORDS: Final = _set_of(
    """
    a an the and or but nor for of on in at to by from with without into onto upon over under
    via about above across against along among around as between through toward towards is are
    be der die das den dem des ein eine einer eines und oder im in von zu zur zum über für mit
    le la les l un une des du de d et ou sur dans pour par el los las una unos y en il lo gli i
    een het van voor
    """
)
_TAG: Final = re.compile(r"<[^<>]*>")
_WORD: Final = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


# --- people --------------------------------------------------------------------------------


def _people(item: Item, roles: tuple[str, ...]) -> list[Name]:
    for role in roles:
        names = [name for name in item.names.get(role, ()) if not name.others]
        if names:
            return names
    return []


def _has_more(item: Item, roles: tuple[str, ...]) -> bool:
    return any(name.others for role in roles for name in item.names.get(role, ())[-1:])


def _family(name: Name) -> str:
    """A family name as one word, its particle with it."""
    text = name.literal or f"{name.non_dropping_particle} {name.family or name.given}"
    text = _TAG.sub("", text)
    return re.sub(r"[\s'’‘.,]+", "", to_ascii(text))


def _initials(name: Name) -> str:
    return "".join(word[0] for word in _WORD.findall(to_ascii(_TAG.sub("", name.given))))


_AUTHORS: Final = ("author", "editor", "translator", "director", "composer", "compiler")


def _auth(roles: tuple[str, ...], length: int = 0, position: int = 1) -> Part:
    def part(item: Item) -> str:
        names = _people(item, roles)
        if not 0 < position <= len(names):
            return ""
        family = _family(names[position - 1])
        return family[:length] if length else family

    return part


def _authors(roles: tuple[str, ...], count: int = 0, more: str = "EtAl") -> Part:
    def part(item: Item) -> str:
        names = _people(item, roles)
        shown = names[:count] if count else names
        is_cut = len(shown) < len(names) or _has_more(item, roles)
        return "".join(map(_family, shown)) + (more if is_cut and count else "")

    return part


def _auth_et_al(roles: tuple[str, ...], more: str) -> Part:
    """One name, two names, or the first and `more`."""

    def part(item: Item) -> str:
        names = _people(item, roles)
        if len(names) == 2 and not _has_more(item, roles):
            return "".join(map(_family, names))
        is_cut = len(names) > 1 or _has_more(item, roles)
        return "".join(map(_family, names[:1])) + (more if is_cut else "")

    return part


def _alpha(roles: tuple[str, ...]) -> Part:
    """As in BibTeX's alpha style: Knu84, KLR, KLR+."""

    def part(item: Item) -> str:
        names = _people(item, roles)
        if len(names) == 1:
            return _family(names[0])[:3]
        plus = "+" if len(names) > 4 or _has_more(item, roles) else ""
        return "".join(_family(name)[:1] for name in names[: 3 if len(names) > 4 else 4]) + plus

    return part


def _last(roles: tuple[str, ...]) -> Part:
    return lambda item: "".join(map(_family, _people(item, roles)[-1:]))


def _fore_initials(roles: tuple[str, ...]) -> Part:
    return lambda item: "".join(map(_initials, _people(item, roles)[:1]))


def _author_ini(roles: tuple[str, ...]) -> Part:
    def part(item: Item) -> str:
        families = [_family(name) for name in _people(item, roles)]
        return "".join([*(name[:5] for name in families[:1]), *(name[:1] for name in families[1:])])

    return part


# --- title and others -----------------------------------------------------------------------


def words_of(text: str) -> list[str]:
    return _WORD.findall(to_ascii(_TAG.sub("", text)).replace("'", ""))


def _significant(item: Item) -> list[str]:
    words = words_of(item.get("title"))
    kept = [word for word in words if word.lower() not in SMALL_WORDS]
    return kept or words


def capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _title(count: int = 0, capitals: int = 0) -> Part:
    def part(item: Item) -> str:
        words = _significant(item)
        return " ".join(map(capital, words[:count] if count else words))

    del capitals  # Better BibTeX's second argument: here all words begin with a capital
    return part


def _title_initials(item: Item) -> str:
    return "".join(word[0] for word in _significant(item)[:3])


def _camel(count: int = 0) -> Part:
    def part(item: Item) -> str:
        words = words_of(item.get("title"))
        return "".join(map(capital, words[:count] if count else words))

    return part


def _variable(*names: str) -> Part:
    return lambda item: next((_TAG.sub("", t) for name in names if (t := item.get(name))), "")


def _date_part(place: int, width: int, variable: str = "issued") -> Part:
    def part(item: Item) -> str:
        date = item.dates.get(variable)
        parts = date.parts[0] if date and date.parts else ()
        if len(parts) > place:
            return f"{abs(parts[place]):0{width}d}"
        found = re.search(r"\d{4}", date.literal or date.raw) if date and place == 0 else None
        return found[0] if found else ""

    return part


def _short_year(item: Item) -> str:
    return _date_part(0, 4)(item)[-2:]


def _full_date(item: Item) -> str:
    return "-".join(
        text for text in (_date_part(n, 4 if n == 0 else 2)(item) for n in range(3)) if text
    )


def _keyword(position: int = 1) -> Part:
    def part(item: Item) -> str:
        keywords = [word.strip() for word in re.split("[,;]", item.get("keyword"))]
        return keywords[position - 1] if 0 < position <= len(keywords) else ""

    return part


def _page(last: bool) -> Part:
    def part(item: Item) -> str:
        pages = re.findall(r"\w+", item.get("page") or item.get("number"))
        return pages[-1 if last else 0] if pages else ""

    return part


_PLAIN: Final[dict[str, Part]] = {
    "year": _date_part(0, 4),
    "origyear": _date_part(0, 4, "original-date"),
    "shortyear": _short_year,
    "month": _date_part(1, 2),
    "day": _date_part(2, 2),
    "date": _full_date,
    "title": _title(),
    "fulltitle": _variable("title"),
    "titlewords": _title(),
    "veryshorttitle": _title(1),
    "shorttitleini": _title_initials,
    "journal": _variable("container-title"),
    "booktitle": _variable("container-title"),
    "journalabbr": _variable("container-title-short", "container-title"),
    "firstpage": _page(last=False),
    "lastpage": _page(last=True),
    "number": _variable("issue", "number"),
    "entrytype": lambda item: item.type,
    "type": lambda item: item.type,
    "series": _variable("collection-title"),
    "institution": _variable("publisher"),
    "school": _variable("publisher"),
    "location": _variable("publisher-place"),
    "address": _variable("publisher-place"),
    "chapter": _variable("chapter-number"),
}
_NUMBERED: Final[dict[str, Callable[..., Part]]] = {
    "shorttitle": lambda count=3, capitals=0: _title(count, capitals),
    "title": lambda count=0, capitals=0: _title(count, capitals),
    "camel": _camel,
    "keyword": _keyword,
    "keywords": lambda count=0: (
        lambda item: "".join(
            word.strip() for word in re.split("[,;]", item.get("keyword"))[: count or None]
        )
    ),
}


def _of_people(name: str, numbers: list[int]) -> Part | None:
    """`auth`, `authors2`, `authEtAl` ..., and the same for editors (`edtr`, `editors`)."""
    roles: tuple[str, ...] = _AUTHORS
    match = re.fullmatch(r"(?:edtr|editor)(.*)", name)
    if match:
        roles, name = ("editor",), {"": "auth", "s": "authors"}.get(match[1], "auth" + match[1])
    match = re.fullmatch(r"author(s?(?:ini|last|alpha|foreini|lastforeini).*)", name)
    name = "auth" + match[1].removeprefix("s") if match else name
    simple: dict[str, Callable[[], Part]] = {
        "auth": lambda: _auth(roles, *numbers[:2]),
        "author": lambda: _auth(roles, *numbers[:2]),
        "authors": lambda: _authors(roles, numbers[0] if numbers else 0),
        "authetal": lambda: _auth_et_al(roles, "EtAl"),
        "authetal2": lambda: _auth_et_al(roles, "EtAl"),
        "auth.etal": lambda: _auth_et_al(roles, ".etal"),
        "authea": lambda: _auth_et_al(roles, "EA"),
        "auth.auth.ea": lambda: _auth_et_al(roles, ".ea"),
        "authauthea": lambda: _auth_et_al(roles, "Ea"),
        "authalpha": lambda: _alpha(roles),
        "authshort": lambda: _alpha(roles),
        "authini": lambda: _author_ini(roles),
        "authlast": lambda: _last(roles),
        "authforeini": lambda: _fore_initials(roles),
        "authfirstini": lambda: _fore_initials(roles),
        "authfirstfull": lambda: _auth(roles),
    }
    make = simple.get(name)
    return make() if make else None


def find_part(name: str, arguments: tuple[str, ...]) -> Part | None:
    """The part a name stands for (any case; numbers may be part of it); None if unknown."""
    lower = name.lower()
    numbers = [int(argument) for argument in arguments if argument.lstrip("-").isdecimal()]
    match = re.fullmatch(r"([a-z.]+?)(\d+)(?:_(\d+))?", lower)
    if match and lower not in ("authetal2",):
        lower = match[1]
        numbers = [int(number) for number in match.groups()[1:] if number] + numbers
    if part := _of_people(lower, numbers):
        return part
    if lower in _NUMBERED and (numbers or lower not in _PLAIN):
        return _NUMBERED[lower](*numbers[:2])
    if lower in _PLAIN:
        return _PLAIN[lower]
    if lower in _FIELDS:
        return _variable(_FIELDS[lower])
    return None


_FIELDS: Final[dict[str, str]] = {
    name.lower(): name
    for name in (
        *("volume", "issue", "edition", "publisher", "DOI", "ISBN", "ISSN", "URL", "PMID", "PMCID"),
        *("genre", "version", "language", "note", "abstract", "medium", "archive", "number"),
        *("publisher-place", "collection-title", "container-title", "event-title"),
    )
}


DEFAULT_TEMPLATE: Final = "auth.lower + year + shorttitle(1).lower"

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_:.+/-]")
_TOKEN: Final = re.compile(
    r"""\s*(?:(?P<name>[A-Za-z_][\w]*)|(?P<number>-?\d+)|(?P<string>'[^']*'|"[^"]*")
    |(?P<sign>[.+()|,=;]))""",
    re.VERBOSE,
)
_BRACKET: Final = re.compile(r"\[((?:[^\[\]\"]|\"[^\"]*\")*)\]")

Filter = Callable[[str], str]


def _each_word(change: Callable[[str], str]) -> Callable[[], Filter]:
    return lambda: lambda text: re.sub(r"[^\W_]+", lambda match: change(match[0]), text)


def _abbreviated() -> Filter:
    return lambda text: "".join(word[0] for word in words_of(text))


def _sentence() -> Filter:
    return lambda text: text[:1].upper() + text[1:].lower()


def _substring(start: str = "1", count: str = "1") -> Filter:
    first = int(start) - 1 if int(start) > 0 else int(start)
    return lambda text: text[first:][: int(count)]


def _select(start: str = "1", count: str = "0") -> Filter:
    first = int(start) - 1

    def change(text: str) -> str:
        words = text.split()[first:]
        return " ".join(words[: int(count)] if int(count) else words)

    return change


def _truncate(count: str) -> Filter:
    return lambda text: text.replace(" ", "")[: int(count)]


def _replace(find: str, replacement: str = "") -> Filter:
    pattern = re.compile(find)
    return lambda text: pattern.sub(replacement, text)


def _condense(separator: str = "") -> Filter:
    return lambda text: separator.join(text.split())


def _camel_words(count: str = "0") -> Filter:
    def change(text: str) -> str:
        words = [capital(word) for word in words_of(text)]
        return "".join(words[: int(count)] if int(count) else words)

    return change


def _skip_words() -> Filter:
    return lambda text: " ".join(w for w in text.split() if w.lower() not in SMALL_WORDS)


FILTERS: Final[dict[str, Callable[..., Filter]]] = {
    "lower": lambda: str.lower,
    "lowercase": lambda: str.lower,
    "upper": lambda: str.upper,
    "uppercase": lambda: str.upper,
    "capitalize": _each_word(capital),
    "titlecase": _each_word(lambda word: word[:1].upper() + word[1:].lower()),
    "sentencecase": _sentence,
    "abbr": _abbreviated,
    "acronym": _abbreviated,
    "nopunct": lambda: lambda text: re.sub(r"[^\w\s]|_", "", text),
    "nopunctordash": lambda: lambda text: re.sub(r"[^\w\s]|_", "", text),
    "alphanum": lambda: lambda text: re.sub(r"[\W_]", "", text),
    "numeric": lambda: lambda text: re.sub(r"\D", "", text),
    "clean": lambda: lambda text: re.sub(r"[^\w\s-]", "", to_ascii(text)),
    "ascii": lambda: to_ascii,
    "fold": lambda: to_ascii,
    "transliterate": lambda: to_ascii,
    "camel": _camel_words,
    "camelcase": _camel_words,
    "condense": _condense,
    "skipwords": _skip_words,
    "select": _select,
    "substring": _substring,
    "truncate": _truncate,
    "truncatetitle": _truncate,
    "regex": _replace,
    "replace": _replace,
    "prefix": lambda start: lambda text: start + text if text else "",
    "postfix": lambda end: lambda text: text + end if text else "",
    "default": lambda instead: lambda text: text or instead,
}
"""Filters by name (lower case, without underscores), each made from its arguments."""


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
    """Read a template. Raises UsageError where it has an unknown part or filter."""
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
