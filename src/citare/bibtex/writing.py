"""Text for a new entry, a new field or a new value, in a given layout."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from citare.bibtex.grammar import quotable
from citare.bibtex.layout import Layout, in_case, width
from citare.bibtex.macros import MONTHS
from citare.errors import UnsafeEdit
from citare.text.braces import balanced

_KEY = re.compile(r"""[^\s,{}()="#%\\]++""")
_NAME = re.compile(r"""[^\s"#%'(),={}@\d][^\s"#%'(),={}@]*+""")


@dataclass(frozen=True, slots=True)
class Raw:
    """A value written as it is, delimiters, macros and `#` included: `jan # "~1"`."""

    text: str


Value = str | Raw


def value_text(name: str, value: Value, layout: Layout) -> str:
    """A value with its delimiters. Raises UnsafeEdit where its braces do not balance.

    A number is bare where the file writes numbers so, a standard month macro always.
    """
    if isinstance(value, Raw):
        return value.text
    check_value(name, value)
    if name == "month" and value.lower() in MONTHS:
        return value
    if layout.bare_numbers and value.isascii() and value.isdigit():
        return value
    if layout.quotes and quotable(value):
        return f'"{value}"'
    return f"{{{value}}}"


def check_value(name: str, value: str) -> None:
    """Raise UnsafeEdit if a value could not be between braces."""
    if not balanced(value):
        raise UnsafeEdit(
            f"the braces in the new value of {name} do not balance: {value!r}",
            hint="BibTeX counts \\{ and \\} as braces too; write \\lbrace and \\rbrace",
        )


def check_key(key: str) -> None:
    """Raise UnsafeEdit if a citation key could not be cited."""
    if not _KEY.fullmatch(key):
        raise UnsafeEdit(
            f"{key!r} cannot be a citation key",
            hint='a key has no white space and none of , { } ( ) = " # % \\',
        )


def check_name(name: str) -> None:
    """Raise UnsafeEdit if BibTeX would refuse an entry type's or a field's name."""
    if not _NAME.fullmatch(name):
        raise UnsafeEdit(f"{name!r} cannot be the name of a field or an entry type")


def field_text(name: str, value: Value, layout: Layout) -> str:
    """`name = value` without indent and comma."""
    check_name(name)
    shown = in_case(name, layout.name_case)
    before, after = layout.before_equals, layout.after_equals
    if layout.equals_column:
        before = _fill(len(shown), layout.equals_column, before)
    elif layout.value_column:
        at = width(before, len(shown)) + 1
        after = _fill(at, layout.value_column, after)
    return f"{shown}{before}={after}{value_text(name, value, layout)}"


def entry_text(entry_type: str, key: str, fields: Mapping[str, Value], layout: Layout) -> str:
    """A whole entry, without the line end after it."""
    check_name(entry_type)
    check_key(key)
    opening, closing = "()" if layout.parens else "{}"
    head = f"@{in_case(entry_type, layout.type_case)}{opening}{key}"
    texts = [field_text(name, value, layout) for name, value in fields.items()]
    gap = " " if layout.one_line else layout.newline + layout.indent
    glue = f"{gap}, " if layout.comma_first and not layout.one_line else f",{gap}"
    body = glue.join([head, *texts])
    tail = "," if layout.trailing_comma or not texts else ""
    return f"{body}{tail}{layout.close}{closing}"


def _fill(column: int, target: int, usual: str) -> str:
    """White space from one column to another, at least a blank; tabs if the file fills so."""
    if column >= target:
        return " "
    if "\t" not in usual:
        return " " * (target - column)
    fill = ""
    while (reached := width("\t", width(fill, column))) <= target:
        fill += "\t"
        if reached == target:
            return fill
    return fill + " " * (target - width(fill, column))
