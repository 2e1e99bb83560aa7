"""RTF output."""

from __future__ import annotations

import re

from hypothesis import given

from citare.formats.base import Layout, printable
from citare.formats.rtf import Rtf, escape
from citare.text.rich import Rich, Span, Style, plain
from tests.formats.rich_strategies import hostile_text, rich_texts

RTF = Rtf()
TOKEN = re.compile(r"\\([a-z]+)(-?\d+)? ?|\\([^a-z])|([{}])|([^\\{}]+)", re.DOTALL)
NAMED = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad"}


def read(source: str) -> str:
    """The text of our RTF, as a reader of the format sees it."""
    units: list[int] = []
    depth = 0
    skip = 0
    hidden: list[int] = []
    for word, number, symbol, brace, text in TOKEN.findall(source):
        if brace:
            depth += 1 if brace == "{" else -1
            assert depth >= 0
            if hidden and depth < hidden[-1]:
                hidden.pop()
        elif symbol == "*":
            hidden.append(depth)
        elif hidden:
            continue
        elif word == "u":
            units.append(int(number) % 65536)
            skip = 1
        elif word in {"line", "tab"}:
            units.append(ord("\n" if word == "line" else "\t"))
        elif symbol:
            units.append(ord(NAMED.get(symbol, symbol)))
        elif text:
            units += [ord(c) for c in text[skip:]]
            skip = 0
    assert depth == 0
    return b"".join(u.to_bytes(2, "little") for u in units).decode("utf-16-le")


@given(hostile_text)
def test_text_comes_back(text: str) -> None:
    """A reader of RTF sees the characters that went in; the file is ASCII."""
    source = escape(text)
    assert source.isascii()
    assert read(source) == re.sub(
        r"\r\n?", lambda m: "\n" if len(m[0]) > 1 else "", printable(text)
    )


@given(rich_texts)
def test_rich_text_comes_back(rich: Rich) -> None:
    """Groups balance and only formatting is added."""
    expected = printable(plain(rich)).replace("\r", "")
    assert read(RTF.inline(rich)) == expected


def test_each_style_has_its_control_word() -> None:
    """Spans are groups that begin with their control word."""
    rich = (Span(Style.ITALIC, ("a ", Span(Style.NORMAL_STYLE, ("é😀",)))),)
    assert RTF.inline(rich) == r"{\i a {\i0 \u233?\u-10179?\u-8704?}}"
    link = RTF.inline((Span(Style.LINK, ("x",), "https://a.org/"),))
    assert link == r'{\field{\*\fldinst{HYPERLINK "https://a.org/"}}{\fldrslt x}}'


def test_a_document_opens_in_word_processors() -> None:
    """Entries are paragraphs in a complete file."""
    numbered = (Span(Style.LEFT_MARGIN, ("[1] ",)), Span(Style.RIGHT_INLINE, ("One",)))
    body = RTF.bibliography([numbered], Layout(second_field_align="flush", line_spacing=2))
    assert body == r"\pard\li720\fi-720\sl480\slmult1\sa240 [1]\tab One\par"
    document = RTF.document(body, "T")
    assert document.startswith(r"{\rtf1\ansi")
    assert document.endswith("\\par\n}\n")
    assert "{\\b T}\\par\n" in document
