"""Balance of braces."""

from __future__ import annotations

import pytest

from citare.text.braces import balanced


@pytest.mark.parametrize("text", ["", "a", "{}", "a {b {c}} d", r"{\{}}", "{a}{b}"])
def test_braces_that_close_in_order_balance(text: str) -> None:
    """Any nesting."""
    assert balanced(text)


@pytest.mark.parametrize("text", ["{", "}", "}a{", r"\\{", "{}}", "{{}"])
def test_braces_out_of_order_do_not(text: str) -> None:
    """Equal numbers are not enough, and a backslash protects nothing."""
    assert not balanced(text)
