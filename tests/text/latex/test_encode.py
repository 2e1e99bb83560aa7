"""Text written as LaTeX is balanced and decodes to itself."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citare.text.latex.decode import decode
from citare.text.latex.encode import encode


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("AT&T: 50% of $5 #1 a_b", "AT\\&T: 50\\% of \\$5 \\#1 a\\_b"),
        ("Gödel — “é”", "Gödel — “é”"),
        ("<i>E. coli</i> H<sub>2</sub>O", "\\emph{E. coli} H\\textsubscript{2}O"),
        ("a\u00a0b\u202fc", "a~b\\,c"),
        ("{x}", "\\{x\\}"),
        ("lone {", "lone \\textbraceleft{}"),
        ("p < 0.05 <i>", "p < 0.05 <i>"),
        ("$\\binom{n}{k}$", "$\\binom{n}{k}$"),
    ],
)
def test_specials_are_escaped_and_markup_becomes_commands(text: str, latex: str) -> None:
    assert encode(text) == latex
    assert decode(latex).text == text


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("mRNA and DNA", "{mRNA} and {DNA}"),
        ('The <span class="nocase">Vienna</span> x', "The {Vienna} x"),
        ("COVID-19 in McDonald", "{COVID-19} in {McDonald}"),
        ("Cost-Effectiveness of A Study", "Cost-Effectiveness of A Study"),
        ("ALL CAPITALS HERE", "ALL CAPITALS HERE"),
        ('<span class="nocase">DNA RNA</span>', "{DNA RNA}"),
    ],
)
def test_titles_protect_what_no_style_may_change(text: str, latex: str) -> None:
    assert encode(text, title=True) == latex
    assert encode(decode(latex, title=True).text, title=True) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("é", "{\\'{e}}"),
        ("ß", "{\\ss}"),
        ("Łódź", "{\\L}{\\'{o}}d{\\'{z}}"),
        ("α", "{\\ensuremath{\\alpha}}"),
        ("“a” – b", "``a'' -- b"),
        ("漢", "漢"),
    ],
)
def test_ascii_is_written_with_commands_where_latex_has_them(text: str, latex: str) -> None:
    assert encode(text, ascii_only=True) == latex
    assert decode(latex).text == text


TEXT = st.text(
    st.sampled_from("abcDNA é“”’–—ßαŁ&%$#_{}~^\\<>/=\"-.,:;()[]0123456789\u00a0\u202f|`'"),
    max_size=40,
).map(lambda text: " ".join(text.split(" ")).strip(" ").replace("'", "’").replace("`", "‘"))


@example("&#0;", False)
@example("&amp; &OElig;", True)
@given(TEXT.filter(lambda text: "  " not in text), st.booleans())
def test_encoded_text_is_balanced_and_decodes_to_itself(text: str, ascii_only: bool) -> None:
    latex = encode(text, ascii_only=ascii_only)
    depth = 0
    for character in latex:
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0
    assert decode(latex).text == text
    again = encode(decode(latex, title=True).text, title=True)
    assert encode(decode(again, title=True).text, title=True) == again
