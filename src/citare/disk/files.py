"""The files of a library on disk: read in their own encoding, written together or not at all.

A write happens under locks (in the user's state folder, never beside the files), only if the
files are still what was read, and only if something changed. Several files are one operation:

1. everything is checked, and what the files say now is kept for undo;
2. a journal says what is about to happen, and the new texts are written beside the files;
3. each file is looked at once more and replaced; a failure puts back what was replaced.

After a kill at any moment each file is old or new, and the journal tells which. Line ends are
never translated.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from citare.disk.encoding import Decoded, Piece, decode, digest, encode
from citare.disk.folders import read_bytes, writable
from citare.disk.replacing import Say, as_input_error, check_writable, sync_folder, write_draft
from citare.disk.undo import Operation, UndoLog, Write, latest
from citare.errors import ChangedUnderneath, InputError, NotFoundError

_PATIENCE = 10.0  # seconds to wait for another citare
FINISH_OR_TAKE_BACK = "`citare undo` takes it back, `citare undo --finish` finishes it"


class Change(Protocol):
    """What becomes of a file's text: before, after, and which stretches of it are kept."""

    @property
    def before(self) -> str | None: ...

    @property
    def after(self) -> str: ...

    @property
    def pieces(self) -> Sequence[Piece]: ...


@dataclass(frozen=True, slots=True)
class _Whole:
    """A text given as a whole."""

    after: str
    before: str | None = None
    pieces: Sequence[Piece] = ()


@dataclass(frozen=True, slots=True)
class _Change:
    """A file's bytes before and after; None is a file that is not there."""

    path: Path
    before: bytes | None
    after: bytes | None


