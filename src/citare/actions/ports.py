"""What actions need from outside: files, sources, styles, the clock. disk/ and web/ give them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from citare.sources.base import Task

T = TypeVar("T")


class BibFiles(Protocol):
    """The library's .bib files. Paths are as the user would write them."""

    def paths(self) -> Sequence[str]:
        """The library's files, in a stable order."""

    def read(self, path: str) -> str:
        """A file's text. InputError if it cannot be read."""

    def exists(self, path: str) -> bool: ...

    def write(self, path: str, text: str) -> bool:
        """Replace a file that was read (or does not exist yet) atomically.

        False if nothing changed. ChangedUnderneath if somebody else wrote it meanwhile.
        """


class Fetch(Protocol):
    """Runs a source's task against the network (or the cache)."""

    def run(self, task: Task[T]) -> T: ...


class Clock(Protocol):
    """The date of today, ISO 8601."""

    def today(self) -> str: ...
