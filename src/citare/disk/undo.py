"""What undo needs of a project: its last writes, and the journal of the one under way.

Kept in the user's state folder, one folder a project:

    undo/PROJECT/00000007.json   one operation: the files that a run of a command wrote
    undo/PROJECT/SHA256          what a file said before
    undo/PROJECT/pending.json    an operation that has begun and not ended

Everything is written whole, and what a file said before is compared with its digest before it
is used. All methods that write expect the log to be locked.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from citare.disk.encoding import digest
from citare.disk.replacing import as_input_error, store, sync_folder
from citare.errors import InputError

_KEEP = 50
_KEEP_BYTES = 256 * 1024 * 1024
_KEEP_ALWAYS = 5  # operations, whatever their size
_DIGEST = re.compile(r"[0-9a-f]{64}")
_RECORD = re.compile(r"[0-9]{1,9}\.json")
_PENDING = "pending.json"


@dataclass(frozen=True, slots=True)
class Write:
    """One file of an operation. `before` and `after` are digests; "" is a file that was not."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Operation:
    """What one run of a command wrote, in order.

    While it is under way, `begun` is how many of the writes were done before (by the same run),
    and `drafts` names what is to take each file's place. `takes_back` is the number of the
    operation that this one undoes.
    """

    number: int
    command: str
    time: str
    writes: tuple[Write, ...]
    project: str = ""
    begun: int = 0
    drafts: Mapping[str, str] = field(default_factory=dict)
    takes_back: int = 0


class UndoLog:
    """The operations of one project, oldest first."""

    def __init__(self, state: Path, project: str = "") -> None:
        self.folder = state / "undo" / digest(project.encode("utf-8", "surrogateescape"))[:16]
        self._project = project
        self.damaged: list[Path] = []

    # Operations

    def operations(self) -> list[Operation]:
        """All that can be taken back; `damaged` names records that cannot be read."""
        read = [(path, self._read(path)) for path in self._records()]
        self.damaged = [path for path, found in read if found is None]
        return [found for _, found in read if found is not None]

    def last(self) -> Operation | None:
        """The operation to take back next, or None."""
        found = self.operations()
        return found[-1] if found else None

    def pending(self) -> Operation | None:
        """The operation that began and did not end."""
        path = self.folder / _PENDING
        return self._read(path) if path.is_file() else None

    def begin(self, operation: Operation) -> Operation:
        """Write down what is about to happen. A new operation (number 0) gets a number."""
        pending = self.folder / _PENDING
        if pending.is_dir():  # not ours; what is in it is left alone
            pending.rename(pending.with_name(f"{_PENDING}.not-citares"))
        if not operation.number:
            last = max((int(path.stem) for path in self._named()), default=0)
            operation = replace(operation, number=last + 1)
        self._store(pending, operation)
        sync_folder(self.folder)
        return operation

    def end(self, operation: Operation) -> None:
        """The operation is done: keep it, or forget the one that it took back."""
        pending = self.folder / _PENDING
        try:
            if operation.takes_back:
                self._record(operation.takes_back).unlink(missing_ok=True)
                pending.unlink(missing_ok=True)
            else:
                pending.replace(self._record(operation.number))
        except OSError as error:
            raise as_input_error(self.folder, error) from error
        sync_folder(self.folder)
        self._prune()

    def abandon(self) -> None:
        """The operation under way did not happen."""
        (self.folder / _PENDING).unlink(missing_ok=True)

    # Contents

    def keep(self, data: bytes) -> str:
        """Keep what a file says; the digest under which it is found again. Raises OSError."""
        name = digest(data)
        blob = self.folder / name
        if self._content(name) is None:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            store(blob, data)
        return name

    def content(self, write: Write) -> bytes | None:
        """What a file said before a write; None if it did not exist.

        InputError if that was lost or damaged.
        """
        if not write.before:
            return None
        data = self._content(write.before)
        if data is None:
            raise InputError(
                f"what {write.path} said before is lost or damaged in {self.folder}",
                hint="nothing was taken back; look for the text in git",
            )
        return data

    def _content(self, name: str) -> bytes | None:
        if not _DIGEST.fullmatch(name):
            return None
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        return data if digest(data) == name else None

    def _prune(self) -> None:
        """Keep the latest operations, the contents they need, and no draft of our own."""
        needed: dict[str, int] = {}
        kept = bytes_kept = 0
        for path in reversed(self._records()):
            operation = self._read(path)
            if operation is None:
                continue
            new = {w.before for w in operation.writes if w.before} - needed.keys()
            sizes = {name: self._size(name) for name in new}
            kept, bytes_kept = kept + 1, bytes_kept + sum(sizes.values())
            if kept > _KEEP or (kept > _KEEP_ALWAYS and bytes_kept > _KEEP_BYTES):
                path.unlink(missing_ok=True)
            else:
                needed |= sizes
        for path in self.folder.iterdir():
            unneeded = _DIGEST.fullmatch(path.name) and path.name not in needed
            if unneeded or path.suffix == ".tmp":
                with contextlib.suppress(OSError):
                    path.unlink()

    def _size(self, name: str) -> int:
        try:
            return (self.folder / name).stat().st_size
        except OSError:
            return 0

    # Records

    def _record(self, number: int) -> Path:
        return self.folder / f"{number:08d}.json"

    def _records(self) -> list[Path]:
        """The records in order."""
        return sorted(filter(Path.is_file, self._named()), key=lambda path: int(path.stem))

    def _named(self) -> list[Path]:
        """All that is called as records are."""
        try:
            return [path for path in self.folder.iterdir() if _RECORD.fullmatch(path.name)]
        except OSError:
            return []

    def _store(self, path: Path, operation: Operation) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            store(path, json.dumps(asdict(operation), indent=1).encode("ascii"))
        except OSError as error:
            raise as_input_error(self.folder, error) from error

    def _read(self, path: Path) -> Operation | None:
        """The operation that a record describes; None if it is not one of this project's."""
        try:
            found = _operation(json.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
        return found if found.project == self._project else None


def _operation(data: Any) -> Operation:
    """A record in its right shape; ValueError, TypeError or KeyError otherwise."""
    writes = tuple(Write(**write) for write in data["writes"])
    found = Operation(**{**data, "writes": writes})
    texts = (found.command, found.time, found.project, *found.drafts, *found.drafts.values())
    numbers = (found.number, found.begun, found.takes_back)
    if not all(isinstance(text, str) and "\0" not in text for text in texts):
        raise TypeError("a text is expected")
    if not all(isinstance(number, int) and number >= 0 for number in numbers):
        raise TypeError("a number is expected")
    for write in writes:
        if not (isinstance(write.path, str) and "\0" not in write.path and Path(write.path)):
            raise TypeError("a path is expected")
        if not Path(write.path).is_absolute():
            raise ValueError("an absolute path is expected")
        for name in (write.before, write.after):
            if not isinstance(name, str) or not (name == "" or _DIGEST.fullmatch(name)):
                raise ValueError("a digest is expected")
    return found


def latest(writes: Sequence[Write]) -> dict[str, Write]:
    """For each path, from what it said first to what it said last."""
    found: dict[str, Write] = {}
    for write in writes:
        first = found.get(write.path, write)
        found[write.path] = Write(write.path, first.before, write.after)
    return found
