"""The official CSL test suite, exact both ways: listed fixtures pass, unlisted ones fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.csl_suite import default_folder, fixtures, passes

PASSING = Path(__file__).parents[1] / "csl_passing.txt"

pytestmark = [pytest.mark.suite, pytest.mark.shared]


def _listed() -> set[str]:
    lines = PASSING.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def _passing() -> tuple[set[str], set[str]]:
    found = list(fixtures(default_folder()))
    if not found:
        pytest.skip("the official CSL test suite is not beside the checkout (CITARE_SHARED)")
    return {f.name for f in found}, {f.name for f in found if passes(f)}


def test_the_passing_list_is_exact() -> None:
    """No listed fixture fails, no passing fixture is missing from the list."""
    present, passing = _passing()
    listed = _listed() & present
    assert sorted(listed - passing) == [], "listed, but failing"
    assert sorted(passing - listed) == [], "passing, but not listed"


def test_failures_have_reasons() -> None:
    """Every fixture that does not pass is named in a comment of the list."""
    present, passing = _passing()
    text = PASSING.read_text(encoding="utf-8")
    assert [name for name in sorted(present - passing) if name not in text] == []
