"""How a file is laid out, so that new text looks like the text around it.

Each trait is what most of the looked-at fields do: first those of the entry at hand, then
those of the file, then the defaults below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from citare.bibtex.nodes import Document, Entry, Field, Junk, PieceKind

T = TypeVar("T")

_SAMPLE = 40
_TAB = 8
_NEWLINE = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Layout:
    """The traits of a file's or an entry's text.

    `equals_column` and `value_column` count from the field name's first character, 0 where
    nothing is aligned; `before_equals` and `after_equals` serve then. `close` is the white
    space before the closing delimiter, `separator` the one between two entries.
    """

    newline: str = "\n"
    indent: str = "  "
    equals_column: int = 0
    value_column: int = 0
    before_equals: str = " "
    after_equals: str = " "
    quotes: bool = False
    bare_numbers: bool = False
    trailing_comma: bool = True
    comma_first: bool = False
    one_line: bool = False
    close: str = "\n"
    separator: str = "\n\n"
    parens: bool = False
    name_case: str = "lower"
    type_case: str = "lower"


def newline_of(text: str) -> str:
    """The line end most lines have; LF for a text of one line."""
    counts = Counter(m[0] for m in _NEWLINE.finditer(text, 0, 1 << 16))
    return counts.most_common(1)[0][0] if counts else "\n"


def file_layout(document: Document) -> Layout:
    """The layout of most entries of a file."""
    newline = newline_of(document.text)
    entries = [e for e in document.entries if e.clean and e.fields]
    if len(entries) > _SAMPLE:
        step = len(entries) // _SAMPLE
        entries = entries[::step][:_SAMPLE]
    default = Layout(newline=newline, close=newline, separator=newline * 2)
    layout = _traits(entries, default) if entries else default
    return replace(layout, separator=_separator(document, layout))


def entry_layout(entry: Entry, of_file: Layout) -> Layout:
    """The layout of one entry; what it does not show is taken from the file's."""
    return _traits([entry], of_file) if entry.fields else of_file


def text_case(text: str) -> str:
    """`lower`, `upper`, `title`, or `mixed`."""
    if text.islower() or not text.isalpha():
        return "lower"
    if text.isupper() and len(text) > 1:
        return "upper"
    return "title" if text[0].isupper() and text[1:].islower() else "mixed"


def in_case(text: str, case: str) -> str:
    """`text` in one of the cases of `text_case`."""
    if case == "upper":
        return text.upper()
    return text.capitalize() if case == "title" else text


def _most(values: Iterable[T], default: T) -> T:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else default


def _mostly(values: Sequence[bool], default: bool) -> bool:
    return sum(values) * 2 > len(values) if values else default


def _traits(entries: Sequence[Entry], default: Layout) -> Layout:
    pairs = [(e, f) for e in entries for f in e.fields]
    text = entries[0].source
    newline = default.newline
    starts = [_line_indent(text, e, f) for e, f in pairs]
    indents = [i for i in starts if i is not None]
    one_line = not indents
    first = [_comma_leads(text, f) for e in entries for f in e.fields[:-1]]
    close = [text[_last_end(e) : e.close] for e in entries if e.close >= 0]
    close = [c for c in close if not c.strip()]
    found = replace(
        default,
        indent=_most(indents, default.indent),
        one_line=one_line,
        comma_first=_mostly(first, default.comma_first and not one_line),
        trailing_comma=_mostly([e.fields[-1].comma >= 0 for e in entries], default.trailing_comma),
        close=_most(close, newline if not one_line else ""),
        parens=_mostly([text[e.open] == "(" for e in entries], default.parens),
        name_case=_most(
            (text_case(text[f.start : f.name_end].replace("-", "")) for _, f in pairs), "lower"
        ),
        type_case=_most(
            (text_case(text[e.type_start : e.type_end]) for e in entries), default.type_case
        ),
    )
    return _with_values(_with_columns(found, text, [f for _, f in pairs]), text, pairs)


def _last_end(entry: Entry) -> int:
    return entry.fields[-1].end if entry.fields else entry.key_end


