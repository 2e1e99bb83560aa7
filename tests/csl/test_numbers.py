"""Numbers: detection, conversion, ordinals, page ranges."""

from __future__ import annotations

import pytest

from citare.csl.locale import load_locale
from citare.csl.numbers import (
    PageRanges,
    converted,
    is_numeric,
    long_ordinal,
    number_text,
    ordinal,
)
from tests.csl_suite import FILES

ENGLISH = load_locale("en-US", FILES)


@pytest.mark.parametrize(
    "text", ["5", "12a", "SR15", "2nd", "3-4", "5 & 6", "1, 3", "iv-vi", "2018/19"]
)
def test_numeric(text: str) -> None:
    """Numbers with letters, ranges and lists of them are numeric."""
    assert is_numeric(text)


@pytest.mark.parametrize("text", ["", "second", "5 ed.", "10.1", "#5", "III", "12 a", "1,234"])
def test_not_numeric(text: str) -> None:
    """Words, decimals and lone letters are not."""
    assert not is_numeric(text)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (112, "112th"), (23, "23rd")],
)
def test_english_ordinals(number: int, text: str) -> None:
    """The last two digits go before the last one."""
    assert ordinal(number, ENGLISH) == text


def test_long_ordinals_end_at_ten() -> None:
    """First to tenth are words, others as ordinal."""
    assert [long_ordinal(n, ENGLISH) for n in (1, 10, 11)] == ["first", "tenth", "11th"]


@pytest.mark.parametrize(
    ("text", "made"),
    [("3-4", "3–4"), ("12a - 13b", "12a–13b"), (r"1\-2", "1-2"), ("no-one", "no-one")],
)
def test_number_text(text: str, made: str) -> None:
    """Hyphens between numbers become dashes, escaped ones and those in words stay."""
    assert number_text(text) == made


def test_only_plain_numbers_are_converted() -> None:
    """A list of numbers is converted one by one, anything else stays."""
    assert converted("3, 5", lambda n: f"<{n}>") == "<3>, <5>"
    assert converted("5 ed.", lambda n: f"<{n}>") == "5 ed."


@pytest.mark.parametrize(
    ("form", "pages", "text"),
    [
        ("expanded", "321-8", "321–328"),
        ("minimal", "321-328", "321–8"),
        ("minimal-two", "321-328", "321–28"),
        ("chicago", "101-108", "101–8"),
        ("chicago-16", "1496-1500", "1496–500"),
        ("", "321-328", "321–328"),
        ("minimal", "e101-e108", "e101–8"),
        ("minimal", "10, 12-15", "10, 12–5"),
    ],
)
def test_page_ranges(form: str, pages: str, text: str) -> None:
    """CSL 1.0.2, Appendix V."""
    assert PageRanges(form, ENGLISH).write(pages) == text
