"""The last writes, so that they can be taken back. Kept in the user's state folder.

One operation (a run of a command) may write several files; they are taken back together.
`undo/NUMBER.json` lists them, `undo/SHA256` holds what a file said before.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from citare.disk.encoding import digest

_KEEP = 50


@dataclass(frozen=True, slots=True)
class Write:
    """One file of an operation. `before` and `after` are digests; "" is a file that was not."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Operation:
    """What one run of a command wrote, in order."""

    number: int
    command: str
    time: str
    writes: tuple[Write, ...]
    project: str = ""


class UndoLog:
    """The operations in a state folder, oldest first."""

    def __init__(self, state: Path) -> None:
        self._folder = state / "undo"

    def operations(self) -> list[Operation]:
        """All that can be taken back; records that cannot be read are left out."""
        found = []
        for path in self._records():
            try:
                data = json.loads(path.read_text(encoding="utf-8"))
                writes = tuple(Write(**w) for w in data["writes"])
                told = (data["command"], data["time"], writes, data.get("project", ""))
                found.append(Operation(int(path.stem), *told))
            except (OSError, ValueError, KeyError, TypeError):
                continue
        return found

    def last(self, project: str = "") -> Operation | None:
        """The operation to take back next (of a project, if one is named), or None."""
        found = [one for one in self.operations() if project in ("", one.project)]
        return found[-1] if found else None

    def begin(self, command: str, time: str, project: str = "") -> Operation:
        """A new operation without writes, under a number that no other process has."""
        self._folder.mkdir(parents=True, exist_ok=True)
        records = self._records()
        number = int(records[-1].stem) + 1 if records else 1
        while True:
            try:
                (self._folder / f"{number:08d}.json").touch(exist_ok=False)
            except FileExistsError:
                number += 1
            else:
                return Operation(number, command, time, (), project)

    def record(
        self, operation: Operation, path: str, before: bytes | None, after: bytes
    ) -> Operation:
        """Store a write that is about to happen."""
        self._folder.mkdir(parents=True, exist_ok=True)
        old = "" if before is None else digest(before)
        if before is not None:
            blob = self._folder / old
            if not blob.exists():
                blob.write_bytes(before)
        writes = (*operation.writes, Write(path, old, digest(after)))
        grown = replace(operation, writes=writes)
        self._store(grown)
        return grown

    def content(self, write: Write) -> bytes | None:
        """What a file said before a write; None if it was not there."""
        return (self._folder / write.before).read_bytes() if write.before else None

    def drop(self, operation: Operation) -> None:
        """Forget an operation that was taken back."""
        (self._folder / f"{operation.number:08d}.json").unlink(missing_ok=True)
        self._prune()

    def _records(self) -> list[Path]:
        return sorted(self._folder.glob("[0-9]*.json")) if self._folder.is_dir() else []

    def _store(self, operation: Operation) -> None:
        path = self._folder / f"{operation.number:08d}.json"
        data = asdict(operation)
        draft = path.with_suffix(".tmp")
        draft.write_text(json.dumps(data, indent=1), encoding="utf-8")
        draft.replace(path)
        self._prune()

    def _prune(self) -> None:
        """Keep the latest operations and the contents they need."""
        for path in self._records()[:-_KEEP]:
            path.unlink(missing_ok=True)
        needed = {w.before for op in self.operations() for w in op.writes}
        for blob in self._folder.iterdir():
            if len(blob.name) == 64 and blob.name not in needed:
                blob.unlink(missing_ok=True)
