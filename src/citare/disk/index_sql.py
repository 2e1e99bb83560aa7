"""A query as SQL over the index cache's table; true of the same rows as `query.matches`."""

from __future__ import annotations

from typing import Final

from citare.library.query import (
    EVERYWHERE,
    And,
    Exact,
    Has,
    Not,
    Or,
    Query,
    Words,
    Years,
    glob_pattern,
)

BRIEF: Final = ("key", "authors", "year", "title")
LISTED: Final = (
    *("key", "type", "entry_type", "authors", "year", "title", "container", "doi"),
    *("tags", "start", "end"),
)
_MARK: Final = "\x1f"
_COLUMNS: Final = {"key": "key_text", "doi": "doi_text"}

Sql = tuple[str, list[str | int]]


def where(query: Query) -> Sql:
    """A condition and its arguments."""
    match query:
        case Words("text", text):
            tests = [f"instr({column}, ?)" for column in EVERYWHERE]
            return f"({' OR '.join(tests)})", [text] * len(tests)
        case Words(column, text):
            return f"instr({column}, ?)", [text]
        case Exact(column, pattern):
            return _exact(column, pattern)
        case Years(first, last):
            bounds = [("year >= ?", first), ("year <= ?", last)]
            kept = [(test, bound) for test, bound in bounds if bound is not None]
            tests = ["year IS NOT NULL", *(test for test, _ in kept)]
            return f"({' AND '.join(tests)})", [bound for _, bound in kept]
        case Has(fields):
            tests = ["instr(fields, ?)"] * len(fields)
            return f"({' OR '.join(tests)})", [f"{_MARK}{field}{_MARK}" for field in fields]
        case Not(part):
            condition, arguments = where(part)
            return f"NOT ({condition})", arguments
        case And(parts):
            return _joined(" AND ", parts)
        case Or(parts):
            return _joined(" OR ", parts)
    return "1", []


def _joined(glue: str, parts: tuple[Query, ...]) -> Sql:
    conditions = [where(part) for part in parts]
    text = glue.join(condition for condition, _ in conditions)
    return f"({text})", [argument for _, arguments in conditions for argument in arguments]


def _exact(column: str, pattern: str) -> Sql:
    if column == "tag":
        if "*" in pattern:
            return "tag_matches(tag_text, ?)", [pattern]
        return "instr(tag_text, ?)", [f"{_MARK}{pattern}{_MARK}"]
    test = "{} GLOB ?" if "*" in pattern else "{} = ?"
    value = glob_pattern(pattern) if "*" in pattern else pattern
    if column == "type":
        tests = (test.format("type"), test.format("entry_type"), "instr(type, ?) = 1")
        return f"({' OR '.join(tests)})", [value, value, f"{pattern}-"]
    return test.format(_COLUMNS[column]), [value]
