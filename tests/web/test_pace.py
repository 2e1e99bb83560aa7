"""The gate lets requests in as fast as a source allows and no faster."""

from __future__ import annotations

import threading

import pytest

from citare.sources.registry import Limit
from citare.web.pace import MARGIN, Gate, Stopped


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, _: threading.Event, seconds: float) -> None:
        self.time += seconds


def gate(source: str = "crossref") -> tuple[Gate, Clock]:
    clock = Clock()
    return Gate(source, now=clock.now, sleep=clock.sleep), clock


def pass_through(door: Gate, times: int, pool: str = "single") -> None:
    for _ in range(times):
        door.enter(pool, threading.Event())
        door.leave()


def test_public_limits_hold_until_told() -> None:
    door, clock = gate()
    pass_through(door, 5)
    assert clock.time == 0
    pass_through(door, 1)
    assert clock.time == pytest.approx(MARGIN)
    door, clock = gate()
    pass_through(door, 3, "list")
    assert clock.time == pytest.approx(2 * MARGIN)


def test_headers_tell_pace_and_concurrency() -> None:
    door, clock = gate()
    headers = {
        "x-rate-limit-limit": "10",
        "x-rate-limit-interval": "1s",
        "x-concurrency-limit": "3",
    }
    door.learn("list", 200, headers)
    assert door.limit("list") == Limit(10, 1.0, 3)
    pass_through(door, 10, "list")
    assert clock.time == 0
    assert door.limit("single") == Limit(5)


@pytest.mark.parametrize(
    "headers", [{}, {"x-rate-limit-limit": "lots"}, {"x-rate-limit-limit": "0"}]
)
def test_headers_that_tell_nothing_change_nothing(headers: dict[str, str]) -> None:
    door, _ = gate()
    door.learn("single", 200, headers)
    assert door.limit("single") == Limit(5)


def test_a_refusal_halves_the_pace_for_good() -> None:
    door, _ = gate()
    door.learn("list", 429, {})
    assert door.limit("list") == Limit(1, 2.0)
    door.learn("list", 200, {"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s"})
    assert door.limit("list") == Limit(1, 2.0)


def test_only_so_many_are_under_way() -> None:
    door, clock = gate()
    door.enter("single", threading.Event())
    stop = threading.Event()

    def sleep(_: threading.Event, seconds: float) -> None:
        clock.time += seconds
        stop.set()

    door.sleep = sleep
    with pytest.raises(Stopped):
        door.enter("single", stop)


def test_a_closed_gate_opens_again() -> None:
    door, clock = gate()
    door.close_for(7)
    pass_through(door, 1)
    assert clock.time == 7


def test_one_request_in_three_seconds() -> None:
    door, clock = gate("arxiv")
    pass_through(door, 2)
    assert clock.time == pytest.approx(3 * MARGIN)


def test_an_unknown_source_is_asked_once_a_second() -> None:
    door, clock = gate("somebody")
    pass_through(door, 2)
    assert clock.time == pytest.approx(MARGIN)
