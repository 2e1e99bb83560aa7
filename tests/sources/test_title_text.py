"""Registries' text becomes items' text: entities resolved, markup reduced, one line."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.sources.title_text import all_clean, clean, first_clean, without_markup
from tests.servers.crossref import kept_works

MML = '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML">'


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("Cats &amp; dogs", "Cats & dogs"),
        ("Cats &amp;amp; dogs", "Cats & dogs"),
        ("&lt;i&gt;E. coli&lt;/i&gt; again", "<i>E. coli</i> again"),
        ("&amp;lt;i&amp;gt;E. coli&amp;lt;/i&amp;gt;", "<i>E. coli</i>"),
        ("dash &#x2014; and &#8211; dash", "dash — and – dash"),
        ("R&D at AT&T;", "R&D at AT&T;"),
        ("x &lt; 0.11", "x < 0.11"),
        ("Costs $5 and $10", "Costs $5 and $10"),
        ("US$ 5 and A$AP and $B", "US$ 5 and A$AP and $B"),
        ("The $n$-body of $f(R)$ in $SU(3)$", "The n-body of f(R) in SU(3)"),
        (r"Nakagami-\boldmath{$m$} fading", "Nakagami-m fading"),
        ("Si ( 100 ) ( <i>Punica granatum</i> )", "Si (100) (<i>Punica granatum</i>)"),
        ("on <La captive> again", "on <La captive> again"),
        ('This week in <emph type="ital">JAMA</emph>', "This week in <i>JAMA</i>"),
        ('Much <emph type="bold">ado</emph>', "Much <b>ado</b>"),
        ("<scp>DNA</scp> in H<sub>2</sub>O", "<sc>DNA</sc> in H<sub>2</sub>O"),
        ("A <tt>tt</tt> and <u>u</u>", "A tt and u"),
        ("<jats:italic>Homo</jats:italic> <jats:sup>2</jats:sup>", "<i>Homo</i> <sup>2</sup>"),
        ("<title>Whole</title>", "Whole"),
        ("<b>All of it</b>", "All of it"),
        ("One<br/>two", "One two"),
        ("Main<subtitle>Second</subtitle>", "Main: Second"),
        ("<i> spaced </i>out", "<i>spaced</i> out"),
        ("<i>never closed", "<i>never closed</i>"),
        ("closed twice</i>", "closed twice"),
        ("<i>a <i>b</i></i>", "<i>a b</i>"),
        ("tab\tand\nbreak  here ", "tab and break here"),
        ("soft\u00adhy\u200bphen", "softhyphen"),
        ("Cafe\u0301", "Café"),
        ("note<fn>1</fn>", "note"),
        ("It costs $4.65 or $5", "It costs $4.65 or $5"),
    ],
)
def test_entities_and_markup(raw: str, said: str) -> None:
    assert clean(raw) == said


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("in\n   <scp>US</scp>\n   practice", "in <sc>US</sc> practice"),
        ("<i>Genus</i>\n   . Rest", "<i>Genus</i>. Rest"),
        (
            "Co/\n <scp>\n  TiO\n  <sub>2</sub>\n </scp>\n catalyst",
            "Co/<sc>TiO<sub>2</sub></sc> catalyst",
        ),
        ("CO\n <sub>2</sub>\n brine", "CO<sub>2</sub> brine"),
        ("H\n<sub>2</sub>\nO\n<sub>2</sub>", "H<sub>2</sub>O<sub>2</sub>"),
        ("<i>A</i>\n /<i>B</i>", "<i>A</i>/<i>B</i>"),
    ],
)
def test_line_breaks_of_pretty_printing_are_no_spaces_where_none_belong(
    raw: str, said: str
) -> None:
    assert clean(raw) == said


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (
            f"the{MML}<mml:mi>N</mml:mi><mml:mo>=</mml:mo><mml:mn>88</mml:mn></mml:math>nucleus",
            "the N = 88 nucleus",
        ),
        (
            f"Mn{MML}<mml:msub><mml:mrow/><mml:mn>2</mml:mn></mml:msub></mml:math>VAl",
            "Mn<sub>2</sub>VAl",
        ),
        (
            f"{MML}<mml:mmultiscripts><mml:mi>Tb</mml:mi><mml:mprescripts/><mml:none/>"
            "<mml:mn>153</mml:mn></mml:mmultiscripts></mml:math>",
            "<sup>153</sup>Tb",
        ),
        (f"{MML}<mml:mfrac><mml:mi>a</mml:mi><mml:mi>b</mml:mi></mml:mfrac></mml:math>", "a/b"),
        (f"a {MML}<mml:mover><mml:mi>x</mml:mi><mml:mo>¯</mml:mo></mml:mover></mml:math>", "a x̄"),
        (f"Special{MML}<mml:mi>α</mml:mi></mml:math>-Limit", "Special α-Limit"),
        ("<tex>$\\hbox{GeO}_{2}$</tex> layer", "GeO<sub>2</sub> layer"),
        ("Flux $$\\alpha ^{2}$$ here", "Flux α<sup>2</sup> here"),
        ("An $\\unknown{x}$ stays", "An $\\unknown{x}$ stays"),
    ],
)
def test_formulas_become_text(raw: str, said: str) -> None:
    assert clean(raw) == said


def test_cleaning_twice_changes_nothing_on_real_records() -> None:
    """Except where the text itself shows markup, which cleaning cannot tell from markup."""
    for work in kept_works():
        for key in ("title", "subtitle", "container-title", "short-title"):
            for text in all_clean(work.get(key)):
                assert clean(text) == text


@given(st.text(alphabet=st.sampled_from("ab <>/&;isubp\n$\\{}_^=\"'gtlm")))
def test_any_text_gives_balanced_markup_on_one_line(text: str) -> None:
    said = clean(text)
    assert "\n" not in said
    depth: list[str] = []
    for end, name in re.findall(r"<(/?)(i|b|sub|sup|sc)>", said):
        if not end:
            depth.append(name)
        elif depth and depth[-1] == name:
            depth.pop()


def test_first_and_all_take_lists_and_plain_texts() -> None:
    assert first_clean(["", " \n", "A &amp; B"]) == "A & B"
    assert first_clean("A") == "A"
    assert first_clean(None) == first_clean([]) == first_clean([None]) == ""
    assert all_clean(["a", "", 3, "b"]) == ["a", "b"]
    assert without_markup("<i>a</i><sub>2</sub> < b") == "a2 < b"


@pytest.mark.parametrize("piece", ["\n", " \n", "\t ", "<i>", "<i> \n", "<mml:mrow>", "<sub>\n"])
def test_a_hostile_title_takes_no_long_time_and_breaks_nothing(piece: str) -> None:
    started = time.process_time()
    assert clean(piece * 10_000 + "end").count("end") == 1
    assert time.process_time() - started < 2
