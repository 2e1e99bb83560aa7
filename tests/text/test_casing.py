"""Text case: CSL 1.0.2, "Text-case"."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citare.text.casing import (
    CASES,
    capitalize_first,
    change_case,
    change_case_segments,
    is_english,
    title_case,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a tale of the two cities: an end", "A Tale of the Two Cities: An End"),
        ("what is it for?", "What Is It For?"),
        ("what of? the end! a start", "What of? The End! A Start"),
        ("ends with a stop word (of)", "Ends with a Stop Word (Of)"),
        ("the role of mRNA and pH in tRNA", "The Role of mRNA and pH in tRNA"),
        ("iPad is a thing", "iPad Is a Thing"),
        ("UK", "UK"),
        ("review of book by A.N. author", "Review of Book by A.N. Author"),
        ("in-depth study of over-the-counter drugs", "In-Depth Study of Over-the-Counter Drugs"),
        ("mother-in-law", "Mother-in-Law"),
        ("age‐related and state-of-the-art", "Age‐Related and State-of-the-Art"),
        ("the he/she and and/or question", "The He/She and and/or Question"),
        ("traits—self-esteem—with a gap", "Traits—Self-Esteem—with a Gap"),
        ("the scientist–practitioner gap", "The Scientist–Practitioner Gap"),
        ("solution of β-carotine", "Solution of β-Carotine"),
        ("the p value, vitamin c and d", "The p Value, Vitamin c and d"),
        ("the “end” of ‘an age’: “the” start", "The “End” of ‘an Age’: “The” Start"),
        ("“the end” of it", "“The End” of It"),
        ("l’homme d’après o’neill's dog", "L’homme d’après o’neill's Dog"),
        (
            "see https://example.org/the/end for node.js",
            "See https://example.org/the/end for Node.Js",
        ),
        ("the @user of #tags", "The @user of #tags"),
        ("fur von der alp", "Fur von Der Alp"),
        ("smith et al.", "Smith et al."),
        ("ändern éa øre", "Ändern Éa Øre"),
        ("ﬁne ßa", "Fine Ssa"),
        ("", ""),
        ("...", "..."),
    ],
)
def test_title_case(text: str, expected: str) -> None:
    """Each lowercase word gets a capital, but for stop words inside a title."""
    assert title_case(text) == expected


def test_title_case_carries_its_state_across_runs() -> None:
    """A title cut by markup is cased as one text, and protected runs stay."""
    cut = [
        ("the ", False),
        ("homo sapiens", False),
        (": ", False),
        ("a thing", True),
        (" of", False),
    ]
    assert change_case_segments(cut, "title") == ["The ", "Homo Sapiens", ": ", "a thing", " Of"]


def test_a_protected_first_word_keeps_the_next_from_being_first() -> None:
    """A nocase word at the start counts as the first word."""
    assert change_case_segments([("van", True), (" of the sea", False)], "title") == [
        "van",
        " of the Sea",
    ]
    assert change_case_segments([("van", True), (" of", False)], "capitalize-first") == [
        "van",
        " of",
    ]


def test_a_word_that_starts_protected_is_left_whole() -> None:
    """Only the protected part of a word decides when it stands first."""
    assert change_case_segments([("e", True), ("bay sale", False)], "title") == ["e", "bay Sale"]
    assert change_case_segments([("co", False), ("2", True), (" up", False)], "title") == [
        "Co",
        "2",
        " Up",
    ]


@pytest.mark.parametrize(
    ("case", "text", "expected"),
    [
        ("lowercase", "The BIG İ", "the big i̇"),
        ("uppercase", "ia and ıb", "IA AND IB"),
        ("capitalize-first", "“this is a Pen", "“This is a Pen"),
        ("capitalize-first", "iPhone of old", "iPhone of old"),
        ("capitalize-first", "2 zebras", "2 zebras"),
        ("capitalize-all", "this IS a two-part pen", "This IS A Two-Part Pen"),
        ("sentence", "A TALE OF TWO: CITIES", "A tale of two: cities"),
        ("sentence", "the history of Rome", "The history of Rome"),
        ("sentence", "NASA", "NASA"),
        ("no such case", "As It Is", "As It Is"),
    ],
)
def test_other_cases(case: str, text: str, expected: str) -> None:
    """Each value of `text-case` does what the specification says."""
    assert change_case(text, case) == expected


@pytest.mark.parametrize(
    ("case", "language", "text", "expected"),
    [
        ("uppercase", "tr", "ic ıd", "İC ID"),
        ("lowercase", "tr-TR", "İC ID", "ic ıd"),
        ("capitalize-first", "az", "ildırım", "İldırım"),
        ("capitalize-first", "nl", "ijsland", "IJsland"),
        ("uppercase", "el", "άέΰ", "ΑΕΫ"),
    ],
)
def test_letters_of_languages(case: str, language: str, text: str, expected: str) -> None:
    """Turkish dots, the Dutch ij and Greek accents follow their languages."""
    assert change_case(text, case, language) == expected


@pytest.mark.parametrize(
    ("language", "default_locale", "expected"),
    [
        ("", "", True),
        ("", "en-GB", True),
        ("", "de-DE", False),
        ("en", "de-DE", True),
        ("en_US", "", True),
        ("en--other stuff", "", True),
        ("english", "", True),
        ("de", "", False),
        ("french language", "en-US", False),
        ("enx", "", False),
    ],
)
def test_is_english(language: str, default_locale: str, expected: bool) -> None:
    """The item's language decides, then the style's locale; neither means English."""
    assert is_english(language, default_locale) is expected


def test_helpers_are_the_cases() -> None:
    """The named functions and `change_case` agree."""
    assert capitalize_first("ijs", "nl") == "IJs"
    assert change_case("ALL LOUD", "sentence") == "All loud"


texts = st.text(alphabet=st.sampled_from("abZÉéßi'’:-–.?! “”oftheTHE2\u0301<ıİ"), max_size=40)


@example("a:İ", "sentence")
@given(texts, st.sampled_from(sorted(CASES)))
def test_a_second_time_changes_nothing(text: str, case: str) -> None:
    """Every case is stable."""
    once = change_case(text, case)
    if case == "sentence" and once.isupper() and not text.isupper():
        once = change_case(once, case)  # its one small letter was the first: now it is all capitals
    if case == "lowercase":  # some capitals lower to two letters, only once
        assert change_case(once, case) == once
    elif case == "title":
        assert title_case(once) == once
    else:
        assert change_case(once, case) == once


@given(st.lists(st.tuples(texts, st.booleans()), max_size=5), st.sampled_from(sorted(CASES)))
def test_protected_segments_stay(segments: list[tuple[str, bool]], case: str) -> None:
    """Whatever the case, a protected text comes back as it was, in its place."""
    result = change_case_segments(segments, case)
    assert len(result) == len(segments)
    for (text, kept), new in zip(segments, result, strict=True):
        assert not kept or new == text


@given(st.lists(texts, max_size=4))
def test_cutting_a_text_does_not_change_its_case(parts: list[str]) -> None:
    """Unprotected cuts are invisible."""
    cut = change_case_segments([(part, False) for part in parts], "title")
    assert "".join(cut) == title_case("".join(parts))
