"""Citations in LaTeX."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.documents.base import replace_keys
from citare.documents.latex import LATEX, cites


def keys(text: str) -> list[str]:
    return [cite.key for cite in cites(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\cite{a}, \citep[see][p.~3]{b, c ,d} \Citet*{e}", ["a", "b", "c", "d", "e"]),
        (r"\parencite[12]{a}\footcite{b}\textcites(pre)(post)[1]{c}[2][3]{d}", list("abcd")),
        (r"\autocites{a}{b}, not {c}", ["a", "b"]),
        (r"\volcite{2}[p. 3]{a} \pvolcite[see]{1}{b}", ["a", "b"]),
        ("\\cite{a,%first\n  b,% c\n  d}", ["a", "b", "d"]),
        ("\\cite\n  {a}", ["a"]),
        (r"\nocite{*} \nocite{x}", ["*", "x"]),
        (r"\citeA<see>[p. 2]{a} \citeyearNP{b} \bibentry{c} \mycite{d}", list("abcd")),
        (r"\citefield{a}{title} \citeauthor{b}'s", ["a", "b"]),
        (r"50\% \cite{a} % \cite{b}", ["a"]),
        (r"\\% \cite{b}" + "\n" + r"\cite{a}", ["a"]),
        (r"\cite[a {nested ]} note]{k:1/2+x}", ["k:1/2+x"]),
    ],
)
def test_citations_are_found(text: str, expected: list[str]) -> None:
    """Every key of every family's commands is found."""
    assert keys(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        r"% \cite{a}",
        "\\begin{verbatim}\n\\cite{a}\n\\end{verbatim}",
        "\\begin{lstlisting}[x]\n\\cite{a}\n\\end{lstlisting}",
        r"\verb|\cite{a}| \lstinline!\cite{b}! \verb*+\cite{c}+",
        r"\iffalse \cite{a} \fi",
        "\\end{document}\n\\cite{a}",
        r"\newcommand{\foo}[1]{\cite{#1}}",
        r"\citestyle{apa} \citetext{see elsewhere}",
        r"\cite{never closed",
    ],
)
def test_what_is_no_citation_is_left_alone(text: str) -> None:
    """Comments, verbatim text, parameters and set-up commands are no citations."""
    assert keys(text) == []


def test_parts_of_a_citation() -> None:
    """The optional arguments are prefix and locator."""
    (cite,) = cites(r"\citep[see][pp.~3--5]{a}")
    assert (cite.prefix, cite.label, cite.locator) == ("see", "page", "3--5")
    assert [c.mode for c in cites(r"\citet{a}\citeyear{b}\nocite{c}\cite{d}")] == [
        "in-text",
        "suppress-author",
        "nocite",
        "normal",
    ]


_pieces = st.lists(
    st.sampled_from(
        [
            r"\cite{k1}",
            r"\citep[see][3]{k1, k2}",
            r"\parencites{k1}{k3}",
            "%",
            "\n",
            " ",
            "{",
            "}",
            r"\verb|\cite{k1}|",
            "k1",
            r"\\",
            r"\nocite{*}",
            "[",
            "]",
            r"\%",
            "é",
            r"\begin{verbatim}",
        ]
    ),
    max_size=20,
).map("".join)


@given(_pieces)
def test_replacing_keys_changes_nothing_else(text: str) -> None:
    """Replacing is undone by its inverse, and done again it changes nothing."""
    there = {"k1": "first:1", "k2": "second/2", "k3": "third_3"}
    back = {new: old for old, new in there.items()}
    once = replace_keys(text, LATEX, there)
    assert [there.get(c.key, c.key) for c in cites(text)] == keys(once.text)
    assert replace_keys(once.text, LATEX, there).text == once.text
    assert replace_keys(once.text, LATEX, back).text == text
    assert not once.impossible


@given(st.text(alphabet="\\cite{}[]%a,\n <>()"))
def test_any_text_is_read(text: str) -> None:
    """No text raises, and each span is its key."""
    for cite in cites(text):
        assert text[cite.start : cite.end] == cite.key
