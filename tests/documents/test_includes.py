"""The files that a document takes in."""

from __future__ import annotations

import pytest

from citare.documents.latex import LATEX
from citare.documents.markdown import MARKDOWN
from citare.documents.typst import TYPST


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\input{a} \include{b/c}\subfile{d.tex}", ("a", "b/c", "d.tex")),
        (r"\input a.tex \import{sub/}{file}", ("a.tex", "sub/file")),
        ("% \\input{a}\n\\verb|\\input{b}| \\includegraphics{c} \\inputencoding{d}", ()),
        (r"\input{#1} \input{\jobname}", ()),
    ],
)
def test_latex(text: str, expected: tuple[str, ...]) -> None:
    """Comments, verbatim text, parameters and other commands name no file."""
    assert LATEX.includes(text) == expected


def test_typst_and_markdown() -> None:
    """Typst's include, Quarto's include shortcode, knitr's children."""
    assert TYPST.includes('#include "a.typ" // #include "b.typ"') == ("a.typ",)
    text = "{{< include a.qmd >}}\n```{r, child='b.Rmd'}\n```\n"
    assert MARKDOWN.includes(text) == ("a.qmd", "b.Rmd")
