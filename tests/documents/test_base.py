"""Locators and registration."""

from __future__ import annotations

import pytest

from citare.documents.base import split_locator
from citare.documents.registry import SYNTAXES, syntax_for


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        (", p. 3", ("page", "3", "")),
        (", pp. 33-35, 38 and more", ("page", "33-35, 38", "and more")),
        (" ch. 3", ("chapter", "3", "")),
        (", iv", ("", "", ", iv")),
        (", p. iv", ("page", "iv", "")),
        ("12", ("page", "12", "")),
        ("§ 5", ("section", "5", "")),
        (", {vol. 2, part x}", ("volume", "2, part x", "")),
        (", for example", ("", "", ", for example")),
        ("", ("", "", "")),
    ],
)
def test_locators_are_split_as_pandoc_does(suffix: str, expected: tuple[str, str, str]) -> None:
    """A label, the locator and what is left."""
    assert split_locator(suffix) == expected


def test_documents_are_known_by_their_ending() -> None:
    """Each syntax is found by its extensions."""
    for syntax in SYNTAXES:
        for extension in syntax.extensions:
            assert syntax_for(f"Paper{extension.upper()}") is syntax
    assert syntax_for("paper.docx") is None
