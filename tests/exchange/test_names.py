"""Names as other tools write them."""

from __future__ import annotations

import pytest

from citare.exchange.names import read_full_name, read_name, read_short_name
from citare.model.name import OTHERS, Name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith, John", Name(family="Smith", given="John")),
        ("Smith, John, Jr.", Name(family="Smith", given="John", suffix="Jr.")),
        ("Smith, Jr., John", Name(family="Smith", given="John", suffix="Jr.")),
        ("van der Berg, J. A.", Name(family="van der Berg", given="J. A.")),
        ("Brian W. Kernighan", Name(family="Kernighan", given="Brian W.")),
        ("J. von Neumann", Name(family="von Neumann", given="J.")),
        ("Smith J.A.", Name(family="Smith", given="J. A.")),
        ("van der Berg JA", Name(family="van der Berg", given="J. A.")),
        ("Bayer AG", Name(literal="Bayer AG")),
        ("Study Group B", Name(literal="Study Group B")),
        ("World Health Organization", Name(literal="World Health Organization")),
        ("World Health Organization,", Name(literal="World Health Organization")),
        ("University of California,, Davis,", Name(literal="University of California, Davis")),
        ("et al.", OTHERS),
        ("  ", None),
        (",", None),
    ],
)
def test_a_name_is_read_in_its_parts(text: str, expected: Name | None) -> None:
    """Commas part a person's name; initials tell a person without one."""
    assert read_name(text) == expected


def test_pubmed_names() -> None:
    """Suffixes follow given names or initials."""
    assert read_full_name("Berg, Jan A Jr") == Name(family="Berg", given="Jan A", suffix="Jr")
    assert read_short_name("van der Berg JA 3rd") == Name(
        family="van der Berg", given="J. A.", suffix="3rd"
    )
    assert read_short_name("Study Group") == Name(literal="Study Group")
