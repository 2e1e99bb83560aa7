"""An operation on several files, killed or failing at every system call that writes."""

from __future__ import annotations

import errno
import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from citare.disk.files import BibFiles
from citare.errors import CitareError, InputError, NotFoundError
from tests.torture.faults import Plan, faults, in_a_child

OLD = {"a.bib": b"% old a\n" * 400, "b.bib": b"% old b caf\xe9\n" * 300, "d.md": b"old\n"}
NEW = {name: data.replace(b"old", b"new") for name, data in OLD.items()} | {"new/c.lock": b"new\n"}


@dataclass(frozen=True)
class Changed:
    """A text given as a whole."""

    before: str | None
    after: str
    pieces: tuple[str, ...] = ()


@dataclass
class Sandbox:
    """A project with files, and a state folder beside it."""

    folder: Path

    @property
    def project(self) -> Path:
        return self.folder / "project"

    def reset(self) -> None:
        """The files as they were at first, with an empty memory of undo."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.project.mkdir(parents=True)
        for name, data in OLD.items():
            (self.project / name).write_bytes(data)

    def files(self) -> BibFiles:
        return BibFiles([], self.folder / "state", "citare test", str(self.project))

    def write(self) -> None:
        """One operation on four files, one of them new."""
        files = self.files()
        changes = {}
        for name, data in NEW.items():
            path = str(self.project / name)
            before = files.read(path) if files.exists(path) else None
            after = before.replace("old", "new") if before else data.decode()
            changes[path] = Changed(None, after)
        files.write_all(changes)

    def states(self) -> str:
        """ "old", "new" or "mixed"; AssertionError if any file is neither."""
        seen = set()
        for name in NEW:
            path = self.project / name
            data = path.read_bytes() if path.exists() else None
            assert data in (OLD.get(name), NEW[name]), f"{name} is neither old nor new"
            seen.add("old" if data == OLD.get(name) else "new")
        return seen.pop() if len(seen) == 1 else "mixed"

    def leftovers(self) -> list[str]:
        """Drafts beside the files."""
        return [p.name for p in self.project.rglob(".citare*")]


def kills(box: Sandbox, work: str) -> Iterator[str]:
    """Kill `work` ("write" or "undo") at every event; check and clear up. Yields what was seen."""
    for at in itertools.count(1):
        box.reset()
        if work == "undo":
            box.write()
        done = in_a_child(_doing(box, work), Plan("kill", at, str(box.folder)))
        state = box.states()
        if done:
            assert state == ("old" if work == "undo" else "new")
            return
        yield state
        check_next_command(box, work, state)


def _doing(box: Sandbox, work: str) -> Callable[[], object]:
    return box.write if work == "write" else lambda: box.files().undo()


def check_next_command(box: Sandbox, work: str, state: str) -> None:
    """After a kill: a half-done operation is seen, can be finished and can be taken back."""
    copy = Sandbox(box.folder.with_name("copy"))
    shutil.rmtree(copy.folder, ignore_errors=True)
    shutil.copytree(box.folder, copy.folder)
    other = box.project / "other.bib"
    if state == "mixed":
        try:
            box.files().write(str(other), "x")
        except InputError as error:
            assert "interrupted" in error.message and "undo" in error.hint
        else:
            raise AssertionError("a half-done operation was passed over")
        box.files().undo()
        assert box.states() == "old"
        assert not box.leftovers()
        box.files().write(str(other), "x")
        return
    box.files().write(str(other), "x")
    assert not box.leftovers(), box.leftovers()
    assert box.states() == state
    box.files().undo()
    assert not other.exists()
    if state == "new":
        box.files().undo()
        assert box.states() == "old"
    else:
        try:
            box.files().undo()
        except NotFoundError:
            pass
        else:
            raise AssertionError("something that never happened was taken back")


def check_finishing(box: Sandbox) -> None:
    """A half-done operation can be finished, and then taken back."""
    for at in itertools.count(1):
        box.reset()
        if in_a_child(box.write, Plan("kill", at, str(box.folder))):
            return
        if box.states() == "mixed":
            box.files().finish()
            assert box.states() == "new"
            assert not box.leftovers()
            box.files().undo()
            assert box.states() == "old"


def failures(box: Sandbox, work: str, code: int = errno.ENOSPC) -> Iterator[str]:
    """Let `work` fail at every event; yields what was said. Nothing is ever half done."""
    for at in itertools.count(1):
        box.reset()
        if work == "undo":
            box.write()
        before = box.states()
        plan = Plan("fail", at, str(box.folder), code)
        said = ""
        try:
            with faults(plan):
                _doing(box, work)()
        except CitareError as error:
            said = f"{error.message} / {error.hint}"
            assert box.states() == before, said
        else:
            assert box.states() == ("old" if work == "undo" else "new")
        if len(plan.events) < at:
            return
        yield said
        if said:
            _doing(box, work)()
            assert box.states() == ("old" if work == "undo" else "new")
            assert not box.leftovers()
