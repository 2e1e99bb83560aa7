"""The metadata at the head of a document."""

from __future__ import annotations

import pytest

from citare.documents.front_matter import read_front_matter


@pytest.mark.parametrize(
    ("text", "language", "rest"),
    [
        ("---\nlang: de\n---\nText", "de", "Text"),
        ("---\r\nlang: de\r\n...\r\nText", "de", "Text"),
        ('+++\nlang = "de"\n+++\nText', "de", "Text"),
        ('+++\n[params]\nlang = "de"\n+++\nText', "de", "Text"),
        ("---\n: [\n---\nText", "", "Text"),
        ("+++\nlang =\n+++\nText", "", "Text"),
        ("Text\n---\nlang: de\n---\n", "", "Text\n---\nlang: de\n---\n"),
        ("---\nnever closed", "", "---\nnever closed"),
    ],
)
def test_values_and_the_place_of_the_text(text: str, language: str, rest: str) -> None:
    """YAML and TOML at the head are read; anything else, and what is broken, has no values."""
    front = read_front_matter(text)
    assert front.text("lang") == language
    assert text[front.end :] == rest


def test_values_are_read_by_their_kind() -> None:
    """A list gives its texts, a flag only a truth value, a missing name the default."""
    front = read_front_matter("---\nbibliography: [a.bib, b.bib]\nlinks: no\nflag: true\n---\n")
    assert front.texts("bibliography") == ("a.bib", "b.bib")
    assert front.text("bibliography") == "a.bib"
    assert front.flag("flag", False) is True
    assert front.flag("links", True) is True  # `no` is a text in YAML 1.2
    assert front.texts("missing") == ()
