"""The scanner loses nothing, never fails, and reads on behind every error."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.bibtex.nodes import Comment, Document, Entry, Failed, Junk, Preamble, Strings
from citare.bibtex.scanner import parse
from citare.findings import Severity
from tests.bibtex.bib_texts import BROKEN, ODD, mutated, shared_texts, texts


def codes(document: Document) -> list[str]:
    return [f.code for f in document.findings]


def only(text: str) -> Entry:
    (entry,) = parse(text).entries
    return entry


def check_tiling(document: Document) -> None:
    at = 0
    for segment in document.segments:
        assert segment.start == at and segment.end > at
        at = segment.end
        if isinstance(segment, Entry):
            check_entry(segment)
    assert at == len(document.text)
    assert "".join(s.text for s in document.segments) == document.text


def check_entry(entry: Entry) -> None:
    """Spans lie inside the entry, in order, and say what the attributes say."""
    source = entry.source
    assert source[entry.type_start : entry.type_end].lower() == entry.type
    assert source[entry.key_start : entry.key_end] == entry.key
    at = entry.key_end
    for one in entry.fields:
        assert at <= one.start < one.name_end <= one.value_start <= one.value_end <= entry.end
        assert source[one.start : one.name_end].lower() == one.name
        assert one.comma < 0 or source[one.comma] == ","
        inner = one.value_start
        for piece in one.pieces:
            assert inner <= piece.start <= piece.end <= one.value_end
            inner = piece.end
        at = one.end
    assert entry.close < 0 or source[entry.close] in ")}"


@given(texts())
def test_segments_tile_any_text(text: str) -> None:
    check_tiling(parse(text))


@given(texts())
def test_findings_point_into_the_text(text: str) -> None:
    document = parse(text, "refs.bib")
    for finding in document.findings:
        place = finding.place
        assert place.file == "refs.bib" and finding.message
        offset = document.offset(place.line, place.column)
        assert document.position(offset) == (place.line, place.column)


@given(mutated(ODD), st.text('{}"@%,=#( \n', max_size=8))
def test_what_stands_before_an_error_is_read_as_if_it_were_alone(text: str, end: str) -> None:
    """Cutting a good file anywhere keeps each entry that closed before the cut."""
    document = parse(ODD)
    whole = [e for e in document.entries if text.startswith(ODD[: e.end + 1])]
    found = parse(text + end).entries
    assert [(e.type, e.key) for e in whole] == [(e.type, e.key) for e in found[: len(whole)]]


def test_every_kind_of_block_is_told_apart() -> None:
    kinds = [type(s) for s in parse(ODD).segments if not isinstance(s, Junk)]
    assert kinds == [
        Comment, Strings, Strings, Preamble, Entry, Entry, Entry, Entry, Entry,
        Comment, Entry, Entry,
    ]  # fmt: skip


def test_a_legal_file_has_no_errors_only_repetitions_and_a_remark() -> None:
    document = parse(ODD)
    assert codes(document) == ["comment-in-entry", "duplicate-field", "duplicate-key"]
    assert all(f.severity is Severity.WARNING for f in document.findings)
    assert all(e.clean for e in document.entries)


def test_every_broken_entry_is_read_and_reported() -> None:
    document = parse(BROKEN)
    found = {e.key: {f.name: e.content(f.name) for f in e.fields} for e in document.entries}
    assert found["open-value"] == {"author": "Ann Author", "title": "A Title", "year": "1991"}
    assert found["open-entry"] == {"title": "No brace at the end", "year": "1992"}
    assert found["extra-brace"] == {"title": "One too many", "year": "1993"}
    assert found["no-comma"] == {"title": "A Title", "year": "1994"}
    assert found["no-equals"] == {"title": "A Title", "year": "1995"}
    assert found["bare"] == {"title": "Not in braces at all", "pages": "12--15", "year": "1996"}
    assert found["quotes"] == {"title": 'The "best" of all', "year": "1997"}
    assert found["open-quote"]["title"] == "No quote at the end"
    assert found["open-quote"]["author"] == "Bea Bee"
    assert found["two words"] == {"title": "A key with a blank"}
    assert found["no-type"] == {"title": "No type"}
    assert found["ok3"] == {"title": "Fine at last", "note": "two commas"}
    assert found["mixed"] == {"title": "Other delimiter"}
    assert found["last"] == {"title": "Nothing closes this"}
    assert {e.key for e in document.entries if e.clean} == {"ok1", "ok2", ""}
    assert [s.text for s in document.segments if isinstance(s, Failed)] == [
        "@book no delimiter",
        "@book{",
    ]
    assert codes(document) == [
        "unclosed-value", "unclosed-entry", "extra-closing-brace", "missing-comma", "missing-comma",
        "missing-equals", "unquoted-value", "unquoted-value", "delimiter-in-value",
        "unclosed-value", "missing-key", "space-in-key", "missing-key", "missing-type",
        "unreadable-block", "unreadable-block", "extra-comma", "mismatched-delimiter",
        "unclosed-value", "unclosed-entry",
    ]  # fmt: skip


def test_a_finding_names_file_line_column_key_and_field_and_what_to_do() -> None:
    finding = parse(BROKEN, "refs/b.bib").findings[0]
    assert str(finding.place) == "refs/b.bib:4:12"
    assert (finding.place.key, finding.place.field) == ("open-value", "author")
    assert "expected '}'" in finding.message and finding.hint


@pytest.mark.parametrize(
    "text",
    [
        "@article{k,title={A}}",
        "@article(k,title={A})",
        "@ article {k , title = {A} , }",
        "@ARTICLE{k,\r\n\tTITLE\t=\t{A}\r\n}\r\n",
        "\ufeff@article{k, title = {A}}",
        "@article\n{\nk\n,\ntitle\n=\n{A}\n}",
        "junk @article{k, title = {A}} junk",
        "@article{k, % remark\n title % remark\n = % remark\n {A} % remark\n, % remark\n}",
        '@article{k, title = "A"}',
        '@article{k, title = {} # {A} # ""}',
    ],
)
def test_all_ways_to_write_an_entry_say_the_same(text: str) -> None:
    entry = only(text)
    assert (entry.type, entry.key, entry.content("title")) == ("article", "k", "A")
    assert entry.clean
    assert parse(text).segments[-1].end == len(text)


@pytest.mark.parametrize(
    "key", ["a:b", "a/b", "a+b", "Müller2000", "a=b", 'a"b', "a'b", "a&b", "1984", "a.b-c_d", "a(b"]
)
def test_odd_keys_are_keys(key: str) -> None:
    assert only(f"@misc{{{key}, title = {{A}}}}").key == key


def test_a_key_in_parentheses_may_hold_a_closing_brace() -> None:
    assert only("@misc(a}b, title = {A})").key == "a}b"


def test_quotes_hold_braces_and_braces_hold_quotes() -> None:
    entry = only('@misc{k, a = "x {"} y", b = {x " y}, c = "{a}{b}"}')
    assert [entry.content(n) for n in "abc"] == ['x {"} y', 'x " y', "{a}{b}"]


def test_a_value_may_quote_another_entry() -> None:
    text = "@misc{k,\n note = {see\n@article{x, title = {X}}\n for this},\n year = 2000\n}\n"
    entry = only(text)
    assert entry.clean and entry.content("year") == "2000"


def test_a_missing_brace_does_not_swallow_the_next_entries() -> None:
    """Even where braces further down make the text balance."""
    text = (
        "@misc{a,\n title = {Lost,\n year = 2000\n}\n\n@misc{b,\n title = {B}\n}\n\n"
        "@misc{c,\n title = {C}}\n}\n"
    )
    assert [e.key for e in parse(text).entries] == ["a", "b", "c"]
    assert parse(text).entries[0].content("title") == "Lost"


def test_an_entry_in_a_comment_is_no_entry_but_is_pointed_out() -> None:
    document = parse("@comment{\n @book{a, title = {A}}\n @book{b, title = {B}}\n}\n")
    assert document.entries == ()
    assert codes(document) == ["entry-in-comment"]


def test_a_comment_that_does_not_close_ends_with_its_line() -> None:
    document = parse("@comment{glaciers)\n@book{a, title = {A}}\n}\n")
    assert [e.key for e in document.entries] == ["a"]


def test_entries_commented_out_line_by_line_stay_out() -> None:
    assert parse("% @book{a,\n%  title = {A},\n% }\n@book{b, title={B}}").entries[0].key == "b"


def test_a_percent_before_a_whole_entry_hides_nothing_from_bibtex() -> None:
    document = parse("%@book{a,\n title = {A},\n}\n")
    assert [e.key for e in document.entries] == ["a"]
    assert codes(document) == ["block-behind-percent"]


@pytest.mark.parametrize("text", ["me@example.org", "a @ b", "x@y {z", "see @foo\nand", "@", "@@{"])
def test_an_at_sign_in_passing_is_junk(text: str) -> None:
    assert parse(text).entries == ()


def test_lines_end_with_lf_cr_lf_or_cr() -> None:
    document = parse("a\r\nb\rc\nd")
    assert [document.position(document.text.index(c))[0] for c in "abcd"] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "text",
    [
        "{" * 200_000,
        "@a{k, t = " + "{" * 100_000 + "}" * 100_000 + "}",
        "@a{k, t = {x\n" * 20_000,
        '@a{k, t = "x\n' * 20_000,
        "@a{k, t = {}\n" * 20_000,
        "@a{k,\n" * 20_000,
        "@a" * 100_000,
        "@a{" * 50_000,
        "@a{k, t = x y z w" + " v" * 50_000,
        "@a{k, " + "t = {x} y}, " * 10_000,
        "@a{k, t = {x}}, t = {y}\n" * 10_000,
        "\n" * 200_000 + "@a{k,",
        "@a{k, t = {" + "\n" * 200_000,
        "@comment{" * 20_000,
        "@a{k, " + ")" * 50_000,
        "@a{k, " + "% x\n" * 50_000,
        "@a{k, t = " + "x # " * 50_000 + "x}",
        "@preamble{" * 10_000,
    ],
    ids=lambda t: repr(t[:14]),
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    start = time.process_time()
    check_tiling(parse(text))
    assert time.process_time() - start < 5


@pytest.mark.shared
def test_segments_tile_other_peoples_files_cut_anywhere() -> None:
    for _, text in shared_texts(200, seed=1, longest=60_000):
        for at in range(0, len(text), max(len(text) // 5, 1)):
            check_tiling(parse(text[:at] + text[at + 7 :]))
