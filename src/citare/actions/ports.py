"""What actions need from outside: files, sources, styles. disk/ and web/ give them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from citare.sources.base import Task

T = TypeVar("T")


class BibFiles(Protocol):
    """The library's files. Paths are as the user would write them."""

    def paths(self) -> Sequence[str]:
        """The library's .bib files, in a stable order."""

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""

    def read(self, path: str) -> str:
        """A file's text. InputError if it cannot be read."""

    def write(self, path: str, text: str) -> bool:
        """Replace a file that was read (or make a new one), atomically. False: nothing changed.

        ChangedUnderneath if somebody else wrote it meanwhile. All writes of one run are one
        step of undo.
        """


class Fetch(Protocol):
    """Runs a source's task against the network (or the cache of answers)."""

    def run(self, task: Task[T]) -> T:
        """What the task returns; passes on what it raises (CouldNotAsk among others)."""
