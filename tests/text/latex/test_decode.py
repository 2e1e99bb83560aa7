"""LaTeX prints as what its writer meant; what is not understood is kept and reported."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.text.latex.decode import decode, decode_verbatim

CASES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "latex_cases.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
    if "\t" in line
]


def spaces(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("latex", "text"), CASES)
def test_each_case_of_the_list_prints_as_it_should(latex: str, text: str) -> None:
    decoded = decode(latex)
    assert spaces(decoded.text) == text
    assert not decoded.problems


def test_no_other_decoder_gets_more_of_the_list_right(capsys: pytest.CaptureFixture[str]) -> None:
    """Prints the score beside pylatexenc's, both without markup."""
    latex2text = pytest.importorskip("pylatexenc.latex2text")

    def plain(text: str) -> str:
        text = re.sub(r"</?(?:i|b|sup|sub|sc|span)[^>]*>", "", text)
        return re.sub(r"\s+", " ", spaces(unicodedata.normalize("NFC", text))).strip()

    converter = latex2text.LatexNodes2Text()

    def convert(latex: str) -> str:
        try:
            return str(converter.latex_to_text(latex))
        except IndexError:
            return ""

    ours = sum(plain(decode(latex).text) == plain(text) for latex, text in CASES)
    theirs = sum(plain(convert(latex)) == plain(text) for latex, text in CASES)
    with capsys.disabled():
        print(f"\nlatex cases: citare {ours}, pylatexenc {theirs} of {len(CASES)}")
    assert ours == len(CASES) >= 220
    assert theirs <= ours


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("The {DNA} test", 'The <span class="nocase">DNA</span> test'),
        ("{Whole Title}", '<span class="nocase">Whole Title</span>'),
        ("{{Whole Title}}", '<span class="nocase">Whole Title</span>'),
        ("{B}ayesian", '<span class="nocase">B</span>ayesian'),
        ("{D}{NA}", '<span class="nocase">DNA</span>'),
        ("{\\\"O}l and {\\'E}tude", "Öl and Étude"),
        ("{\\LaTeX} and {\\em x}", "LaTeX and <i>x</i>"),
        ("\\emph{Homo sapiens}", "<i>Homo sapiens</i>"),
        ("\\emph{{DNA} test}", '<i><span class="nocase">DNA</span> test</i>'),
        ('{M{\\"u}ller}', '<span class="nocase">Müller</span>'),
        ("{2} and {}", "2 and"),
        ("{$\\alpha$}", '<span class="nocase">α</span>'),
    ],
)
def test_braces_protect_case_in_titles_only(latex: str, text: str) -> None:
    assert decode(latex, title=True).text == text
    assert decode(latex).text == text.replace('<span class="nocase">', "").replace("</span>", "")


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("\\foo{bar} x", "bar x"),
        ("\\foo x", "foo x"),
        ("$\\begin{matrix}a\\end{matrix}$", "$\\begin{matrix}a\\end{matrix}$"),
        ("$\\binom{n}{k}$", "$\\binom{n}{k}$"),
        ("{unbalanced", "unbalanced"),
        ("unbalanced}", "unbalanced"),
        ("x\\", "x"),
        ("\\footnote{n}x", "x"),
    ],
)
def test_what_is_not_understood_is_reported(latex: str, text: str) -> None:
    decoded = decode(latex)
    assert decoded.text == text
    assert decoded.problems


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("https://e.org/a_b%20c~d#e", "https://e.org/a_b%20c~d#e"),
        ("\\url{https://e.org/a_b}", "https://e.org/a_b"),
        ("https://e.org/a\\_b\\%20c\\&d\\#e", "https://e.org/a_b%20c&d#e"),
        ("https://e.org/{\\~{}}me", "https://e.org/~me"),
        ("https://e.org/$\\sim$me", "https://e.org/~me"),
        ("10.1002/x{\\textless}y{\\textgreater}z", "10.1002/x<y>z"),
        ("10.1007/1-2{\\_}3", "10.1007/1-2_3"),
        ("{10.1000/a}", "10.1000/a"),
    ],
)
def test_verbatim_values_lose_only_their_escapes(value: str, text: str) -> None:
    assert decode_verbatim(value) == text
    assert decode_verbatim(text) == text


def test_deep_nesting_costs_no_recursion() -> None:
    deep = 20_000
    assert decode("{" * deep + "a" + "}" * deep, title=True).text.count("nocase") == 1
    assert decode("\\emph{" * deep + "a" + "}" * deep).text.count("<i>") == deep
    assert decode("\\'" * deep + "a").text
    assert decode("$" + "{" * deep + "a" + "}" * deep + "$").problems
    assert decode("$" + "^" * deep + "$").text
    assert decode("\\printfirst{" * 2000 + "a" + "}{b}" * 2000).text
    assert decode("\\char" * deep).problems


@given(st.text("\\{}$~-`'\"^_&%#,.<>abE é\n[]()", max_size=40))
def test_no_latex_makes_the_decoder_raise(latex: str) -> None:
    for title in (False, True):
        assert "\n" not in decode(latex, title=title).text
    decode_verbatim(latex)


@given(st.text(st.characters(categories=["L", "N"]), max_size=20))
def test_text_without_latex_stays_as_it_is(text: str) -> None:
    assert decode(text).text == text
