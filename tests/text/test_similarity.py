"""Words as they compare, and how alike texts are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.text.similarity import (
    content_words,
    fold_text,
    name_likeness,
    similarity,
    strip_markup,
    word_likeness,
    words,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Čech–Stone's  <i>compactness</i>", ("cech", "stones", "compactness")),
        ("R&amp;amp;D in O(μ<sub>2</sub>)", ("r", "d", "in", "o", "μ2")),
        ("Straße, Łódź, Ærø", ("strasse", "lodz", "aero")),
        ("p < 0.05 & q > 3", ("p", "0", "05", "q", "3")),
        ("", ()),
    ],
)
def test_words_are_folded(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = " ".join(words(text))
    assert " ".join(words(once)) == once
    fold_text(text)
    strip_markup(text)


@given(st.text(), st.text())
def test_similarity_is_a_share_and_one_only_for_the_same_letters(a: str, b: str) -> None:
    assert 0 <= similarity(a, b) <= 1
    assert similarity(a, a) == 1
    if similarity(a, b) == 1:
        assert "".join(words(a)) == "".join(words(b))


def test_order_slips_and_lost_words() -> None:
    title = "The impact of artificial intelligence on education"
    assert similarity(title, title.upper()) == 1
    assert 0.9 < similarity(title, title.replace("impact", "imapct")) < 1
    assert similarity(title, "A history of the steam engine") < 0.5
    assert content_words(words(title)) == ("impact", "artificial", "intelligence", "education")


def test_short_words_and_numbers_have_no_slips() -> None:
    assert word_likeness("levine", "leivne") > 0.8
    assert word_likeness("cat", "cut") == 0
    assert word_likeness("2001", "2007") == 0
    assert name_likeness("García", "Garcia") == 1
