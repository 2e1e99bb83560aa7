"""LaTeX: text for pdfLaTeX, XeLaTeX and LuaLaTeX, in UTF-8.

Every character that LaTeX reads as a command or joins to a ligature is written so that it
prints as itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citare.formats.base import Layout, Wrap, between, one_line, safe_link, walk
from citare.text.rich import Rich, Span, Style

_ESCAPES: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\char34{}",
    "`": r"\char96{}",
    "[": "{[}",
    "]": "{]}",
    "–": "--",
    "—": "---",
    "\u00a0": "~",
    "\u202f": r"\,",
    "\u00ad": r"\-",
}
# Pairs that fonts join: --, '', ,, and the opening question and exclamation marks.
_SPECIAL: Final = re.compile(
    r"(?P<pair>(?<=[-–—])[-–—]|(?<=')'|(?<=,),)|[" + re.escape("".join(_ESCAPES)) + "]"
)


def _escaped(found: re.Match[str]) -> str:
    char = found.group()
    text = _ESCAPES.get(char, char)
    return "{}" + text if found.lastgroup else text


def escape(text: str) -> str:
    """Text that LaTeX prints as it is."""
    return _SPECIAL.sub(_escaped, one_line(text))


def _link(inner: str, span: Span) -> str:
    address = safe_link(span.value)
    if not address or not inner:
        return inner
    target = re.sub(r"([%#&~_$])", r"\\\1", address)
    return rf"\href{{{target}}}{{{inner}}}"


def _margin(inner: str, _: Span) -> str:
    return rf"\item[{{{inner.rstrip()}}}] " if inner.strip() else ""


def _command(name: str) -> Wrap:
    return between(rf"\{name}{{", "}")


def _switch(name: str) -> Wrap:
    return between(rf"{{\{name} ", "}")


_WRAPS: Final[dict[Style, Wrap]] = {
    Style.ITALIC: _command("textit"),
    Style.OBLIQUE: _command("textsl"),
    Style.NORMAL_STYLE: _command("textup"),
    Style.BOLD: _command("textbf"),
    Style.NORMAL_WEIGHT: _command("textmd"),
    Style.SMALL_CAPS: _command("textsc"),
    Style.NORMAL_VARIANT: _switch("normalfont"),
    Style.UNDERLINE: _command("underline"),
    Style.SUP: _command("textsuperscript"),
    Style.SUB: _command("textsubscript"),
    Style.LINK: _link,
    Style.BLOCK: between("\n\n", "\n\n"),
    Style.INDENT: between("\n\n\\hspace*{2em}", "\n\n"),
}
_ENTRY_WRAPS: Final[dict[Style, Wrap]] = {**_WRAPS, Style.LEFT_MARGIN: _margin}

_BLANK_LINES: Final = re.compile(r"\n{3,}")

_PAGE: Final = r"""\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{textcomp}
\usepackage[hidelinks]{hyperref}
\begin{document}
%s%s
\end{document}
"""


class Latex:
    """LaTeX fragments, and articles around them."""

    name = "latex"
    extension = ".tex"

    def inline(self, rich: Rich) -> str:
        return walk(rich, escape, _WRAPS)

    def bibliography(self, entries: Sequence[Rich], layout: Layout) -> str:
        items = [self._item(entry) for entry in entries]
        if any(item.startswith(r"\item[") for item in items):
            begin = r"\begin{list}{}{\setlength{\labelwidth}{2.5em}\setlength{\leftmargin}{3em}}"
        else:
            indent = "2em" if layout.hanging_indent else "0pt"
            begin = (
                rf"\begin{{list}}{{}}{{\setlength{{\leftmargin}}{{{indent}}}"
                rf"\setlength{{\itemindent}}{{-{indent}}}\setlength{{\labelwidth}}{{0pt}}"
                r"\setlength{\labelsep}{0pt}}"
            )
        # Without hyperref a link is its text.
        links = [r"\providecommand{\href}[2]{#2}"] if any(r"\href{" in i for i in items) else []
        return "\n".join([*links, begin, *items, r"\end{list}"]) if items else ""

    def _item(self, entry: Rich) -> str:
        text = _BLANK_LINES.sub("\n\n", walk(entry, escape, _ENTRY_WRAPS)).strip()
        return text if text.startswith(r"\item[") else rf"\item {text}"

    def document(self, body: str, title: str, language: str = "") -> str:
        del language
        heading = f"\\section*{{{escape(title)}}}\n" if title else ""
        return _PAGE % (heading, body)
