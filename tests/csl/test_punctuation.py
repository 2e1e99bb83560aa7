"""Seams: stops, spaces and quotation marks where texts meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.csl.marks import CLOSE, HARD, ITALIC, JOINT, PREFIX, QUOTE_CLOSE, QUOTE_OPEN, SEAM
from citare.csl.punctuation import resolve

QUOTED = f"{QUOTE_OPEN}a{QUOTE_CLOSE}"


@pytest.mark.parametrize(
    ("text", "inside", "made"),
    [
        (f"a.{SEAM}.", True, "a."),
        (f"a?{SEAM}.", True, "a?"),
        (f"a,{SEAM}.", True, "a,."),
        (f"a;{SEAM}!", True, "a!"),
        (f"a {JOINT} b", True, "a b"),
        (f"{QUOTED}{SEAM}, b", True, f"{QUOTE_OPEN}a,{QUOTE_CLOSE} b"),
        (f"{QUOTED}{SEAM}, b", False, f"{QUOTED}, b"),
        (f"{QUOTED}{SEAM}; b", True, f"{QUOTED}; b"),
        (f"{ITALIC}a.{CLOSE}{SEAM}.", True, f"{ITALIC}a.{CLOSE}"),
        (f"{ITALIC}a{CLOSE}{HARD} {PREFIX} b", True, f"{ITALIC}a{CLOSE}  b"),
    ],
)
def test_seams(text: str, inside: bool, made: str) -> None:
    """Doubled stops are one, movable ones go into quotation marks where the locale says so."""
    assert resolve(text, inside) == made


@given(
    st.text("ab.,:;!? " + SEAM + JOINT + CLOSE + ITALIC + QUOTE_OPEN + QUOTE_CLOSE), st.booleans()
)
def test_resolving_keeps_letters_and_is_stable(text: str, inside: bool) -> None:
    """No letter is lost, no seam is left, and a second time nothing changes."""
    made = resolve(text, inside)
    assert [c for c in made if c in "ab"] == [c for c in text if c in "ab"]
    assert SEAM not in made
    assert resolve(made, inside) == made
