"""Folding, sorting and spelling text in ASCII."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.text.unicode import collation_key, fold, to_ascii


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "MULLER"),
        ("Müller", "Mu\u0308ller"),
        ("Straße", "strasse"),
        ("Øre–Łódź", "ore-lodz"),
        ("l’homme  “x”", 'L\'homme "x"'),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("Ａ\u00a0b", "a b"),
        ("İstanbul ıx", "istanbul ix"),
        ("σοφός", "ΣΟΦΟΣ"),
    ],
)
def test_fold_makes_spellings_equal(one: str, other: str) -> None:
    """Case, accents, dashes, quotes and spaces do not tell texts apart."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("", ["1", "2", "10", "a b", "ä c", "a$", "a1", "a10", "ab", "åd", "z", "αβ", "бв", "あ"]),
        ("en-US", ["Da Silva", "d’Arc", "DB"]),
        ("sv-SE", ["ab", "oz", "z", "å", "ä", "ö"]),
        ("da", ["ab", "z", "æ", "ø", "aa", "ål"]),
        ("es", ["nz", "ña", "o"]),
        ("cs", ["cz", "ča", "d"]),
        ("tr-TR", ["hz", "Ilk", "ibo"]),
        ("pl", ["lz", "ła", "m"]),
    ],
)
def test_order_of_words(language: str, words: list[str]) -> None:
    """Texts stand where readers of the language look for them."""
    assert sorted(words[1::2] + words[::2], key=lambda w: collation_key(w, language)) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muller", "Müller"),
        ("de la", "De La"),
        ("O’Neill", "ONeill"),
        ("“A” b", "a b"),
    ],
)
def test_equal_keys(one: str, other: str) -> None:
    """Case, accents and punctuation leave the decision to the next sort key."""
    assert collation_key(one) == collation_key(other)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Müller", "", "Muller"),
        ("Müller Öl", "de-DE", "Mueller Oel"),
        ("Mu\u0308ller", "de", "Mueller"),
        ("Żółć Ægir þing", "", "Zolc Aegir thing"),
        ("Достоевский", "", "Dostoevskiy"),
        ("Αριστοτέλης", "", "Aristotelis"),
        ("とうきょう", "", "toukiyou"),
        ("서울", "", "SeoUl"),
        ("“x”–’y’", "", "\"x\"-'y'"),
        ("村上", "", "Cun Shang"),
        ("محمد", "", "mhmd"),
        ("שמיר", "", "smyr"),
        ("สมชาย", "", "smchay"),
    ],
)
def test_to_ascii(text: str, language: str, expected: str) -> None:
    """Letters are spelled as near as ASCII comes; what has no spelling goes."""
    assert to_ascii(text, language) == expected


@given(st.text())
def test_ascii_is_ascii(text: str) -> None:
    """No other character comes through."""
    assert to_ascii(text).isascii()
    assert to_ascii(to_ascii(text)) == to_ascii(text)


@given(st.text())
def test_fold_is_stable(text: str) -> None:
    """A folded text folds to itself."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_keys_ignore_case(text: str) -> None:
    """A text and its folded case sort alike."""
    assert collation_key(text) == collation_key(text.casefold())


def test_chinese_sorts_by_pinyin_before_other_scripts_for_readers_of_chinese() -> None:
    """Chen, Li, Wang, Zhang, then Latin names."""
    names = ["Adams", "张", "王", "李", "陈"]
    assert sorted(names, key=lambda n: collation_key(n, "zh-CN")) == [
        "陈",
        "李",
        "王",
        "张",
        "Adams",
    ]
