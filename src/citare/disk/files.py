"""The .bib files on disk: read in their own encoding, written atomically or not at all.

A write happens under a lock (in the user's state folder, never beside the file), only if the
file is still what was read, and only if something changed. It goes to a new file in the same
folder, is flushed to the disk, and takes the old one's place and permissions. Line ends are
never translated. What the file said before is kept for undo.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from filelock import FileLock, Timeout

from citare.disk.encoding import Decoded, decode, digest, encode
from citare.disk.folders import read_bytes, writable
from citare.disk.undo import Operation, UndoLog
from citare.errors import ChangedUnderneath, InputError, NotFoundError

_PATIENCE = 10.0  # seconds to wait for another citare


class BibFiles:
    """Implements the port of actions. One object is one run of a command.

    `paths` are the library's files as the user would write them, `state` the folder for locks
    and undo, `command` what undo shows, `project` whose last write undo takes back.
    """

    def __init__(
        self,
        paths: Sequence[str | Path],
        state: Path,
        command: str = "",
        project: str = "",
    ) -> None:
        self._project = project
        self._paths = tuple(str(p) for p in paths)
        self._wanted_state = state
        self._command = command
        self._read: dict[str, Decoded | None] = {}
        self._operation: Operation | None = None

    @cached_property
    def _state(self) -> Path:
        return writable(self._wanted_state)

    def paths(self) -> Sequence[str]:
        """The library's files."""
        return self._paths

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return Path(path).exists()

    def read(self, path: str) -> str:
        """A file's text. InputError if it cannot be read, EncodingError for UTF-16."""
        return self.decoded(path).text

    def decoded(self, path: str) -> Decoded:
        """As `read`, with the encoding and the digest."""
        found = decode(read_bytes(path), path)
        self._read[_ident(path)] = found
        return found

    def write(self, path: str, text: str) -> bool:
        """Replace a file that was read, or make one that does not exist.

        False if nothing changed. ChangedUnderneath if the file is no longer what was read,
        UnsafeEdit for a character that the file's encoding lacks outside of values.
        """
        ident = _ident(path)
        old = self._read.get(ident)
        if old is not None and old.text == text:
            return False
        data = encode(text, old, path)
        if old is not None and data == old.data:
            return False
        with self._locked(path):
            _check_same(path, old)
            log = UndoLog(self._state)
            if self._operation is None:
                self._operation = log.begin(self._command, _now(), self._project)
            before = old.data if old else None
            self._operation = log.record(self._operation, ident, before, data)
            replace_file(Path(ident), data)
        self._read[ident] = decode(data, path)
        return True

    def undo(self) -> Operation:
        """Take the last operation back: all its files, or none.

        NotFoundError if there is none, ChangedUnderneath if a file was changed since.
        """
        log = UndoLog(self._state)
        operation = log.last(self._project)
        if operation is None:
            raise NotFoundError("there is nothing to undo here")
        with contextlib.ExitStack() as locks:
            for path in sorted({w.path for w in operation.writes}):
                locks.enter_context(self._locked(path))
            latest = {w.path: w.after for w in operation.writes}
            first = {w.path: w for w in reversed(operation.writes)}
            todo = []
            for path, after in latest.items():
                now = _digest_of(path)
                if now == first[path].before:
                    continue  # never happened, or taken back by hand
                if now != after:
                    raise ChangedUnderneath(
                        f"{path} was changed after citare wrote it",
                        hint="take the change back by hand (git diff shows it)",
                    )
                todo.append((path, log.content(first[path])))
            for path, data in todo:
                if data is None:
                    Path(path).unlink()
                else:
                    replace_file(Path(path), data)
                self._read.pop(path, None)
            log.drop(operation)
        return operation

    @contextlib.contextmanager
    def _locked(self, path: str) -> Iterator[None]:
        folder = self._state / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        name = digest(os.fsencode(_ident(path)))[:32]
        lock = FileLock(folder / f"{name}.lock", timeout=_PATIENCE)
        try:
            with lock:
                yield
        except Timeout as error:
            raise InputError(
                f"{path} is being written by another citare",
                hint="try again when it has finished",
            ) from error


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` where `path` is, so that a reader sees the old file or the new one, whole."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mode = None
        path.parent.mkdir(parents=True, exist_ok=True)
    if mode is not None and not os.access(path, os.W_OK):
        raise InputError(f"{path} is read-only", hint="nothing was written")
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(_usual_mode() if mode is None else mode)
        Path(draft).replace(path)
    except OSError as error:
        Path(draft).unlink(missing_ok=True)
        raise InputError(f"{path}: {error.strerror or error}") from error
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a crash, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _ident(path: str) -> str:
    """The file behind a path, symbolic links followed."""
    return str(Path(path).resolve())


def _digest_of(path: str) -> str:
    try:
        return digest(Path(path).read_bytes())
    except FileNotFoundError:
        return ""


def _check_same(path: str, old: Decoded | None) -> None:
    now = _digest_of(path)
    if now != (old.digest if old else ""):
        raise ChangedUnderneath(
            f"{path} was changed by another program since it was read"
            if old
            else f"{path} exists and was not read first",
            hint="nothing was written; run the command again",
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
