"""The query language of list, show, search, render and export.

    query  = term { ["and"] term } { "or" … }        "and" binds tighter than "or"
    term   = ["-" | "not"] ( "(" query ")" | [field ":"] value )
    value  = word | "quoted words"

A bare word is looked for in everything, without regard to case and accents. Fields: author,
title, journal, key, text (parts of words match), type, tag, doi (whole values, `*` stands for
anything), year (`2020`, `2020..2025`, `2020..`, `..2025`), has and missing (a field's name).
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Final, NamedTuple, TypeAlias

from citare.errors import UsageError
from citare.lazy import load
from citare.library.search_text import SearchRow, searchable

_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) | (?P<minus>-(?=[^\s-])) |
        (?P<field>[A-Za-z_]+):(?=\S) |
        "(?P<quoted>[^"]*)" | (?P<unclosed>") |
        (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)
_URLS: Final = frozenset({"http", "https"})


class Token(NamedTuple):
    """`kind` is open, close, minus, field, quoted or word."""

    kind: str
    value: str
    position: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of a query. UsageError for a quote that is never closed."""
    tokens: list[Token] = []
    position = 0
    while match := _TOKEN.match(text, position):
        kind = match.lastgroup or ""
        start = match.start(kind) - (kind == "quoted")
        if kind == "unclosed":
            raise query_error(text, start, "this quote is never closed", 'put a second " after it')
        if kind == "field" and match[kind].lower() in _URLS:
            end = next((i for i in range(start, len(text)) if text[i] in ' \t\n()"'), len(text))
            tokens.append(Token("word", text[start:end], start))
            position = end
            continue
        tokens.append(Token(kind, match[kind], start))
        position = match.end()
    return tokens


def query_error(text: str, position: int, message: str, hint: str) -> UsageError:
    """What is wrong with a query, and where."""
    shown = f"{message}, at character {position + 1} of the query: {text}"
    return UsageError(shown, hint=hint)


class Everything(NamedTuple):
    """The empty query: every entry."""


class Words(NamedTuple):
    """Folded `text` is in `column` (a folded field of the row); "text" is any of them."""

    column: str
    text: str


class Exact(NamedTuple):
    """One value of `column` ("type", "tag", "key", "doi") is `pattern`, `*` for anything."""

    column: str
    pattern: str


class Years(NamedTuple):
    """Issued from `first` to `last`; None is open."""

    first: int | None
    last: int | None


class Has(NamedTuple):
    """The entry has one of these variables (lower-case names)."""

    fields: tuple[str, ...]


class Not(NamedTuple):
    part: Query


class And(NamedTuple):
    parts: tuple[Query, ...]


class Or(NamedTuple):
    parts: tuple[Query, ...]


Query: TypeAlias = "Everything | Words | Exact | Years | Has | Not | And | Or"

_WORDS: Final = {
    "author": "author_text",
    "authors": "author_text",
    "editor": "author_text",
    "title": "title_text",
    "journal": "container_text",
    "container": "container_text",
    "in": "container_text",
    "text": "text",
    "any": "text",
}
_EXACT: Final = {
    "type": "type",
    "tag": "tag",
    "keyword": "tag",
    "keywords": "tag",
    "key": "key",
    "id": "key",
    "doi": "doi",
}
_OTHER: Final = ("year", "has", "missing")
EVERYWHERE: Final = ("title_text", "author_text", "container_text", "text")
FIELDS: Final = (*_WORDS, *_EXACT, *_OTHER)

# What people call a variable, beside its CSL name.
_VARIABLES: Final = {
    "year": ("issued",),
    "date": ("issued",),
    "journal": ("container-title",),
    "booktitle": ("container-title",),
    "container": ("container-title",),
    "pages": ("page",),
    "tag": ("keyword",),
    "tags": ("keyword",),
    "keywords": ("keyword",),
    "notes": ("note", "annote"),
    "note": ("note", "annote"),
    "pdf": ("file",),
    "address": ("publisher-place",),
    "place": ("publisher-place",),
    "series": ("collection-title",),
    "eprint": ("eprint", "number"),
    "langid": ("language",),
}

_YEARS: Final = re.compile(r"(?P<first>-?\d{1,4})?(?P<to>\.\.|(?<=\d{4})[-–])?(?P<last>-?\d{1,4})?")


