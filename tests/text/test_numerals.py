"""Roman numerals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.text.numerals import roman_value, to_roman


@given(st.integers(1, 4999))
def test_a_written_numeral_is_read_as_its_number(number: int) -> None:
    """Reading undoes writing, in either case."""
    assert roman_value(to_roman(number)) == number
    assert roman_value(to_roman(number).upper()) == number


@pytest.mark.parametrize("text", ["", "iiii", "vx", "ic", "civil", "2", "x1"])
def test_other_texts_are_not_numerals(text: str) -> None:
    """Only well-formed numerals have a value."""
    assert roman_value(text) == 0


@pytest.mark.parametrize("number", [0, -3, 5000])
def test_a_number_without_a_numeral_stays_in_digits(number: int) -> None:
    """Roman numerals go from 1 to 4999."""
    assert to_roman(number) == str(number)
