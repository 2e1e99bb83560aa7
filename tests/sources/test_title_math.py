"""MathML is written in one line."""

from __future__ import annotations

from citare.sources.title_math import Element, mathml_text


def test_scripts_of_scripts_do_not_nest() -> None:
    inner = Element("msub", children=[Element("mi", children=["e"]), Element("mi", children=["k"])])
    outer = Element("msup", children=[Element("mi", children=["x"]), inner])
    assert mathml_text(outer) == "x<sup>ek</sup>"


def test_missing_parts_are_empty() -> None:
    assert mathml_text(Element("msubsup", children=[])) == ""
    assert mathml_text(Element("mmultiscripts", children=[])) == ""
    assert mathml_text(Element("semantics", children=[])) == ""
