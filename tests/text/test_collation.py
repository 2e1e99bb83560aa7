"""Sorting by the reader's language (CLDR)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.text.unicode import collation_key


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("uk", "Гай Ґудзь Дуб Ева Єва Жук Іван Їжак Йосип Київ Яна"),
        ("ru", "Еж Ёлкин Жук Иванова Игла Йод Alembert Norton"),
        ("sr", "Дан Ђокић Еко Лука Љуба Џони Шах Norton"),
        ("hu", "Cukor Csaba Dobos Dzs Sukor Szabo Zoli Zsolt"),
        ("cs", "Cizek Čapek Hora Chalupa Ivan"),
        ("sk", "Hora Chalupa Ivan"),
        ("hr", "Dzon Džep Đuro Lutka Ljubo Nota Njegos"),
        ("et", "Sutt Šaal Zoo Žanna Tamm Uba"),
        ("lt", "Yla Iva Jonas"),
        ("vi", "An Ăn Ân Duy Dương Đặng"),
        ("th", "กา เก ขา"),
        ("ko", "김 박 이 Smith"),
        ("el", "Αλφα Βήτα Alpha"),
        ("zh-CN", "陈 李 单 王 曾 张 Smith"),
        ("en", "Chalupa Hora Norton Иванова"),
    ],
)
def test_readers_find_names_where_their_alphabet_has_them(language: str, ordered: str) -> None:
    """Own letters, groups that are one letter, and the language's script before others."""
    names = ordered.split()
    shuffled = names[1::2] + names[::2]
    assert sorted(shuffled, key=lambda name: collation_key(name, language)) == names


@given(st.text(max_size=12), st.sampled_from(["", "cs", "hu", "lt", "ru", "th", "uk", "vi", "zh"]))
def test_case_makes_no_difference(text: str, language: str) -> None:
    """A key is that of the text in small letters, in every language."""
    assert collation_key(text.casefold(), language) == collation_key(text, language)
