"""Answers kept on disk with their date, so that no registry is asked twice for the same.

One SQLite file, shared by processes. It may be deleted at any time; one that cannot be read
is set aside and begun anew, and where none can be written citare works without.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import time
import weakref
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from citare.sources.base import Request, Response

FILE_NAME = "answers.sqlite3"
_TRIES, _PAUSE = 40, 0.05
_SCHEMA = """DROP TABLE IF EXISTS answers;
CREATE TABLE IF NOT EXISTS kept (
    key BLOB PRIMARY KEY, asked TEXT NOT NULL, days REAL, status INTEGER NOT NULL,
    url TEXT NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID"""


def key_of(base_url: str, request: Request) -> bytes:
    """What makes two requests the same. Holds no address and no key of the user's."""
    parts = (
        *("HEAD" if request.method == "HEAD" else "ANY", base_url, request.path),
        *(sorted(request.params), sorted(request.headers)),
    )
    return hashlib.sha256(repr(parts).encode() + request.body).digest()


def _begin_log(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log. SQLite does not wait for another process that does the same."""
    for _ in range(_TRIES):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            time.sleep(_PAUSE)
        else:
            return
    connection.execute("PRAGMA journal_mode=WAL")


class Cache:
    """The answers in a folder. Failures of the file are silent: the source is asked then."""

    def __init__(self, folder: Path, max_age: timedelta = timedelta(days=30)) -> None:
        self._path = folder / FILE_NAME
        self._max_age = max_age
        self._connection: sqlite3.Connection | None = None
        self._broken = False

    def get(self, key: bytes, now: datetime, *, any_age: bool = False) -> Response | None:
        """The answer kept under a key, unless it is too old (`any_age` takes it all the same)."""
        row = self._run(
            "SELECT asked, days, status, url, headers, body FROM kept WHERE key=?",
            (key,),
        )
        if not row:
            return None
        try:
            asked, days, status, url, headers, body = row[0]
            max_age = self._max_age
            if days is not None:
                max_age = min(max_age, timedelta(days=days))
            if not any_age and not timedelta(0) <= now - datetime.fromisoformat(asked) <= max_age:
                return None
            return Response(
                status=status,
                body=zlib.decompress(body),
                headers=json.loads(headers),
                url=url,
                asked=asked,
                cached=True,
            )
        except (ValueError, TypeError, zlib.error):
            return None

    def put(self, answers: Iterable[tuple[bytes, Response, float | None]]) -> None:
        """Keep answers, in one transaction: key, answer, and the days that it is good at most."""
        rows = [
            (key, r.asked, days, r.status, r.url, json.dumps(dict(r.headers)), _packed(r.body))
            for key, r, days in answers
        ]
        if not rows:
            return
        connection = self._open()
        if connection is None:
            return
        try:
            with connection:
                connection.executemany("INSERT OR REPLACE INTO kept VALUES (?,?,?,?,?,?,?)", rows)
        except sqlite3.OperationalError:  # locked too long, disk full, read-only
            return
        except sqlite3.DatabaseError:
            self._set_aside()

    def clear(self) -> None:
        """Forget all answers."""
        self._run("DELETE FROM kept", ())

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _run(self, statement: str, values: tuple[object, ...]) -> list[tuple[Any, ...]] | None:
        connection = self._open()
        if connection is None:
            return None
        try:
            with connection:
                return connection.execute(statement, values).fetchall()
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            self._set_aside()
            return None

    def _open(self) -> sqlite3.Connection | None:
        if self._connection is None and not self._broken:
            for attempt in (1, 2):
                try:
                    self._connect()
                    break
                except sqlite3.OperationalError:
                    self._broken = True
                    break
                except (sqlite3.DatabaseError, OSError):
                    self._set_aside()
                    self._broken = attempt == 2
        return self._connection

    def _connect(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=5.0)
        try:
            _begin_log(connection)
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.executescript(_SCHEMA)
        except BaseException:
            connection.close()
            raise
        weakref.finalize(self, connection.close)
        self._connection = connection

    def _set_aside(self) -> None:
        """Delete a file that is not a database: what it held can be asked for again."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                self._path.with_name(self._path.name + suffix).unlink()


def _packed(body: bytes) -> bytes:
    return zlib.compress(body, 1)


def utc_now() -> datetime:
    """The time, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