class _Parser:
    """Recursive descent over the tokens of one query."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self.at = 0

    def peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def word_is(self, *words: str) -> bool:
        token = self.peek()
        return token is not None and token.kind == "word" and token.value.lower() in words

    def either(self) -> Query:
        parts = [self.both()]
        while self.word_is("or", "|", "||"):
            self.at += 1
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self) -> Query:
        parts = [self.term()]
        while (
            (token := self.peek()) and token.kind != "close" and not self.word_is("or", "|", "||")
        ):
            if self.word_is("and", "&", "&&"):
                self.at += 1
            parts.append(self.term())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def term(self) -> Query:
        token = self.peek()
        if token is None or token.kind == "close" or self.word_is("and", "or", "|", "&"):
            position = token.position if token else len(self.text)
            raise query_error(
                self.text, position, "something to look for is missing", 'quote "and" and "or"'
            )
        self.at += 1
        match token.kind:
            case "minus":
                return Not(self.term())
            case "word" if token.value.lower() == "not" and self.peek() is not None:
                return Not(self.term())
            case "open":
                return self.group(token)
            case "field":
                return self.field(token)
        return _words("text", token.value)

    def group(self, opening: Token) -> Query:
        inner = self.either()
        closing = self.peek()
        if closing is None or closing.kind != "close":
            raise query_error(
                self.text, opening.position, "this parenthesis is never closed", "add a )"
            )
        self.at += 1
        return inner

    def field(self, token: Token) -> Query:
        name = token.value.lower()
        if name not in FIELDS:
            near = get_close_matches(name, FIELDS, n=1)
            guess = f"did you mean {near[0]}:? " if near else ""
            hint = f"{guess}fields are {', '.join(dict.fromkeys(FIELDS))}; quote text with a colon"
            raise query_error(self.text, token.position, f"there is no field {token.value}:", hint)
        value = self.peek()
        if value is not None and value.kind == "minus" and name == "year":
            self.at += 1  # a year before our era
            value = self.peek()
            value = value and Token(value.kind, f"-{value.value}", value.position)
        if value is None or value.kind not in ("word", "quoted"):
            raise query_error(self.text, token.position, f"{name}: has no value", f"{name}:value")
        self.at += 1
        return self.leaf(name, value)

    def leaf(self, name: str, value: Token) -> Query:
        if name in _WORDS:
            return _words(_WORDS[name], value.value)
        if name in _EXACT:
            return Exact(_EXACT[name], searchable(value.value))
        if name == "year":
            return self.years(value)
        wanted = value.value.lower()
        if value.kind == "word":
            self.check_field(wanted, value.position)
        has = Has(_VARIABLES.get(wanted, (wanted,)))
        return Not(has) if name == "missing" else has

    def check_field(self, name: str, position: int) -> None:
        """UsageError for a name that no field and no variable has; quotes allow any name."""
        fields = load("citare.bibtex.schema", "FIELDS")
        variables = load("citare.mapping.variable_names", "NAMES")
        if name in _VARIABLES or name in fields or name in variables:
            return
        near = get_close_matches(name, [*fields, *variables], n=1)
        guess = f"did you mean {near[0]}? " if near else ""
        hint = f'{guess}write "{name}" in quotes if your entries have such a field'
        raise query_error(self.text, position, f"no field is called {name}", hint)

    def years(self, value: Token) -> Years:
        match = _YEARS.fullmatch(value.value)
        if not match or (match["first"] is None and match["last"] is None):
            hint = "write year:2020, year:2020..2025, year:2020.. or year:..2025"
            raise query_error(self.text, value.position, f"{value.value!r} is not a year", hint)
        first = int(match["first"]) if match["first"] else None
        last = int(match["last"]) if match["last"] else None
        if match["to"] is None:
            return Years(first, first)
        if first is not None and last is not None and first > last:
            raise query_error(
                self.text, value.position, f"{value.value} ends before it begins", "swap the years"
            )
        return Years(first, last)


def _words(column: str, value: str) -> Query:
    text = searchable(value)
    return Words(column, text) if text else Everything()


def parse_query(text: str) -> Query:
    """The tree of a query. UsageError with the position and a hint if it is not one."""
    parser = _Parser(text)
    if not parser.tokens:
        return Everything()
    query = parser.either()
    token = parser.peek()
    if token is not None:
        raise query_error(text, token.position, "this ) closes nothing", "remove it, or quote it")
    return query


def values(column: str, row: SearchRow) -> tuple[str, ...]:
    """The folded values that an `Exact` on `column` compares with."""
    match column:
        case "type":
            return (row.type, row.entry_type)
        case "tag":
            return tuple(searchable(tag) for tag in row.tags)
        case "doi":
            return (searchable(row.doi),)
    return (searchable(row.key),)


def glob_pattern(pattern: str) -> str:
    """A pattern in which only * is special: brackets and ? occur in real keys and DOIs."""
    return pattern.replace("[", "[[]").replace("?", "[?]")


def glob_matches(value: str, pattern: str) -> bool:
    """Whether an `Exact` pattern is true of a value."""
    return value == pattern or ("*" in pattern and fnmatchcase(value, glob_pattern(pattern)))


def matches(query: Query, row: SearchRow) -> bool:
    """Whether the query is true of a row."""
    match query:
        case Words("text", text):
            return any(text in getattr(row, column) for column in EVERYWHERE)
        case Words(column, text):
            return text in getattr(row, column)
        case Exact("type", pattern):
            wanted = values("type", row)
            return any(glob_matches(v, pattern) for v in wanted) or row.type.startswith(
                f"{pattern}-"
            )
        case Exact(column, pattern):
            return any(glob_matches(value, pattern) for value in values(column, row))
        case Years(first, last):
            year = row.year
            return year is not None and _within(year, first, last)
        case Has(fields):
            return any(field in row.fields for field in fields)
        case Not(part):
            return not matches(part, row)
        case And(parts):
            return all(matches(part, row) for part in parts)
        case Or(parts):
            return any(matches(part, row) for part in parts)
    return True


def _within(year: int, first: int | None, last: int | None) -> bool:
    return (first is None or first <= year) and (last is None or year <= last)
