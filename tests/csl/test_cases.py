"""Our own cases, in the format of the official suite: one small style for each rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.csl_html import same
from tests.csl_suite import Fixture, fixtures, run

CASES = sorted(fixtures(Path(__file__).parent / "cases"), key=lambda case: case.name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_of_ours_prints_what_the_specification_says(case: Fixture) -> None:
    """The processor prints what the case expects."""
    assert same(run(case)) == same(case.sections["RESULT"].rstrip("\n"))


def test_there_are_cases_for_every_rule() -> None:
    """The folder is read, and none of its files is left out."""
    files = list((Path(__file__).parent / "cases").glob("*.txt"))
    assert len(CASES) == len(files) >= 130
