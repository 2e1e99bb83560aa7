"""MathML and TeX are written in one line."""

from __future__ import annotations

import pytest

from citare.sources.title_math import Element, mathml_text, tex_text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("\\hbox{YBa}_{2}\\hbox{Cu}_{3}", "YBa<sub>2</sub>Cu<sub>3</sub>"),
        ("\\mathcal {L}_\\infty", "L<sub>∞</sub>"),
        ("\\frac{a}{b+c}", "a/(b+c)"),
        ("\\sqrt{x}", "√(x)"),
        ("\\Delta x^2y", "Δx<sup>2</sup>y"),
        ("a \\times 10\\%", "a ×10%"),
        ("\\foo", None),
        ("{", None),
        ("}", None),
        ("x_", None),
    ],
)
def test_tex_is_read_as_far_as_text_can_say_it(tex: str, text: str | None) -> None:
    assert tex_text(tex) == text


def test_deeply_nested_tex_is_left_alone() -> None:
    assert tex_text("{" * 5000 + "}" * 5000) is None


def test_scripts_of_scripts_do_not_nest() -> None:
    inner = Element("msub", children=[Element("mi", children=["e"]), Element("mi", children=["k"])])
    outer = Element("msup", children=[Element("mi", children=["x"]), inner])
    assert mathml_text(outer) == "x<sup>ek</sup>"


def test_missing_parts_are_empty() -> None:
    assert mathml_text(Element("msubsup", children=[])) == ""
    assert mathml_text(Element("mmultiscripts", children=[])) == ""
    assert mathml_text(Element("semantics", children=[])) == ""
