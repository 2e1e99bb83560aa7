"""The cases beside the checkout pass, except those in tests/cases_failing.txt."""

from __future__ import annotations

import pytest

from tests.cases import failures, listed
from tests.shared import shared


@pytest.mark.cases
@pytest.mark.shared
@pytest.mark.timeout(1200)
def test_the_list_of_failing_cases_is_exact() -> None:
    """No case fails that is not listed, and no listed case passes."""
    failing = failures(shared("cases"))
    new = [f"{name}: {failing[name]}" for name in sorted(failing.keys() - listed())]
    assert new == [], "fails, but not listed"
    assert sorted(listed() - failing.keys()) == [], "listed, but passes: tests.cases --write"
