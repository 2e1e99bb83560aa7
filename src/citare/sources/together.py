"""Several tasks at once: each round, the requests of all that still run go out as one batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from citare.sources.base import Reply, Request, Task

T = TypeVar("T")


def together(tasks: Sequence[Task[T]]) -> Task[list[T]]:
    """What the tasks return, in order. The first that raises ends them all."""
    results: dict[int, T] = {}
    waiting: dict[int, Sequence[Request]] = {}

    def advance(index: int, replies: Sequence[Reply] | None) -> None:
        try:
            task = tasks[index]
            waiting[index] = next(task) if replies is None else task.send(replies)
        except StopIteration as end:
            waiting.pop(index, None)
            results[index] = end.value

    try:
        for index in range(len(tasks)):
            advance(index, None)
        while waiting:
            asked = dict(waiting)
            replies = yield [request for requests in asked.values() for request in requests]
            start = 0
            for index, requests in asked.items():
                advance(index, replies[start : start + len(requests)])
                start += len(requests)
    finally:
        for task in tasks:
            task.close()
    return [results[index] for index in range(len(tasks))]
