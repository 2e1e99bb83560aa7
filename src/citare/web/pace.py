"""How fast a source may be asked: so many requests in an interval, so many at a time.

Each source starts with its published limits and goes by what its answers say from then on
(Crossref: `x-rate-limit-limit`, `x-rate-limit-interval`, `x-concurrency-limit`). A refusal
(429) halves the pace of that pool for the rest of the run. No server is believed without limit:
one that asks for more patience than `MOST_PATIENCE` is given up, and longer waits are announced.
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
MOST_AT_ONCE = 5  # whatever a source allows
MOST_PATIENCE = 60.0
"""Seconds between two requests: a source that wants more is not waited for."""

ANNOUNCED_FROM = 3.0
"""Seconds: shorter waits are not worth a word."""

FAILURES_IN_A_ROW = 3
"""After so many, a source counts as out of reach for the rest of the run."""

_UNKNOWN = Limit(1)


class Stopped(Exception):
    """The run was stopped while a request waited for its turn."""


def real_sleep(stop: threading.Event, seconds: float) -> None:
    """Sleep, but no longer than until the run is stopped."""
    stop.wait(seconds)


@dataclass(slots=True)
class Pace:
    """One source's pace: `begin` waits for a turn, `leave` ends it, `learn` reads an answer.

    Used by several threads. `on_wait` is told of the source and the seconds of a longer wait.
    `now` and `sleep` can be replaced, so that waiting can be tested without waiting.
    """

    source: str
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[threading.Event, float], None] = real_sleep
    on_wait: Callable[[str, float], None] = lambda _source, _seconds: None
    limits: dict[str, Limit] = field(default_factory=dict)
    failures: int = 0
    """How many requests in a row the source left unanswered."""

    given_up: str = ""
    """Why the source is not asked any more in this run."""

    _begun: dict[str, deque[float]] = field(default_factory=dict)
    _under_way: int = 0
    _paused_until: float = 0.0
    _slowed: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def limit(self, pool: str) -> Limit:
        """The limit that holds for a pool now."""
        found = self.limits.get(pool)
        if found is None:
            limits = source_named(self.source).limits
            published = limits.get(pool) or limits.get("")
            found = self.limits[pool] = published or _UNKNOWN
        return found

    def begin(self, pool: str, stop: threading.Event) -> None:
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
        """The request that began is over, whatever came of it."""
        with self._lock:
            self._under_way -= 1

    def count(self, *, answered: bool) -> None:
        """Note whether a request, with all its tries, was answered."""
        with self._lock:
            self.failures = 0 if answered else self.failures + 1
            if self.failures >= FAILURES_IN_A_ROW:
                self.given_up = self.given_up or "not answering"

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
                limit = replace(limit, at_once=max(1, int(min(at_once, MOST_AT_ONCE))))
            if status == 429:
                self._slowed.add(pool)
                limit = replace(limit, seconds=min(limit.seconds * 2, 60.0), at_once=1)
            self.limits[pool] = limit
            between = limit.seconds / limit.count
        self._heed(between)

    def pause(self, seconds: float) -> None:
        """Send nothing for a while (a source asked to be left alone)."""
        if self._heed(seconds):
            with self._lock:
                self._paused_until = max(self._paused_until, self.now() + seconds)

    def _heed(self, seconds: float) -> bool:
        """Announce a long wait; give the source up if it is too long. Whether to wait."""
        if seconds > MOST_PATIENCE:
            self.given_up = self.given_up or f"asks for a pause of {_shown(seconds)}"
            return False
        if seconds >= ANNOUNCED_FROM:
            self.on_wait(self.source, seconds)
        return True

    def _wait(self, pool: str) -> float:
        """Seconds until a request may begin; a short while if others must end first."""
        limit, now = self.limit(pool), self.now()
        if self.given_up:
            return 0.0  # to be told so
        if now < self._paused_until:
            return self._paused_until - now
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
    match = re.match(r"\s*(\d{1,15}(?:\.\d{1,15})?)\s*(ms|s|m|h)?", text or "")
    if not match:
        return 0.0
    return float(match[1]) * {"ms": 0.001, "m": 60.0, "h": 3600.0}.get(match[2] or "s", 1.0)


def _shown(seconds: float) -> str:
    """A duration for people: "90 s", "2 h"."""
    return f"{seconds:.0f} s" if seconds < 3600 else f"{seconds / 3600:,.0f} h"
