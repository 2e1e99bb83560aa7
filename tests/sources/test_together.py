"""Tasks run side by side: their requests go out as one batch."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from citare.errors import CouldNotAsk
from citare.sources.base import Request, Response, Task, together
from tests.sources.driving import drive


def steps(name: str, rounds: int) -> Task[str]:
    heard = ""
    for number in range(rounds):
        replies: Sequence[object] = yield [Request(name, str(number))]
        heard += f"{len(replies)}"
    return name + heard


def test_every_round_is_one_batch_and_results_keep_their_order() -> None:
    tasks = [steps("a", 2), steps("b", 0), steps("c", 3)]
    result, batches = drive(together(tasks), lambda _: Response(200, b""))
    assert result == ["a11", "b", "c111"]
    assert [[r.source + r.path for r in batch] for batch in batches] == [
        ["a0", "c0"],
        ["a1", "c1"],
        ["c2"],
    ]
    assert drive(together([]), lambda _: Response(200, b"")) == ([], [])


def test_what_one_raises_ends_all() -> None:
    def raises() -> Task[str]:
        yield [Request("x", "")]
        raise CouldNotAsk("x", "timed out")

    with pytest.raises(CouldNotAsk):
        drive(together([steps("a", 2), raises()]), lambda _: Response(200, b""))