class BibFiles:
    """Implements the port of actions. One object is one run of a command.

    `paths` are the library's files as the user would write them, `state` the folder for locks
    and undo, `command` what undo shows, `project` whose last write undo takes back. `say` shows
    the user what a write could not keep (an owner, a hard link). A link in the project that leads
    out of it is written through only if it leads to one of `trusted_links`.
    """

    def __init__(
        self,
        paths: Sequence[str | Path],
        state: Path,
        command: str = "",
        project: str = "",
        say: Say = lambda _: None,
        trusted_links: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        self._project = project
        self._paths = tuple(str(p) for p in paths)
        self._wanted_state = state
        self._command = command
        self._say = say
        self._trusted_links = trusted_links
        self._read: dict[str, Decoded | None] = {}
        self._done: Operation | None = None

    @cached_property
    def _state(self) -> Path:
        return writable(self._wanted_state, self._say)

    @cached_property
    def _log(self) -> UndoLog:
        return UndoLog(self._state, self._project)

    def paths(self) -> Sequence[str]:
        """The library's files."""
        return self._paths

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return Path(path).exists()

    def read(self, path: str) -> str:
        """A file's text. InputError if it cannot be read, EncodingError for damaged UTF-16."""
        return self.decoded(path).text

    def decoded(self, path: str) -> Decoded:
        """As `read`, with the encoding and the digest."""
        if not self._read:
            self._warn_of_a_half_done_operation()
        found = decode(read_bytes(path), path)
        self._read[_ident(path)] = found
        return found

    def write(self, path: str, text: str) -> bool:
        """Give one file a text as a whole. False if nothing changed. See `write_all`."""
        return bool(self.write_all({path: _Whole(text)}))

    def write_all(self, changes: Mapping[str, Change]) -> tuple[str, ...]:
        """Replace files that were read, or make new ones: all of them, or none.

        The paths of the files that changed are returned. ChangedUnderneath if a file is no
        longer what was read, UnsafeEdit for a character that a file's encoding lacks outside of
        values, InputError if a file cannot be written. All writes of one run are one step of
        undo.
        """
        planned: dict[str, _Change] = {}
        for path, change in changes.items():
            old = self._read.get(_ident(path))
            known = old is not None and change.before == old.text
            data = encode(change.after, old, path, change.pieces if known else None)
            if old is None or data != old.data:
                self._check_link(path)
                planned[path] = _Change(Path(_ident(path)), old.data if old else None, data)
        if planned:
            with self._locked([one.path for one in planned.values()]):
                self._settle()
                self._done = self._perform(list(planned.values()), self._operation())
            for path, one in planned.items():
                assert one.after is not None
                self._read[str(one.path)] = decode(one.after, path)
        return tuple(planned)

    # Undo

    def undo(self) -> Operation:
        """Take the last operation back: all its files, or none.

        One that was interrupted is taken back first. NotFoundError if there is none,
        ChangedUnderneath if a file was changed since, InputError if what it said before is lost.
        """
        candidates = [found for found in (self._log.pending(), self._log.last()) if found]
        if not candidates:
            raise NotFoundError("there is nothing to undo here", hint=self.damage())
        paths = {Path(write.path) for found in candidates for write in found.writes}
        with self._locked(sorted(paths)):
            half_done = self._half_done()
            if half_done is not None:
                self._resolve(half_done, finish=bool(half_done.takes_back))
                number = half_done.takes_back
                return next((o for o in candidates if o.number == number), half_done)
            self._settle()
            operation = self._log.last()
            if operation is None or not paths.issuperset(Path(w.path) for w in operation.writes):
                raise InputError("another citare wrote meanwhile", hint="run `citare undo` again")
            changes = list(self._backwards(operation))
            undoing = Operation(
                0, "citare undo", _now(), (), self._project, takes_back=operation.number
            )
            if changes:
                self._perform(changes, undoing)
            else:
                self._log.end(undoing)
            self._read.clear()
        return operation

    def finish(self) -> Operation:
        """Finish the operation that was interrupted. NotFoundError if there is none."""
        operation = self._log.pending()
        if operation is None:
            raise NotFoundError("nothing was interrupted here")
        with self._locked([Path(write.path) for write in operation.writes]):
            self._resolve(operation, finish=True)
        return operation

    def _warn_of_a_half_done_operation(self) -> None:
        operation = UndoLog(self._wanted_state, self._project).pending()
        if operation is not None and all(_states(operation)[:2]):
            self._say(f"{describe_interrupted(operation)}; {FINISH_OR_TAKE_BACK}")

    def damage(self) -> str:
        """Names records of undo that cannot be read; "" if there are none."""
        paths = ", ".join(map(str, self._log.damaged))
        return f"not a record of undo's, and left alone: {paths}" if paths else ""

    def _backwards(self, operation: Operation) -> Iterator[_Change]:
        """The changes that take an operation back. Nothing is written here."""
        for write in latest(operation.writes).values():
            path = Path(write.path)
            self._check_place(path)
            now = _bytes_of(path)
            found = digest(now) if now is not None else ""
            if found == write.before:
                continue  # never happened, or taken back by hand
            if found != write.after:
                raise ChangedUnderneath(
                    f"{path} was changed after citare wrote it",
                    hint="take the change back by hand (git diff shows it)",
                )
            yield _Change(path, now, self._log.content(write))

    def _check_place(self, path: Path) -> None:
        """A log that lies within the project says nothing about files outside of it."""
        project = Path(self._project).resolve() if self._project else None
        if project is None or path.resolve().is_relative_to(project):
            return
        if self._state.resolve().is_relative_to(project):
            raise InputError(f"{path} is outside of the project", hint="nothing was taken back")

    def _check_link(self, path: str) -> None:
        """A cloned repository may hold links to the user's own files."""
        if not self._project:
            return
        project, real = Path(self._project).resolve(), _ident(path)
        named = Path(os.path.abspath(path))  # noqa: PTH100  (links must not be followed)
        if (
            named.is_relative_to(project)
            and not Path(real).is_relative_to(project)
            and real not in self._trusted_links()
        ):
            raise InputError(
                f"{path} is a link to {real}, outside of the project",
                hint="nothing was written; if that is right, `citare trust` allows it",
            )

    # One operation

    def _operation(self) -> Operation:
        """This run's operation so far."""
        return self._done or Operation(0, self._command, _now(), (), self._project)

    def _perform(self, changes: Sequence[_Change], operation: Operation) -> Operation:
        """Make all changes, or none. Files and log are locked."""
        token = secrets.token_hex(6)
        drafts = {
            str(change.path): str(change.path.with_name(f".citare-{token}-{number}.tmp"))
            for number, change in enumerate(changes)
            if change.after is not None
        }
        made: list[Path] = []
        replaced: list[_Change] = []
        try:
            for change in changes:
                _check_same(change)
                check_writable(change.path)
            writes = (*operation.writes, *map(self._kept, changes))
            begun = len(operation.writes)
            operation = self._log.begin(
                replace(operation, writes=writes, begun=begun, drafts=drafts)
            )
            for change in changes:
                if change.after is not None:
                    made += _make_folder(change.path.parent)
                    _draft(Path(drafts[str(change.path)]), change.path, change.after, self._say)
            for change in changes:
                _check_same(change)
                replaced.append(change)
                _put(change, drafts)
        except BaseException as error:
            left = self._put_back(replaced, drafts, made)
            if not left:
                self._log.abandon()
            told = _told(error, changes, replaced, left)
            if told is error:
                raise
            raise told from error
        for folder in {change.path.parent for change in changes}:
            sync_folder(folder)
        with contextlib.suppress(InputError):  # all is written: the next operation ends this one
            self._log.end(operation)
        return operation

    def _kept(self, change: _Change) -> Write:
        """Keep what a file says, and describe the change."""
        after = digest(change.after) if change.after is not None else ""
        if change.before is None:
            return Write(str(change.path), "", after)
        try:
            return Write(str(change.path), self._log.keep(change.before), after)
        except OSError as error:
            raise as_input_error(self._log.folder, error) from error

    def _put_back(
        self, replaced: Sequence[_Change], drafts: Mapping[str, str], made: Sequence[Path]
    ) -> list[_Change]:
        """Undo what was done of an operation that failed; what could not be undone."""
        left: list[_Change] = []
        for change in reversed(replaced):
            now = _bytes_of(change.path)
            if now == change.before:
                continue
            try:
                if now != change.after:
                    raise ChangedUnderneath(f"{change.path} was changed")
                _put(_Change(change.path, now, change.before), drafts, self._say)
            except (InputError, OSError):
                left.append(change)
        _sweep(drafts.values())
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        return left

    # An operation that was interrupted

    def _settle(self) -> None:
        """See to an operation that was killed, before anything else is written.

        One of which nothing or everything was done is over. InputError for one half done.
        """
        if (half_done := self._half_done()) is not None:
            raise InputError(describe_interrupted(half_done), hint=FINISH_OR_TAKE_BACK)
        if (operation := self._log.pending()) is not None:
            self._resolve(operation, finish=bool(_states(operation)[1]))

    def _half_done(self) -> Operation | None:
        """The operation that was interrupted after it had replaced some of its files."""
        operation = self._log.pending()
        if operation is None:
            return None
        old, new, _ = _states(operation)
        return operation if old and new else None

    def _resolve(self, operation: Operation, *, finish: bool) -> None:
        """Finish an interrupted operation, or take it back. Files changed since are left alone."""
        old, new, others = _states(operation)
        for path in others:
            self._say(f"{path} was changed since, and is left as it is")
        writes = {write.path: write for write in operation.writes[operation.begun :]}
        for path in old if finish else new:
            self._check_place(Path(path))
            write = writes[path]
            before = _bytes_of(Path(path))
            if finish:
                after = self._draft_of(operation, write) if write.after else None
            else:
                after = self._log.content(write)
            check_writable(Path(path))
            try:
                _put(_Change(Path(path), before, after), {}, self._say)
            except OSError as error:
                raise as_input_error(path, error) from error
        _sweep(operation.drafts.values())
        if finish:
            self._log.end(operation)
        else:
            self._log.abandon()
        self._read.clear()

    def _draft_of(self, operation: Operation, write: Write) -> bytes:
        """What an interrupted operation was to write."""
        data = _bytes_of(Path(operation.drafts.get(write.path, "")))
        if data is None or digest(data) != write.after:
            raise InputError(
                f"what was to be written to {write.path} is lost",
                hint="`citare undo` takes the operation back",
            )
        return data

    # Locks

    @contextlib.contextmanager
    def _locked(self, paths: Sequence[Path]) -> Iterator[None]:
        """Keep other citares from these files and from the project's log."""
        folder = self._state / "locks"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise as_input_error(folder, error, "nothing was written") from error
        names = {digest(os.fsencode(path))[:32]: path for path in paths}
        with contextlib.ExitStack() as locks:
            for name in sorted(names):
                self._lock(locks, folder / f"{name}.lock", str(names[name]))
            log = folder / f"log-{self._log.folder.name}.lock"
            self._lock(locks, log, "this project")
            yield

    @staticmethod
    def _lock(locks: contextlib.ExitStack, path: Path, what: str) -> None:
        try:
            locks.enter_context(FileLock(path, timeout=_PATIENCE))
        except Timeout as error:
            raise InputError(
                f"{what} is being written by another citare",
                hint="try again when it has finished",
            ) from error
        except OSError as error:
            raise as_input_error(path, error) from error


def describe_interrupted(operation: Operation) -> str:
    """What is true of an operation that was interrupted."""
    old, new, _ = _states(operation)
    shown = f"`{operation.command}` of {operation.time} was interrupted"
    if old and new:
        return f"{shown}: {_names(new)} written, {_names(old)} not"
    return f"{shown}: everything is as before" if old else f"{shown} when all was written"


def _states(operation: Operation) -> tuple[list[str], list[str], list[str]]:
    """Paths of an operation under way: those still old, those new already, and all others."""
    old: list[str] = []
    new: list[str] = []
    others: list[str] = []
    for write in operation.writes[operation.begun :]:
        data = _bytes_of(Path(write.path))
        found = digest(data) if data is not None else ""
        kind = old if found == write.before else new if found == write.after else others
        kind.append(write.path)
    return old, new, others


def _put(change: _Change, drafts: Mapping[str, str], say: Say | None = None) -> None:
    """Give a path its new content: rename its draft, or write one (with `say`). OSError."""
    if change.after is None:
        change.path.unlink()
        return
    draft = Path(drafts.get(str(change.path), change.path.with_name(".citare-again.tmp")))
    if say is not None:
        draft.unlink(missing_ok=True)
        write_draft(draft, change.path, change.after, say)
    draft.replace(change.path)


def _draft(draft: Path, target: Path, data: bytes, say: Say) -> None:
    try:
        write_draft(draft, target, data, say)
    except OSError as error:
        raise as_input_error(target, error) from error


def _told(
    error: BaseException,
    changes: Sequence[_Change],
    replaced: Sequence[_Change],
    left: Sequence[_Change],
) -> BaseException:
    """The error, with what is true of the files now."""
    if isinstance(error, OSError):
        name = replaced[-1].path if replaced else changes[0].path
        error = as_input_error(name, error)
    if not isinstance(error, InputError):
        return error
    if left:
        written = [str(change.path) for change in left]
        rest = [str(c.path) for c in changes if c not in left]
        message = f"{error.message}; {_names(written)} written" + (
            f", {_names(rest)} not" if rest else ""
        )
        return type(error)(message, hint="`citare undo` takes it back")
    hint = "; ".join(filter(None, ("nothing was written", error.hint)))
    return type(error)(error.message, hint=hint)


def _names(paths: Sequence[str]) -> str:
    shown = ", ".join(paths)
    return f"{shown} {'is' if len(paths) == 1 else 'are'}"


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder; those that were made, the outermost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise as_input_error(folder, error) from error
    return missing[::-1]


def _sweep(drafts: Iterable[str]) -> None:
    for draft in drafts:
        if Path(draft).name.startswith(".citare-") and draft.endswith(".tmp"):
            with contextlib.suppress(OSError):
                Path(draft).unlink()


def _ident(path: str) -> str:
    """The file behind a path, symbolic links followed."""
    return str(Path(path).resolve())


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise as_input_error(path, error) from error


def _check_same(change: _Change) -> None:
    if _bytes_of(change.path) != change.before:
        was_read = change.before is not None
        raise ChangedUnderneath(
            f"{change.path} was changed by another program since it was read"
            if was_read
            else f"{change.path} exists and was not read first",
            hint="run the command again",
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
