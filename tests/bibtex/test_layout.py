"""A file's habits are found out from its entries."""

from __future__ import annotations

import pytest

from citare.bibtex.layout import Layout, entry_layout, file_layout, in_case, newline_of, text_case
from citare.bibtex.scanner import parse


def test_an_empty_file_has_the_default_layout() -> None:
    assert file_layout(parse("")) == Layout()


def test_the_traits_of_most_entries_are_the_files() -> None:
    usual = '@BOOK(k{n},\r\n\tAUTHOR\t= "A",\r\n\tYEAR\t= 2000\r\n)\r\n\r\n\r\n'
    text = "".join(usual.replace("{n}", str(n)) for n in range(5)) + "@misc{z, title={Z},}"
    found = file_layout(parse(text))
    assert (found.newline, found.indent, found.close) == ("\r\n", "\t", "\r\n")
    assert found.quotes and found.bare_numbers and found.parens
    assert not found.trailing_comma and not found.one_line
    assert (found.name_case, found.type_case) == ("upper", "upper")
    assert found.separator == "\r\n\r\n\r\n"


def test_an_entrys_own_traits_come_before_the_files() -> None:
    document = parse("@a{k,\n  x = {A},\n}\n\n@b{l,\n\ty = {1},\n\tlonger = {2}\n}\n")
    of_file = file_layout(document)
    own = entry_layout(document.entries[1], of_file)
    assert (own.indent, own.trailing_comma, own.quotes) == ("\t", False, False)


@pytest.mark.parametrize(
    ("fields", "column", "values"),
    [
        (("  a      = {x}", "  bbb    = {x}", "  ccccc  = {x}"), 7, 0),
        (("  a =      {x}", "  bbb =    {x}", "  ccccc =  {x}"), 0, 9),
        (("  a = {x}", "  bbb = {x}", "  ccccc = {x}"), 0, 0),
        (("  a\t\t= {x}", "  bbbbbbbb\t= {x}"), 16, 0),
    ],
)
def test_columns_are_found(fields: tuple[str, ...], column: int, values: int) -> None:
    document = parse("@misc{k,\n" + ",\n".join(fields) + "\n}\n")
    found = file_layout(document)
    assert (found.equals_column, found.value_column) == (column, values)


def test_most_lines_tell_the_line_end() -> None:
    assert [newline_of(t) for t in ("", "a\r\nb\nc\r\n", "a\rb", "a\n")] == [
        "\n", "\r\n", "\r", "\n",
    ]  # fmt: skip


def test_cases_are_told_and_made() -> None:
    cases = ["lower", "upper", "title", "mixed"]
    assert [text_case(t) for t in ("book", "BOOK", "Book", "inBook")] == cases
    assert [in_case("book", c) for c in cases] == ["book", "BOOK", "Book", "book"]
