"""Fields as working text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.csl.marks import CLOSE, FIELD_BOLD, FIELD_ITALIC, QUOTE_CLOSE, QUOTE_OPEN, SUP, visible
from citare.csl.working_text import parse_field


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("<i>a</i>", f"{FIELD_ITALIC}a{CLOSE}"),
        ("<i>a", "<i>a"),
        ("a < b & c > d", "a < b & c > d"),
        ("<b><i>a</b></i>", f"{FIELD_BOLD}<i>a{CLOSE}</i>"),
        ('"a"', f"{QUOTE_OPEN}a{QUOTE_CLOSE}"),
        ("'a'", f"{QUOTE_OPEN}a{QUOTE_CLOSE}"),
        ("it's", "it’s"),
        ("the '90s", "the ’90s"),
        ('5 " x', '5 " x'),
        ("1ᵉ", f"1{SUP}e{CLOSE}"),
        ("a : b", "a\u202f: b"),
        ("a\x01b\x80", "ab"),
    ],
)
def test_fields(text: str, made: str) -> None:
    """Balanced markup and paired quotation marks become marks, all else stays itself."""
    assert parse_field(text) == made


@given(st.text())
def test_letters_survive(text: str) -> None:
    """Letters outside markup are never lost."""
    letters = [c for c in text if "a" <= c <= "z"]
    made = [c for c in visible(parse_field(text)) if "a" <= c <= "z"]
    if "<" not in text and text.isascii():
        assert made == letters
