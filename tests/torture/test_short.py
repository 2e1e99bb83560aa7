"""The short form of `python -m tests.torture`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.fuzz import Tally, fuzz
from tests.torture.growth import SHAPES, Shape, too_steep


def test_no_mutated_input_raises_or_loses_a_byte(tmp_path: Path) -> None:
    tally = Tally()
    for seed in range(400):
        fuzz(seed, tally, tmp_path)
    assert (tally.inputs, tally.crashes, tally.lost) == (400, [], [])


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_work_grows_with_the_input_and_not_with_its_square(shape: Shape) -> None:
    assert too_steep(shape) == ""
