"""Rich Text Format 1.9, for word processors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citare.formats.base import Layout, Wrap, between, printable, safe_link, walk
from citare.text.rich import Rich, Span, Style

_NAMED: Final = {
    "\\": r"\\",
    "{": r"\{",
    "}": r"\}",
    "\t": r"\tab ",
    "\n": r"\line ",
    "\r": "",
    "\u00a0": r"\~",
    "\u00ad": r"\-",
    "\u2011": r"\_",
}
_SPECIAL: Final = re.compile(r"\r\n|[\\{}\t\n\r]|[^\x00-\x7f]")


def _escaped(found: re.Match[str]) -> str:
    char = found.group()
    if char == "\r\n":
        return r"\line "
    named = _NAMED.get(char)
    if named is not None:
        return named
    units = char.encode("utf-16-le")
    codes = [int.from_bytes(units[i : i + 2], "little", signed=True) for i in (0, 2) if units[i:]]
    return "".join(rf"\u{code}?" for code in codes)


def escape(text: str) -> str:
    """Text as RTF text: other than ASCII as signed UTF-16 units."""
    return _SPECIAL.sub(_escaped, printable(text))


def _link(inner: str, span: Span) -> str:
    address = safe_link(span.value)
    if not address or not inner:
        return inner
    return rf'{{\field{{\*\fldinst{{HYPERLINK "{escape(address)}"}}}}{{\fldrslt {inner}}}}}'


def _margin(inner: str, _: Span) -> str:
    return rf"{inner.rstrip()}\tab " if inner.strip() else ""


def _group(word: str) -> Wrap:
    return between(rf"{{\{word} ", "}")


_WRAPS: Final[dict[Style, Wrap]] = {
    Style.ITALIC: _group("i"),
    Style.OBLIQUE: _group("i"),
    Style.NORMAL_STYLE: _group("i0"),
    Style.BOLD: _group("b"),
    Style.NORMAL_WEIGHT: _group("b0"),
    Style.SMALL_CAPS: _group("scaps"),
    Style.NORMAL_VARIANT: _group("scaps0"),
    Style.UNDERLINE: _group("ul"),
    Style.NO_DECORATION: _group("ulnone"),
    Style.SUP: _group("super"),
    Style.SUB: _group("sub"),
    Style.BASELINE: _group("nosupersub"),
    Style.LINK: _link,
    Style.BLOCK: between(r"\line ", r"\line "),
    Style.LEFT_MARGIN: _margin,
    Style.INDENT: between(r"\line\tab ", ""),
}

_HEAD: Final = r"{\rtf1\ansi\uc1\deff0{\fonttbl{\f0\froman Times New Roman;}}"


class Rtf:
    """RTF paragraphs, and documents around them."""

    name = "rtf"
    extension = ".rtf"

    def inline(self, rich: Rich) -> str:
        return walk(rich, escape, _WRAPS)

    def bibliography(self, entries: Sequence[Rich], layout: Layout) -> str:
        hangs = layout.hanging_indent or layout.second_field_align
        margins = r"\li720\fi-720" if hangs else r"\li0\fi0"
        spacing = rf"\sl{240 * max(layout.line_spacing, 1)}\slmult1"
        after = rf"\sa{max(layout.entry_spacing, 0) * 240}"
        start = rf"\pard{margins}{spacing}{after} "
        return "\n".join(rf"{start}{self._paragraph(entry)}\par" for entry in entries)

    def _paragraph(self, entry: Rich) -> str:
        text = self.inline(entry).removesuffix(r"\line ")
        return text.removeprefix(r"\line ")

    def document(self, body: str, title: str, language: str = "") -> str:
        del language
        heading = rf"{{\b {escape(title)}}}\par" + "\n" if title else ""
        return f"{_HEAD}\n{heading}{body}\n}}\n"
