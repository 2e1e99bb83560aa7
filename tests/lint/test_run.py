"""Running rules and mending: chosen rules, sorted findings, stable and minimal fixes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.bibtex.scanner import parse
from citare.errors import UsageError
from citare.findings import Finding, Severity
from citare.library.library import Library
from citare.lint.base import Context
from citare.lint.run import apply_fixes, chosen, run
from citare.lint.suppress import in_document, sift
from tests.bibtex.bib_texts import shared_texts

TODAY = Context("2026-01-31")
MESSY = """% a remark
@article{a,
  author = "Vaswani, A. and et al.",
  title  = {Repair of DNA.},
  pages  = {12-34},
  month  = {January},
  note   = {},
  doi    = {https://doi.org/10.1000/182},
}
@comment{kept}
@string{x = "y"}

@book(b,
  TITLE = "Kept as   it is", Pages = 7-9
)
"""


def fixed(text: str, *, unsafe: bool = False) -> str:
    return (
        apply_fixes(Library.of({"f.bib": text}), chosen(), TODAY, unsafe=unsafe)
        .library.documents[0]
        .text
    )


def test_all_safe_fixes_are_applied_and_everything_else_stays() -> None:
    assert (
        fixed(MESSY)
        == """% a remark
@article{a,
  author = "Vaswani, A. and others",
  title  = {Repair of {DNA}},
  pages  = {12--34},
  month  = jan,
  doi    = {10.1000/182},
}
@comment{kept}
@string{x = "y"}

@book(b,
  TITLE = "Kept as   it is", Pages = {7--9}
)
"""
    )


def test_fixing_twice_is_fixing_once() -> None:
    once = fixed(MESSY, unsafe=True)
    assert fixed(once, unsafe=True) == once


def test_a_clean_file_has_no_findings_and_is_not_touched() -> None:
    text = "@misc{a,\n  author = {Darwin, Charles},\n  title = {Notes},\n  year = 1858,\n}\n"
    document = parse(text, "f.bib")
    assert run(Library([document]), chosen(), TODAY) == ()
    assert apply_fixes(Library([document]), chosen(), TODAY).library.documents[0] is document


def test_findings_come_in_the_order_of_files_and_lines() -> None:
    one, two = parse(MESSY, "z.bib"), parse("@misc{c, pages = {1-2}}", "a.bib")
    places = [
        (f.place.file, f.place.line, f.place.column)
        for f in run(Library([one, two]), chosen(), TODAY)
    ]
    assert [file for file, _, _ in places] == sorted((f for f, _, _ in places), reverse=True)
    lines = [(line, column) for file, line, column in places if file == "z.bib"]
    assert lines == sorted(lines)


def test_rules_are_chosen_by_code_group_and_all() -> None:
    assert [rule.code for rule in chosen(["page-range"])] == ["page-range"]
    assert {rule.group for rule in chosen(["names", "pages"])} == {"names", "pages"}
    assert "page-range" not in {rule.code for rule in chosen((), ["pages"])}
    assert len(chosen(["all"])) >= len(chosen())


def test_an_unknown_rule_is_a_usage_error_that_names_the_likely_one() -> None:
    with pytest.raises(UsageError) as caught:
        chosen(["page-rang"])
    assert "page-range" in caught.value.hint


def test_a_finding_allowed_in_one_file_is_reported_in_another() -> None:
    allowed = "% citare: allow-in-file page-range because the printer has it so\n"
    entry = "@article{a, title={T}, pages={1-2}}\n"
    one, other = parse(allowed + entry, "one.bib"), parse("\n" + entry, "other.bib")
    suppressions = [*in_document(one), *in_document(other)]
    findings = run(Library([one, other]), chosen(["page-range"]), TODAY)
    assert [(f.place.file, f.place.line) for f in findings] == [("one.bib", 2), ("other.bib", 2)]
    sifted = sift(findings, suppressions, ["page-range"])
    assert [f.place.file for f in sifted.kept] == ["other.bib"]
    assert [f.place.file for f in sifted.suppressed] == ["one.bib"]


def test_what_is_allowed_is_not_fixed() -> None:
    """Neither by the file's own allowance nor by the settings'."""
    allowed = "% citare: allow page-range because the printer has it so\n"
    entry = "@article{a, author={Li, A}, title={T}, journal={J}, year=2020, pages={1-2}}\n"
    assert fixed(allowed + entry) == allowed + entry
    assert fixed(entry) != entry


def test_an_allowance_is_for_its_rules_and_its_entry_only() -> None:
    """Not for another rule in the same entry, and not for the next entry."""
    entry = "@article{%s, author={Li, A}, title={T}, journal={J}, year=2020, pages={1-2}}\n"
    allowed = "% citare: allow page-range because the printer has it so\n"
    assert fixed(allowed + entry % "a" + entry % "b") == (
        allowed + entry % "a" + (entry % "b").replace("1-2", "1--2")
    )
    other = allowed.replace("page-range", "month-as-text") + entry % "a"
    assert fixed(other) == other.replace("1-2", "1--2")


def test_a_comma_is_put_where_it_is_missing() -> None:
    assert fixed("@misc{a, title = {A}\n  year = 2020}") == "@misc{a, title = {A},\n  year = 2020}"


def test_a_field_said_twice_alike_is_said_once() -> None:
    text = "@misc{a,\n  title = {A},\n  year = 2020,\n  year = 2020,\n}\n"
    assert fixed(text) == "@misc{a,\n  title = {A},\n  year = 2020,\n}\n"


def test_a_field_said_twice_differently_is_reported_only() -> None:
    text = "@misc{a,\n  author = {Li, A},\n  title = {A},\n  year = 2020,\n  year = 2021,\n}\n"
    assert fixed(text) == text


def test_findings_of_an_unfixable_kind_carry_no_fix() -> None:
    found = run(Library([parse("@misc{a, isbn = {978-0-201-03801-4}}", "f.bib")]), chosen(), TODAY)
    isbn = next(f for f in found if f.code == "isbn-checksum")
    assert isbn == Finding(
        "isbn-checksum", Severity.WARNING, isbn.message, isbn.place, isbn.hint, None
    )


WORDS = st.sampled_from(
    ["DNA", "the", "{X}", "et al.", "and", "1-2", "--", "&amp;", "$", "%", "Ã©", "é", "\\&", "",
     "a b", "Smith, J.", "Smith JA", ";", "10.1/x", "https://doi.org/10.1000/1", "\u00ad", "{", "}",
     '"', "."]
)  # fmt: skip
NAMES = st.sampled_from(
    ["author", "title", "pages", "month", "doi", "url", "journal", "isbn", "note", "auhtor", "date"]
)
VALUES = st.lists(WORDS, max_size=6).map(" ".join)
FIELDS = st.tuples(NAMES, st.sampled_from(["{%s}", '"%s"', "%s"]), VALUES).map(
    lambda f: f"{f[0]} = {f[1].replace('%s', f[2])}"
)
ENTRIES = st.lists(FIELDS, max_size=6).map(
    lambda fields: "@article{k,\n" + ",\n".join(fields) + "}\n"
)


@given(st.lists(ENTRIES, max_size=3).map("".join), st.booleans())
def test_fixing_anything_is_stable_and_loses_no_entry(text: str, unsafe: bool) -> None:
    before = parse(text, "f.bib")
    after = apply_fixes(Library([before]), chosen(), TODAY, unsafe=unsafe).library.documents[0]
    assert [e.key for e in after.entries] == [e.key for e in before.entries]
    assert (
        apply_fixes(Library([after]), chosen(), TODAY, unsafe=unsafe).files["f.bib"].after
        == after.text
    )


@pytest.mark.shared
def test_fixing_the_corpus_twice_is_fixing_it_once() -> None:
    changed = fixes = 0
    for name, text in shared_texts(400, seed=5, longest=100_000):
        done = apply_fixes(Library([parse(text, name)]), chosen(), TODAY)
        changed += bool(done.fixed)
        fixes += len(done.fixed)
        again = apply_fixes(done.library, chosen(), TODAY)
        assert again.library.documents[0].text == done.library.documents[0].text, name
    print(f"\n{changed} files fixed, {fixes} fixes")
