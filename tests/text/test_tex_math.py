"""TeX formulas are read in one way, wherever they come from."""

from __future__ import annotations

import pytest

from citare.text.tex_math import decode_math


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("\\hbox{YBa}_{2}\\hbox{Cu}_{3}", "YBa<sub>2</sub>Cu<sub>3</sub>"),
        ("\\mathcal {L}_\\infty", "ℒ<sub>∞</sub>"),
        ("\\frac{a}{b+c}", "a/(b+c)"),
        ("\\sqrt{x}", "√x"),
        ("\\Delta x^2y", "Δx<sup>2</sup>y"),
        ("a \\times 10\\%", "a × 10%"),
        ("\\epsilon", "ϵ"),
        ("\\varepsilon", "ε"),
        ("e^-", "e<sup>−</sup>"),
        ("\\mathbb{R}", "ℝ"),
        ("\\hbar", "ℏ"),
        ("\\bar B", "B̄"),
        ("\\Lambda_c^+", "Λ<sub>c</sub><sup>+</sup>"),
        ("\\sin x", "sin x"),
        ("2\\sin x", "2 sin x"),
        ("\\sqrt{2}", "√2"),
        ("\\sqrt{x+1}", "√(x+1)"),
        ("\\frac{a+b}{2}", "(a+b)/2"),
        ("x\\to y", "x→y"),
        ("x \\to y", "x → y"),
        ("n\\geq 2", "n≥2"),
        ("\\langle x \\rangle", "⟨x⟩"),
        ("\\lambda\\mu", "λμ"),
        ("f^{\\prime}", "f′"),
        ("90^\\circ", "90°"),
        ("^3\\rm He", "<sup>3</sup>He"),
        ("\\binom{n}{k}", None),
        ("\\foo", None),
        ("{", None),
        ("}", None),
        ("x_", None),
    ],
)
def test_tex_is_read_as_far_as_text_can_say_it(tex: str, text: str | None) -> None:
    assert decode_math(tex) == text


def test_deeply_nested_tex_is_left_alone() -> None:
    assert decode_math("{" * 5000 + "}" * 5000) is None
