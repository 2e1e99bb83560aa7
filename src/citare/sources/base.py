"""What a source is: requests and parsing, no network.

A source's lookups are generators. They yield a batch of requests and are sent one reply for
each, in the same order: a `Response` (any HTTP status), or a `CouldNotAsk` when no answer
came after all retries. They return values; "found", "not found" and "could not ask" are three
different ones. web/client runs them and adds pace, retries, identification and the cache.

Only a source can tell whether an answer is one. What it understood (found, not found, an alias)
it yields as a `Keep`, with how long that is good; nothing else is kept in the cache.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias, TypeVar

from citare.errors import CouldNotAsk
from citare.model.item import Item
from citare.text.json import read_json

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. `source` names whose pace and base URL apply; `path` is relative to it.

    `pool` distinguishes a source's paces ("single", "list"). An absolute URL as `path` goes to
    that host (a redirect, a link to check) without the user's address. `cache` says what the
    cache of answers is to do: answer it when it can ("use"), answer it or leave it unanswered
    ("only"), or nothing ("none").
    """

    source: str
    path: str
    params: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    pool: str = "single"
    method: str = "GET"
    body: bytes = b""
    cache: Literal["use", "only", "none"] = "use"


@dataclass(frozen=True, slots=True)
class Response:
    """One answer. `headers` has lower-case names; `asked` is the ISO date-time of the answer."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    asked: str = ""
    cached: bool = False

    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body as JSON; ValueError if it is none, whatever its content type says."""
        return read_json(self.body)


Reply: TypeAlias = "Response | CouldNotAsk"

NOT_THERE_DAYS: Final = 1.0
"""Days that a "no such record" is good: what is not there today may be there tomorrow."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Not a question: an answer that its source understood, to be kept for `request`.

    `days` is how long it is good at most; None for as long as the user's setting says.
    """

    request: Request
    reply: Response
    days: float | None = None


Task: TypeAlias = Generator[Sequence[Request | Keep], Sequence[Reply], T]


@dataclass(frozen=True, slots=True)
class Found:
    """A record. `identifier` is the registry's own (an alias's prime); `asked_for` what we sent.

    `record` is the registry's answer as it came (the Crossref work, the DataCite attributes).
    """

    item: Item
    identifier: str
    source: str
    asked: str = ""
    asked_for: str = ""
    record: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotFound:
    """The source answered that it has no such record."""

    identifier: str
    source: str
    asked: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NotAsked:
    """No usable answer came: says nothing about the reference.

    `agency`: the registration agency that the DOI is registered with, but that gave no record.
    """

    identifier: str
    source: str
    reason: str
    agency: str = ""


Answer: TypeAlias = "Found | NotFound | NotAsked"


def keep(request: Request, reply: Reply, answers: Iterable[Answer]) -> list[Keep]:
    """The reply to keep, if it is new and all that was read from it is found or not found."""
    read = list(answers)
    if not isinstance(reply, Response) or reply.cached or not read:
        return []
    if any(isinstance(answer, NotAsked) for answer in read):
        return []
    missing = any(isinstance(answer, NotFound) for answer in read)
    return [Keep(request, reply, NOT_THERE_DAYS if missing else None)]


def json_of(reply: Reply) -> Any:
    """The JSON of an answer with HTTP status 200; None if there is none."""
    if not isinstance(reply, Response) or reply.status != 200:
        return None
    try:
        return reply.json()
    except ValueError:
        return None


def why_unusable(reply: Reply) -> str:
    """Why a reply says nothing about what was asked."""
    if isinstance(reply, CouldNotAsk):
        return reply.reason
    return "the answer could not be read" if reply.status == 200 else f"HTTP {reply.status}"


def batched(
    values: Iterable[str],
    most: int,
    *,
    length: Callable[[str], int] = len,
    most_length: float = math.inf,
    alone: Callable[[str], bool] = lambda _: False,
) -> list[list[str]]:
    """Different values, in order, by at most so many, or so long, a batch; some of them alone."""
    batches: list[list[str]] = []
    open_batch: list[str] = []
    size = 0
    for value in dict.fromkeys(values):
        if alone(value):
            batches.append([value])
            continue
        size += length(value)
        if not open_batch or len(open_batch) == most or size > most_length:
            open_batch, size = [], length(value)
            batches.append(open_batch)
        open_batch.append(value)
    return batches


def lookup_batched(
    source: str,
    identifiers: Sequence[str],
    normalise: Callable[[str], str],
    request: Callable[[Sequence[str]], Request],
    read: Callable[[Sequence[str], Reply], Mapping[str, Answer]],
    *,
    most: int,
    alone: Callable[[str], bool] = lambda _: False,
) -> Task[list[Answer]]:
    """An answer for each identifier, in order, asked for by batches.

    `normalise` gives "" for what cannot be an identifier: it is not found. What `read` leaves
    out of a batch's answers is asked for alone.
    """
    wanted = {identifier: normalise(identifier) for identifier in identifiers}
    batches = batched(filter(None, wanted.values()), most, alone=alone)
    found: dict[str, Answer] = {}
    while batches:
        requests = [request(batch) for batch in batches]
        replies = yield requests
        again: list[list[str]] = []
        kept: list[Keep] = []
        for batch, asked, reply in zip(batches, requests, replies, strict=True):
            answers = read(batch, reply)
            found.update(answers)
            kept += keep(asked, reply, answers.values())
            left = [[one] for one in batch if one not in found]
            if len(batch) > 1:
                again += left
            else:
                found.update({one: NotAsked(one, source, why_unusable(reply)) for (one,) in left})
        if kept:
            yield kept
        batches = again
    nothing = "not an identifier that it knows"
    return [
        found[wanted[i]] if wanted[i] else NotFound(i, source, reason=nothing) for i in identifiers
    ]


def as_mapping(value: object) -> Mapping[str, Any]:
    """A value that should be an object."""
    return value if isinstance(value, Mapping) else {}


def as_list(value: object) -> list[Any]:
    """A value that should be a list."""
    return value if isinstance(value, list) else []


def as_mappings(value: object) -> list[Mapping[str, Any]]:
    """A value that should be a list of objects; its other members are left out."""
    return [one for one in as_list(value) if isinstance(one, Mapping)]


R = TypeVar("R")


def together(tasks: Sequence[Task[R]]) -> Task[list[R]]:
    """What the tasks return, in order. The first that raises ends them all."""
    results: dict[int, R] = {}
    waiting: dict[int, Sequence[Request | Keep]] = {}

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
