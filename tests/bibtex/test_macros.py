"""@string, `#` and months say what BibTeX makes of them."""

from __future__ import annotations

import pytest

from citare.bibtex.macros import MOST_EXPANDED, Macros, compress, macro_findings, macros_of
from citare.bibtex.scanner import parse


def fields(text: str) -> dict[str, str]:
    document = parse(text)
    return Macros(document).fields(document.entries[0])


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("{a\n   b\t c}", "a b c"),
        ('" a "', "a"),
        ("1984", "1984"),
        ("{}", ""),
        ("jan", "January"),
        ('jan # "~" # feb', "January~February"),
        ('"1~" # MAR', "1~March"),
        ("{a } # {b}", "a b"),
        ("{{A}}", "{A}"),
        ("nowhere # { x}", "nowhere x"),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_a_value_is_its_pieces_joined_and_compressed(value: str, said: str) -> None:
    assert fields(f"@misc{{k, x = {value}}}")["x"] == said


def test_definitions_build_on_each_other_without_case() -> None:
    text = '@string{a = "A"} @string(AB = A # " B") @misc{k, x = ab # { C}}'
    assert fields(text)["x"] == "A B C"


def test_a_definition_holds_from_its_place_on() -> None:
    text = "@misc{0, x = a} @string{a = {1}} @misc{1, x = a} @string{a = {2}} @misc{2, x = a}"
    document = parse(text)
    macros = Macros(document)
    assert [macros.fields(e)["x"] for e in document.entries] == ["1", "1", "2"]


def test_a_month_can_be_redefined() -> None:
    assert fields("@string{jan = {Jan.}} @misc{k, month = jan}")["month"] == "Jan."


def test_of_two_equal_fields_the_first_counts() -> None:
    assert fields("@misc{k, note = {a}, NOTE = {b}}") == {"note": "a"}


def test_macros_of_one_file_serve_the_others_but_its_own_come_first() -> None:
    one, two = parse("@misc{k, x = m, y = n}"), parse("@string{m = {M}} @string{n = {N2}}")
    three = parse("@string{n = {N3}} @misc{l, x = m, y = n}")
    macros = macros_of([one, two, three])
    assert macros[0].fields(one.entries[0]) == {"x": "M", "y": "N3"}
    assert macros[2].fields(three.entries[0]) == {"x": "M", "y": "N3"}
    assert macros[1].lookup("n", 1000) == "N2"


def test_an_undefined_macro_is_kept_and_reported_at_its_place() -> None:
    document = parse("@misc{k,\n journal = jas # {x},\n month = jan}", "f.bib")
    (finding,) = macro_findings(document, Macros(document))
    assert (finding.code, str(finding.place)) == ("undefined-macro", "f.bib:2:12")
    assert (finding.place.key, finding.place.field) == ("k", "journal")


def test_definitions_that_double_each_other_are_bounded_and_named() -> None:
    """A kilobyte of them would otherwise say ten terabytes."""
    lines = ['@string{s0 = "xxxxxxxxxx"}']
    lines += [f"@string{{s{n} = s{n - 1} # s{n - 1}}}" for n in range(1, 41)]
    document = parse("\n".join([*lines, "@misc{k, title = s40, note = s3 # {!}}"]))
    macros = Macros(document)
    said = macros.fields(document.entries[0])
    assert said["note"] == "x" * 80 + "!"
    assert len(said["title"]) <= MOST_EXPANDED
    found = macro_findings(document, macros)
    assert found and "20,000" in found[0].message and found[0].place.line == 12


def test_a_long_value_without_macros_has_no_bound() -> None:
    text = "x" * (MOST_EXPANDED + 1)
    assert fields(f"@misc{{k, x = {{{text}}}, y = {{a}} # {{{text}}}}}")["y"] == "a" + text


def test_compressing_twice_is_compressing_once() -> None:
    for text in ("  a  b\n", "", "\r\n", "a\u2003 b"):
        assert compress(compress(text)) == compress(text)