def _line_indent(text: str, entry: Entry, field: Field) -> str | None:
    """The white space before a field that begins a line; None if it does not."""
    begin = _blanks_before(text, field.start, entry.open)
    if text[begin - 1] in "\r\n":
        return text[begin : field.start]
    if text[begin - 1] != ",":
        return None
    comma = begin - 1
    begin = _blanks_before(text, comma, entry.open)
    return text[begin:comma] if text[begin - 1] in "\r\n" else None


def _blanks_before(text: str, at: int, limit: int) -> int:
    while at > limit and text[at - 1] in " \t":
        at -= 1
    return at


def _comma_leads(text: str, field: Field) -> bool:
    return field.comma >= 0 and any(c in "\r\n" for c in text[field.value_end : field.comma])


def _with_columns(layout: Layout, text: str, fields: Sequence[Field]) -> Layout:
    """Find out whether `=` or the values are in one column, else the usual gaps."""
    gaps = []
    for field in fields:
        equals = text.find("=", field.name_end, max(field.value_start, field.name_end + 1))
        before, after = text[field.name_end : equals], text[equals + 1 : field.value_start]
        if equals >= 0 and field.pieces and not (before + after).strip(" \t"):
            gaps.append((field.name_end - field.start, before, after))
    if not gaps:
        return layout
    before_equals = _most((b for _, b, _ in gaps), layout.before_equals)
    after_equals = _most((a for _, _, a in gaps), layout.after_equals)
    equals_at = [(n, width(b, n)) for n, b, _ in gaps]
    values_at = [(n, width(a, width(b, n) + 1)) for n, b, a in gaps]
    equals_column = _column(equals_at, len({b for _, b, _ in gaps}))
    value_column = 0 if equals_column else _column(values_at, len({a for _, _, a in gaps}))
    if len({n for n, _, _ in gaps}) < 2:  # one field shows no column: keep the file's
        equals_column, value_column = layout.equals_column, layout.value_column
    return replace(
        layout,
        before_equals=before_equals,
        after_equals=after_equals,
        equals_column=equals_column,
        value_column=value_column,
    )


def width(gap: str, column: int) -> int:
    """The column after a gap that begins at `column`; tabs go to multiples of eight."""
    for char in gap:
        column = (column // _TAB + 1) * _TAB if char == "\t" else column + 1
    return column


def _column(seen: Sequence[tuple[int, int]], gaps: int) -> int:
    """The column most names of different lengths share although their gaps differ, or 0."""
    if gaps < 2:
        return 0
    column, _ = Counter(c for _, c in seen).most_common(1)[0]
    fitting = [n for n, c in seen if c == column]
    possible = [n for n, _ in seen if n < column]
    if len(set(fitting)) < 2 or len(fitting) * 10 < len(possible) * 6:
        return 0
    return column


def _with_values(layout: Layout, text: str, pairs: Sequence[tuple[Entry, Field]]) -> Layout:
    """Quotes or braces; numbers with or without them."""
    kinds = [
        (f.pieces[0].kind, text[f.value_start + 1 : f.value_end - 1].isdigit())
        for _, f in pairs
        if len(f.pieces) == 1
    ]
    delimited = [k is PieceKind.QUOTED for k, _ in kinds if k in _DELIMITED]
    numbers = [k is PieceKind.NUMBER for k, digits in kinds if k is PieceKind.NUMBER or digits]
    return replace(
        layout,
        quotes=_mostly(delimited, layout.quotes),
        bare_numbers=_mostly(numbers, layout.bare_numbers),
    )


_DELIMITED: tuple[PieceKind, ...] = (PieceKind.BRACED, PieceKind.QUOTED)


def _separator(document: Document, layout: Layout) -> str:
    """What is between two entries, if that is white space."""
    between: list[str] = []
    segments = document.segments
    is_blank: Callable[[str], bool] = lambda t: not t.strip(" \t\r\n")  # noqa: E731
    for before, junk, after in zip(segments, segments[1:], segments[2:], strict=False):
        if isinstance(junk, Junk) and isinstance(before, Entry) and isinstance(after, Entry):
            if is_blank(junk.text):
                between.append(layout.newline * max(len(_NEWLINE.findall(junk.text)), 1))
            if len(between) >= _SAMPLE:
                break
    return _most(between, layout.separator)
