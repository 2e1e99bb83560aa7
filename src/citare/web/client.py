"""Runs a source's task: cache, pace, retries and concurrency, for any number of sources.

A client is made once a run of the program. It knows nothing of what sources ask.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

from citare.errors import CouldNotAsk
from citare.sources.base import Keep, Reply, Request, Task
from citare.sources.registry import SOURCES, Limit, source_named
from citare.web.cache import Cache, key_of, utc_now
from citare.web.pace import MOST_AT_ONCE, Pace
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

    `mailto` and `api_keys` identify the user to sources, the address not to the `anonymous` ones.
    `offline` answers from the cache only, `refresh` does not look into it (but fills it).
    `limits` replaces the published limit of a source (by agreement with it, or in tests).
    `on_progress` is told how far a batch is, `on_wait` of a source and the seconds that it asks to
    be left alone. `requests` counts what was sent, by source; `answered_from_cache` what was not.
    """

    def __init__(
        self,
        base_urls: Mapping[str, str] | None = None,
        *,
        mailto: str = "",
        anonymous: frozenset[str] = frozenset(),
        api_keys: Mapping[str, str] | None = None,
        cache: Cache | None = None,
        offline: bool = False,
        refresh: bool = False,
        timeout: float = 20.0,
        retries: int = 3,
        backoff: float = 1.0,
        limits: Mapping[str, Limit] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        on_wait: Callable[[str, float], None] = lambda _source, _seconds: None,
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
            anonymous=anonymous,
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
        self._on_wait = on_wait
        self._paces: dict[str, Pace] = {}

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
                to_send.setdefault(self._host(asked), []).append(index)
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
        by_host: Mapping[str, list[int]],
        replies: dict[int, Reply],
    ) -> None:
        """Send requests, hosts side by side, each at its own pace.

        When interrupted, what is under way is not waited for.
        """
        stop = threading.Event()
        total = sum(map(len, by_host.values()))
        pools = [ThreadPoolExecutor(MOST_AT_ONCE, f"citare-{host}") for host in by_host]
        waiting: dict[Future[tuple[Reply, int]], int] = {}
        answers: dict[int, Reply] = {}
        try:
            for pool, (host, indexes) in zip(pools, by_host.items(), strict=True):
                pace = self._pace(host, batch[indexes[0]].source)
                for index in indexes:
                    waiting[pool.submit(self._transport.send, batch[index], pace, stop)] = index
            while waiting:
                done, _ = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
                for future in done:
                    index = waiting.pop(future)
                    answers[index], sent = future.result()
                    self.requests[batch[index].source] += sent
                    if self._on_progress is not None:
                        self._on_progress(Progress(next(iter(by_host)), len(answers), total))
        except KeyboardInterrupt:
            self._interrupted = True
        finally:
            stop.set()
            for pool in pools:
                pool.shutdown(wait=False, cancel_futures=True)
        replies.update(_unanswered(batch, by_host))
        replies.update(answers)

    def _key(self, request: Request) -> bytes:
        return key_of(self.base_urls.get(request.source, ""), request)

    def _host(self, request: Request) -> str:
        """Whose pace counts: the source's, or a host's that is not its own."""
        if "://" in request.path[:12]:
            host = request.path.partition("://")[2].partition("/")[0]
            return f"{request.source} at {host.lower()}"
        return request.source

    def _pace(self, host: str, source: str) -> Pace:
        if host not in self._paces:
            pace = Pace(source, on_wait=self._on_wait)
            if source in self._limits:
                pace.limits = dict.fromkeys(("single", "list"), self._limits[source])
            elif self._keys.get(source) and (limit := source_named(source).limits_with_key.get("")):
                pace.limits = dict.fromkeys(("single", "list"), limit)
            self._paces[host] = pace
        return self._paces[host]


def _unanswered(batch: Mapping[int, Request], by_host: Mapping[str, list[int]]) -> dict[int, Reply]:
    """What stands for the answers that did not come before the run was interrupted."""
    indexes = (index for queue in by_host.values() for index in queue)
    return {index: CouldNotAsk(batch[index].source, "interrupted") for index in indexes}
