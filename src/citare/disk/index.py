"""A cache of search rows beside the user's other caches: SQLite, keyed by a file's content.

It is never the truth and always safe to delete. Whatever is wrong with it (corrupt, locked,
unwritable, of another version), the rows are built anew without a message.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from citare import __version__
from citare.library.query import (
    EVERYWHERE,
    And,
    Everything,
    Exact,
    Has,
    Not,
    Or,
    Query,
    Words,
    Years,
    glob_matches,
    glob_pattern,
    matches,
    values,
)
from citare.library.search_text import SearchRow, searchable

BRIEF: Final = ("key", "authors", "year", "title")
LISTED: Final = (
    *("key", "type", "entry_type", "authors", "year", "title", "container", "doi"),
    *("tags", "start", "end"),
)
_MARK: Final = "\x1f"
_COLUMNS: Final = {"key": "key_text", "doi": "doi_text"}

_LAYOUT: Final = 2
_KEPT_PER_FILE: Final = 2
_WAIT: Final = 0.25

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS files (
    id INTEGER PRIMARY KEY, digest TEXT UNIQUE NOT NULL, name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS entries (
    file INTEGER NOT NULL, position INTEGER NOT NULL,
    key TEXT, type TEXT, entry_type TEXT, authors TEXT, year INTEGER, title TEXT,
    container TEXT, doi TEXT, tags TEXT, fields TEXT, start INTEGER, "end" INTEGER,
    key_text TEXT, doi_text TEXT, tag_text TEXT,
    author_text TEXT, title_text TEXT, container_text TEXT, text TEXT,
    PRIMARY KEY (file, position)) WITHOUT ROWID;
"""


def content_digest(data: bytes) -> str:
    """The key of a file's rows: its content, and the version that mapped it."""
    return f"{__version__}.{_LAYOUT}." + hashlib.blake2b(data, digest_size=16).hexdigest()


class IndexCache:
    """The rows of files, by content. One object may be used from one thread."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "index.sqlite"

    def rows(
        self,
        digest: str,
        build: Callable[[], Iterable[SearchRow]],
        query: Query | None = None,
        *,
        name: str = "",
        brief: bool = False,
    ) -> list[SearchRow]:
        """The rows of a file for which the query is true, in the file's order.

        `build` makes all rows when the cache has none; `name` (the file's path) lets older
        contents of the same file go. The rows' folded texts and `fields` may be empty; with
        `brief`, all but key, authors, year and title may be.
        """
        query = query or Everything()
        digest, name = _as_text(digest), _as_text(name)
        with contextlib.suppress(sqlite3.Error, OSError):
            found = self._select(digest, query, brief)
            if found is not None:
                return found
        built = list(build())
        self._store(digest, name, built)
        return [row for row in built if matches(query, row)]

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous=OFF")
            connection.create_function("tag_matches", 2, _tag_matches, deterministic=True)
            yield connection
        finally:
            connection.close()

    def _select(self, digest: str, query: Query, brief: bool) -> list[SearchRow] | None:
        """The rows, or None if the cache has none for the digest."""
        if not self.path.exists():
            return None
        with self._open() as connection:
            known = connection.execute("SELECT id FROM files WHERE digest=?", (digest,)).fetchone()
            if known is None:
                return None
            condition, arguments = where(query)
            columns = ", ".join(f'"{column}"' for column in (BRIEF if brief else LISTED))
            cursor = connection.execute(
                f"SELECT {columns} FROM entries WHERE file=? AND {condition} ORDER BY position",
                (known[0], *arguments),
            )
            # in one expression: this loop is what a warm list takes its time with
            make, empty = SearchRow._make, ((), "", "", "", "")
            if brief:
                rest = ("", "", (), *empty, 0, 0)
                return [make((key, "", "", *shown, *rest)) for key, *shown in cursor]
            return [
                make((*row[:8], _tags(row[8]) if row[8] else (), *empty, row[9], row[10]))
                for row in cursor
            ]

    def _store(self, digest: str, name: str, rows: list[SearchRow]) -> None:
        """Keep the rows if that is possible; a damaged cache is thrown away for the next time."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as connection:
                connection.executescript(_SCHEMA)
                connection.execute("BEGIN IMMEDIATE")
                _forget(connection, name)
                cursor = connection.execute(
                    "INSERT INTO files (digest, name) VALUES (?, ?)", (digest, name)
                )
                places = ",".join("?" * 21)
                connection.executemany(
                    f"INSERT INTO entries VALUES ({places})",
                    (_values(cursor.lastrowid, n, row) for n, row in enumerate(rows)),
                )
                connection.execute("COMMIT")
        except (sqlite3.OperationalError, UnicodeError):
            return  # locked, read-only or full, or half a character in a title: not worth a word
        except sqlite3.IntegrityError:
            return  # another process was faster
        except (sqlite3.DatabaseError, OSError):
            with contextlib.suppress(OSError):
                self.path.unlink()


def _as_text(name: str) -> str:
    """A file's name as SQLite takes it: one that is not UTF-8 holds half characters."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _forget(connection: sqlite3.Connection, name: str) -> None:
    """Drop all but the newest contents of a file of this name."""
    if not name:
        return
    old = connection.execute(
        "SELECT id FROM files WHERE name=? ORDER BY id DESC LIMIT -1 OFFSET ?",
        (name, _KEPT_PER_FILE - 1),
    ).fetchall()
    for (file,) in old:
        connection.execute("DELETE FROM entries WHERE file=?", (file,))
        connection.execute("DELETE FROM files WHERE id=?", (file,))


def _joined_values(parts: Iterable[str]) -> str:
    inner = _MARK.join(parts)
    return f"{_MARK}{inner}{_MARK}" if inner else ""


def _tag_matches(tags: str, pattern: str) -> bool:
    return any(glob_matches(tag, pattern) for tag in tags.split(_MARK) if tag)


def _values(file: int | None, position: int, row: SearchRow) -> tuple[Any, ...]:
    return (
        *(file, position, row.key, row.type, row.entry_type, row.authors, row.year, row.title),
        *(
            row.container,
            row.doi,
            _joined_values(row.tags),
            _joined_values(row.fields),
            row.start,
            row.end,
        ),
        *(searchable(row.key), searchable(row.doi), _joined_values(values("tag", row))),
        *(row.author_text, row.title_text, row.container_text, row.text),
    )


def _tags(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(_MARK)[1:-1])


# A query as SQL over the table; true of the same rows as `query.matches`.

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
