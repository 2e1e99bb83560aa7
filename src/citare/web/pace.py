"""How fast a source may be asked: so many requests in an interval, so many at a time.

Each source starts with its published limits and goes by what its answers say from then on
(Crossref: `x-rate-limit-limit`, `x-rate-limit-interval`, `x-concurrency-limit`). A refusal
(429) halves the pace of that pool for the rest of the run.
"""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from citare.sources.registry import Limit, source_named

MARGIN = 1.05  # requests arrive closer together than they were sent


UNKNOWN = Limit(1)
MOST_AT_ONCE = 5  # whatever a source allows


class Stopped(Exception):
    """The run was stopped while a request waited for its turn."""


def real_sleep(stop: threading.Event, seconds: float) -> None:
    """Sleep, but no longer than until the run is stopped."""
    stop.wait(seconds)


@dataclass(slots=True)
class Gate:
    """One source's door: `enter` waits for a turn, `leave` ends it, `learn` reads an answer.

    `now` and `sleep` can be replaced, so that waiting can be tested without waiting.
    """

    source: str
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[threading.Event, float], None] = real_sleep
    limits: dict[str, Limit] = field(default_factory=dict)
    _begun: dict[str, deque[float]] = field(default_factory=dict)
    _under_way: int = 0
    _closed_until: float = 0.0
    _slowed: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def limit(self, pool: str) -> Limit:
        """The limit that holds for a pool now."""
        found = self.limits.get(pool)
        if found is None:
            limits = source_named(self.source).limits
            published = limits.get(pool) or limits.get("")
            found = self.limits[pool] = published or UNKNOWN
        return found

    def enter(self, pool: str, stop: threading.Event) -> None:
        """Wait for a turn. Stopped if the run is stopped meanwhile."""
        while not stop.is_set():
            with self._lock:
                wait = self._wait(pool)
                if wait <= 0:
                    self._under_way += 1
                    self._begun.setdefault(pool, deque()).append(self.now())
                    return
            self.sleep(stop, wait)
        raise Stopped

    def leave(self) -> None:
        """The request is over, whatever came of it."""
        with self._lock:
            self._under_way -= 1

    def learn(self, pool: str, status: int, headers: Mapping[str, str]) -> None:
        """Go by an answer's headers; slow down after a refusal."""
        with self._lock:
            limit = self.limit(pool)
            if pool not in self._slowed:
                count = _number(headers.get("x-rate-limit-limit"))
                seconds = _number(headers.get("x-rate-limit-interval"))
                if count and seconds:
                    limit = replace(limit, count=count, seconds=seconds)
            if at_once := _number(headers.get("x-concurrency-limit")):
                limit = replace(limit, at_once=max(1, min(int(at_once), MOST_AT_ONCE)))
            if status == 429:
                self._slowed.add(pool)
                limit = replace(limit, seconds=min(limit.seconds * 2, 60.0), at_once=1)
            self.limits[pool] = limit

    def close_for(self, seconds: float) -> None:
        """Let nobody in for a while (a source asked to be left alone)."""
        with self._lock:
            self._closed_until = max(self._closed_until, self.now() + seconds)

    def _wait(self, pool: str) -> float:
        """Seconds until a request may begin; a short while if others must end first."""
        limit, now = self.limit(pool), self.now()
        if now < self._closed_until:
            return self._closed_until - now
        if self._under_way >= limit.at_once:
            return 0.01
        begun = self._begun.setdefault(pool, deque())
        window = limit.seconds * MARGIN
        if limit.count < 1:
            window, most = window / limit.count, 1
        else:
            most = int(limit.count)
        while len(begun) > most:
            begun.popleft()
        return begun[0] + window - now if len(begun) == most else 0.0


def _number(text: str | None) -> float:
    """The number at the start of a header such as "1s" or "50"; 0 if there is none."""
    match = re.match(r"\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h)?", text or "")
    if not match:
        return 0.0
    return float(match[1]) * {"ms": 0.001, "m": 60.0, "h": 3600.0}.get(match[2] or "s", 1.0)
