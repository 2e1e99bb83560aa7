"""Requests begin as fast as a source allows and no faster."""

from __future__ import annotations

import threading

import pytest

from citare.sources.registry import Limit
from citare.web.pace import MARGIN, MOST_PATIENCE, Pace, Stopped


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, _: threading.Event, seconds: float) -> None:
        self.time += seconds


def paced(source: str = "crossref") -> tuple[Pace, Clock]:
    clock = Clock()
    return Pace(source, now=clock.now, sleep=clock.sleep), clock


def pass_through(pace: Pace, times: int, pool: str = "single") -> None:
    for _ in range(times):
        pace.begin(pool, threading.Event())
        pace.leave()


def test_public_limits_hold_until_told() -> None:
    pace, clock = paced()
    pass_through(pace, 5)
    assert clock.time == 0
    pass_through(pace, 1)
    assert clock.time == pytest.approx(MARGIN)
    pace, clock = paced()
    pass_through(pace, 3, "list")
    assert clock.time == pytest.approx(2 * MARGIN)


def test_headers_tell_pace_and_concurrency() -> None:
    pace, clock = paced()
    headers = {
        "x-rate-limit-limit": "10",
        "x-rate-limit-interval": "1s",
        "x-concurrency-limit": "3",
    }
    pace.learn("list", 200, headers)
    assert pace.limit("list") == Limit(10, 1.0, 3)
    pass_through(pace, 10, "list")
    assert clock.time == 0
    assert pace.limit("single") == Limit(5)


@pytest.mark.parametrize(
    "headers", [{}, {"x-rate-limit-limit": "lots"}, {"x-rate-limit-limit": "0"}]
)
def test_headers_that_tell_nothing_change_nothing(headers: dict[str, str]) -> None:
    pace, _ = paced()
    pace.learn("single", 200, headers)
    assert pace.limit("single") == Limit(5)


def test_a_refusal_halves_the_pace_for_good() -> None:
    pace, _ = paced()
    pace.learn("list", 429, {})
    assert pace.limit("list") == Limit(1, 2.0)
    pace.learn("list", 200, {"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s"})
    assert pace.limit("list") == Limit(1, 2.0)


def test_only_so_many_are_under_way() -> None:
    pace, clock = paced()
    pace.begin("single", threading.Event())
    stop = threading.Event()

    def sleep(_: threading.Event, seconds: float) -> None:
        clock.time += seconds
        stop.set()

    pace.sleep = sleep
    with pytest.raises(Stopped):
        pace.begin("single", stop)


def test_a_pause_ends() -> None:
    pace, clock = paced()
    pace.pause(7)
    pass_through(pace, 1)
    assert clock.time == 7


def test_one_request_in_three_seconds() -> None:
    pace, clock = paced("arxiv")
    pass_through(pace, 2)
    assert clock.time == pytest.approx(3 * MARGIN)


def test_an_unknown_source_is_asked_once_a_second() -> None:
    pace, clock = paced("somebody")
    pass_through(pace, 2)
    assert clock.time == pytest.approx(MARGIN)


@pytest.mark.parametrize(
    ("count", "interval"), [("1", "99999h"), ("0.000001", "1s"), ("1", "9" * 40 + "s")]
)
def test_rate_headers_are_not_believed_without_limit(count: str, interval: str) -> None:
    pace, clock = paced()
    pace.learn("list", 200, {"x-rate-limit-limit": count, "x-rate-limit-interval": interval})
    assert "asks for a pause" in pace.given_up
    assert clock.time == 0


def test_a_longer_wait_is_announced_with_what_the_server_asked_for() -> None:
    waits: list[tuple[str, float]] = []
    pace, clock = paced()
    pace.on_wait = lambda source, seconds: waits.append((source, seconds))
    pace.pause(1)
    pace.pause(59)
    pace.learn("list", 200, {"x-rate-limit-limit": "1", "x-rate-limit-interval": "30s"})
    assert waits == [("crossref", 59), ("crossref", 30)]
    pass_through(pace, 1)
    assert clock.time == 59 and not pace.given_up


def test_a_source_that_asks_for_too_much_patience_is_given_up() -> None:
    pace, clock = paced()
    pace.pause(MOST_PATIENCE + 1)
    assert "61 s" in pace.given_up
    pass_through(pace, 1)
    assert clock.time == 0


def test_a_source_that_leaves_three_requests_unanswered_is_given_up() -> None:
    pace, _ = paced()
    for answered in (False, False, True, False, False):
        pace.count(answered=answered)
    assert not pace.given_up
    pace.count(answered=False)
    assert str(pace.given_up) == "not answering"
