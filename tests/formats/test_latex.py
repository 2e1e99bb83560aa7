"""LaTeX output."""

from __future__ import annotations

import pytest
from hypothesis import given
from pylatexenc.latexwalker import LatexWalker

from citare.formats.base import Layout
from citare.formats.latex import Latex, escape
from citare.text.rich import Rich, Span, Style
from tests.formats.rich_strategies import hostile_text, rich_texts

LATEX = Latex()
ESCAPES = {"textbackslash", "textasciitilde", "textasciicircum", "textless", "textgreater",
           "textbar", "char", "{", "}", "$", "&", "#", "%", "_", ",", "-"}  # fmt: skip
COMMANDS = ESCAPES | {"textit", "textsl", "textup", "textbf", "textmd", "textsc", "normalfont",
                      "underline", "textsuperscript", "textsubscript", "href"}  # fmt: skip


def macros(source: str) -> set[str]:
    found = set()
    pending = list(LatexWalker(source, tolerant_parsing=False).get_latex_nodes()[0])
    while pending:
        node = pending.pop()
        if node is None:
            continue
        if hasattr(node, "macroname"):
            found.add(node.macroname)
            arguments = node.nodeargd
            pending += list(arguments.argnlist) if arguments else []
        assert not hasattr(node, "environmentname"), source
        assert not type(node).__name__.endswith(("MathNode", "CommentNode")), source
        pending += list(getattr(node, "nodelist", []) or [])
    return found


@given(rich_texts)
def test_only_our_commands_come_out(rich: Rich) -> None:
    """Whatever the text, LaTeX sees balanced groups and our own commands."""
    assert macros(LATEX.inline(rich)) <= COMMANDS


@given(hostile_text)
def test_no_line_ends_and_no_bare_specials(text: str) -> None:
    """Text stays inside its line and its group."""
    source = escape(text)
    assert "\n" not in source
    assert source.count("{") - source.count(r"\{") == source.count("}") - source.count(r"\}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"50% & $5 #1 a_b {x} \y", r"50\% \& \$5 \#1 a\_b \{x\} \textbackslash{}y"),
        ("a--b – — ''c'' ,,d", "a-{}-b -- --- '{}'c'{}' ,{},d"),
        ('~ ^ < > | "x" `', r"\textasciitilde{} \textasciicircum{} \textless{} \textgreater{} "
         r"\textbar{} \char34{}x\char34{} \char96{}"),
        ("a\u00a0b\u202fc", r"a~b\,c"),
        ("[1]", "{[}1{]}"),
    ],
)  # fmt: skip
def test_every_special_character_is_escaped(text: str, expected: str) -> None:
    """Each special character prints as itself."""
    assert escape(text) == expected


def test_styles_and_links() -> None:
    """Spans are commands; a link's address is escaped for LaTeX."""
    rich = (Span(Style.ITALIC, ("a ", Span(Style.NORMAL_STYLE, ("b",)))), Span(Style.SUB, ("2",)))
    assert LATEX.inline(rich) == r"\textit{a \textup{b}}\textsubscript{2}"
    link = Span(Style.LINK, ("x_y",), "https://a.org/x_y%20z#1")
    assert LATEX.inline((link,)) == r"\href{https://a.org/x\_y\%20z\#1}{x\_y}"


def test_bibliography_is_a_list() -> None:
    """Entries are items; a left margin is the item's label."""
    numbered = (Span(Style.LEFT_MARGIN, ("[1] ",)), Span(Style.RIGHT_INLINE, ("One.",)))
    lines = LATEX.bibliography([numbered], Layout()).split("\n")
    assert lines[0].startswith(r"\begin{list}")
    assert lines[1] == r"\item[{{[}1{]}}] One."
    assert lines[2] == r"\end{list}"
    assert LATEX.bibliography([], Layout()) == ""
    hanging = LATEX.bibliography([("[x]",)], Layout(hanging_indent=True))
    assert "\\item {[}x{]}\n" in hanging
    assert LATEX.document("x", "T & U").endswith("\\section*{T \\& U}\nx\n\\end{document}\n")


def test_a_fragment_with_links_needs_no_package() -> None:
    """Where hyperref is not loaded, a link is its text."""
    link: Rich = (Span(Style.LINK, ("x",), "https://x.org"),)
    lines = Latex().bibliography([link], Layout()).splitlines()
    assert lines[0] == r"\providecommand{\href}[2]{#2}"
    assert not Latex().bibliography([("x",)], Layout()).startswith(r"\providecommand")
