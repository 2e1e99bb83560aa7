"""bibtexparser 2 and this scanner read well-formed entries alike; where not, it is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citare.bibtex.interop import may_misread, misreading
from citare.bibtex.scanner import parse
from tests.bibtex.bib_texts import BROKEN, ODD, shared_texts


def test_well_formed_entries_are_read_alike() -> None:
    document = parse(ODD)
    alike = [e.key for e in document.entries if misreading(e) is None]
    assert alike == ["Knuth:1984", "paren-key:1", "Knuth:1984b", "Knuth:1984"]


def test_an_entry_that_was_guessed_at_is_never_read_alike() -> None:
    assert {e.key for e in parse(BROKEN).entries if misreading(e) is None} == {"ok1", "ok2", ""}


@pytest.mark.parametrize(
    ("text", "field", "dropped", "words"),
    [
        ("@misc{a, year = 1, year = 2}", "", True, "two fields year"),
        ("@ article{a, year = 1}", "", True, "does not see an entry"),
        ('@misc{a, author = "M{"u}ller", year = 1}', "author", False, 'reads "M{"u for'),
        ('@misc{a, title = "x", % remark\n year = 1}', "year", False, "does not see its field"),
        ("@misc{a, title = {a {\\{}} b}, year = 1}", "title", False, "reads"),
    ],
)
def test_what_bibtexparser_makes_of_an_entry_is_said(
    text: str, field: str, dropped: bool, words: str
) -> None:
    found = misreading(parse(text).entries[0])
    assert found is not None
    assert (found.field, found.dropped) == (field, dropped), found
    assert words in found.message


@pytest.mark.shared
def test_entries_are_misread_only_where_the_quick_look_says_that_they_may_be() -> None:
    seen = looked_at = 0
    for _, text in shared_texts(150, seed=4, longest=60_000):
        for entry in parse(text).entries:
            if entry.clean:
                seen += 1
                looked_at += may_misread(entry)
                assert may_misread(entry) or misreading(entry) is None, entry.text
    assert seen > 300 and looked_at < seen / 4


HOSTILE = st.text('ab {}"\\@#=,%\n(é', max_size=12)


@settings(max_examples=300)
@given(st.sampled_from("{("), st.lists(st.tuples(HOSTILE, st.booleans()), min_size=1, max_size=3))
def test_the_quick_look_never_misses_what_bibtexparser_misreads(
    delimiter: str, values: list[tuple[str, bool]]
) -> None:
    fields = ",\n".join(
        f'f{n} = "{value}"' if quoted else f"f{n} = {{{value}}}"
        for n, (value, quoted) in enumerate(values)
    )
    text = f"@misc{delimiter}k,\n{fields}\n{'}' if delimiter == '{' else ')'}"
    for entry in parse(text).entries:
        if entry.clean and not may_misread(entry):
            assert misreading(entry) is None, text
