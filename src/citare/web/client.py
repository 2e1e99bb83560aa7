"""Runs a source's task: cache, pace, retries and concurrency, for any number of sources.

A client is made once a run of the program. It knows nothing of what sources ask.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

from citare.errors import CouldNotAsk
from citare.sources.base import Keep, Reply, Request, Response, Task
from citare.sources.registry import SOURCES, Limit, source_named
from citare.web.cache import Cache, key_of, utc_now
from citare.web.pace import MOST_AT_ONCE, Gate, Stopped
from citare.web.transport import Transport

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch of requests is: `done` of `total` answered by `source`."""

    source: str
    done: int
    total: int


class Client:
    """The one way to the network.

    `offline` answers from the cache only, `refresh` does not look into it (but fills it).
    `limits` replaces the published limit of a source (by agreement with it, or in tests).
    `requests` counts what was sent, by source; `answered_from_cache` what need not be.
    """

    def __init__(
        self,
        base_urls: Mapping[str, str] | None = None,
        *,
        mailto: str = "",
        api_keys: Mapping[str, str] | None = None,
        cache: Cache | None = None,
        offline: bool = False,
        refresh: bool = False,
        timeout: float = 20.0,
        retries: int = 3,
        backoff: float = 1.0,
        limits: Mapping[str, Limit] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.base_urls = {source.name: source.address for source in SOURCES}
        self.base_urls |= base_urls or {}
        self.requests: Counter[str] = Counter()
        self.answered_from_cache = 0
        self._keys = dict(api_keys or {})
        self._transport = Transport(
            self.base_urls,
            mailto=mailto.strip(),
            api_keys=self._keys,
            timeout=timeout,
            retries=retries,
            backoff=backoff,
        )
        self._cache = cache
        self._interrupted = False
        self._offline = offline
        self._refresh = refresh
        self._on_progress = on_progress
        self._now = now
        self._limits = dict(limits or {})
        self._gates: dict[str, Gate] = {}
        self._failures: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close connections and the cache."""
        self._transport.close()
        if self._cache is not None:
            self._cache.close()

    def run(self, task: Task[T]) -> T:
        """What a task returns, its requests answered. Passes on what it raises.

        When interrupted, the task still gets the answers that came, to keep what it learnt.
        """
        try:
            batch = next(task)
            while True:
                batch = task.send(self._answer(batch))
        except StopIteration as end:
            value: T = end.value
            return value
        finally:
            task.close()
            if self._interrupted:
                raise KeyboardInterrupt

    def _answer(self, batch: Sequence[Request | Keep]) -> list[Reply]:
        """A reply for each request: from the cache, or else asked for, sources side by side."""
        replies: dict[int, Reply] = {}
        to_send: dict[str, list[int]] = {}
        for index, asked in enumerate(batch):
            if isinstance(asked, Keep):
                replies[index] = asked.reply
            elif (answer := self._without_asking(asked)) is not None:
                replies[index] = answer
            else:
                to_send.setdefault(self._door(asked), []).append(index)
        if self._cache is not None:
            self._cache.put(
                (self._key(asked.request), asked.reply, asked.days)
                for asked in batch
                if isinstance(asked, Keep)
            )
        if to_send:
            requests = {i: asked for i, asked in enumerate(batch) if isinstance(asked, Request)}
            self._send_all(requests, to_send, replies)
        return [replies[index] for index in range(len(batch))]

    def _without_asking(self, request: Request) -> Reply | None:
        """What is known before any request is sent; None if it must be."""
        if self._cache is not None and request.cache != "none" and not self._refresh:
            kept = self._cache.get(self._key(request), self._now(), any_age=self._offline)
            if kept is not None:
                self.answered_from_cache += 1
                return kept
        if request.cache == "only":
            return CouldNotAsk(request.source, "not in the cache")
        if self._offline or self._interrupted:
            return CouldNotAsk(request.source, "offline" if self._offline else "interrupted")
        return None

    def _send_all(
        self,
        batch: Mapping[int, Request],
        by_door: Mapping[str, list[int]],
        replies: dict[int, Reply],
    ) -> None:
        stop = threading.Event()
        done = threading.Condition()
        total = sum(map(len, by_door.values()))
        answers: dict[int, Reply] = {}
        crashes: list[BaseException] = []

        def work(queue: list[int], gate: Gate, door: str) -> None:
            try:
                while not stop.is_set():
                    with done:
                        if not queue:
                            return
                        index = queue.pop(0)
                    reply, sent = self._send(batch[index], gate, door, stop)
                    with done:
                        answers[index] = reply
                        self.requests[batch[index].source] += sent
                        done.notify()
            except Stopped:
                return
            except BaseException as crash:  # shown in the caller's thread
                with done:
                    crashes.append(crash)
                    done.notify()

        for door, indexes in by_door.items():
            queue = list(indexes)
            gate = self._gate(door, batch[indexes[0]].source)
            for _ in range(min(len(queue), MOST_AT_ONCE)):
                threading.Thread(target=work, args=(queue, gate, door), daemon=True).start()
        told = 0
        try:
            while len(answers) < total and not crashes:
                with done:
                    if len(answers) < total and not crashes:
                        done.wait(0.2)
                self._tell(next(iter(by_door)), range(told, len(answers)), total)
                told = len(answers)
        except KeyboardInterrupt:
            self._interrupted = True
        finally:
            stop.set()
        if crashes:
            raise crashes[0]
        replies.update(_unanswered(batch, by_door))
        replies.update(answers)

    def _send(
        self, request: Request, gate: Gate, door: str, stop: threading.Event
    ) -> tuple[Reply, int]:
        """The answer, and how often the request was sent (0 where the source is given up)."""
        reply, sent = self._transport.send(request, gate, stop, lambda: self._failures[door])
        self._failures[door] = 0 if isinstance(reply, Response) else self._failures[door] + 1
        return reply, sent

    def _tell(self, door: str, done: range, total: int) -> None:
        if self._on_progress is not None:
            for number in done:
                self._on_progress(Progress(door, number + 1, total))

    def _key(self, request: Request) -> bytes:
        return key_of(self.base_urls.get(request.source, ""), request)

    def _door(self, request: Request) -> str:
        """Whose pace counts: the source's, or a host's that is not its own."""
        if "://" in request.path[:12]:
            host = request.path.partition("://")[2].partition("/")[0]
            return f"{request.source} at {host.lower()}"
        return request.source

    def _gate(self, door: str, source: str) -> Gate:
        if door not in self._gates:
            gate = Gate(source)
            if source in self._limits:
                gate.limits = dict.fromkeys(("single", "list"), self._limits[source])
            elif self._keys.get(source) and (limit := source_named(source).limits_with_key.get("")):
                gate.limits = dict.fromkeys(("single", "list"), limit)
            self._gates[door] = gate
        return self._gates[door]


def _unanswered(batch: Mapping[int, Request], by_door: Mapping[str, list[int]]) -> dict[int, Reply]:
    """What stands for the answers that did not come before the run was interrupted."""
    indexes = (index for queue in by_door.values() for index in queue)
    return {index: CouldNotAsk(batch[index].source, "interrupted") for index in indexes}
