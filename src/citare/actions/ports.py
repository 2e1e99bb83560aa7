"""What actions need from outside besides files (citare.changes.Files): an answer of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from citare.sources.base import Task

T = TypeVar("T")


class Fetch(Protocol):
    """Runs a source's task against the network (or the cache of answers)."""

    def run(self, task: Task[T]) -> T:
        """What the task returns; passes on what it raises (CouldNotAsk among others)."""
