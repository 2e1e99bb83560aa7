"""Drive a source's task by hand: replies come from a function, no network."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar

from citare.errors import CouldNotAsk
from citare.sources.base import Keep, Reply, Request, Response, Task

T = TypeVar("T")


def _reply(asked: Request | Keep, answer: Callable[[Request], Reply]) -> Reply:
    """Nothing is cached here, and nothing is kept."""
    if isinstance(asked, Keep):
        return asked.reply
    if asked.cache == "only":
        return CouldNotAsk(asked.source, "not in the cache")
    return answer(asked)


def drive(task: Task[T], answer: Callable[[Request], Reply]) -> tuple[T, list[list[Request]]]:
    """What the task returns, and the batches that it asked for."""
    batches: list[list[Request]] = []
    try:
        batch = next(task)
        while True:
            requests = [asked for asked in batch if isinstance(asked, Request)]
            if requests:
                batches.append(requests)
            batch = task.send([_reply(asked, answer) for asked in batch])
    except StopIteration as end:
        return end.value, batches


def always(reply: Reply) -> Callable[[Request], Reply]:
    """The same answer to everything."""
    return lambda _: reply


def ok(value: object, status: int = 200) -> Response:
    """A JSON answer."""
    return Response(status, json.dumps(value).encode(), asked="2026-01-01T00:00:00+00:00")


def silence(request: Request) -> Reply:
    """No answer at all."""
    return CouldNotAsk(request.source, "timed out")
