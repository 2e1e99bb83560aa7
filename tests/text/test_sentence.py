"""English titles in title case become sentence case; only ordinary words lose their capital."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.text.casing import title_case
from citare.text.sentence import AfterColon, is_name, is_ordinary, sentence_case, stems_of

KEPT = '<span class="nocase">'


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Sleep and Noise in Hospital Wards", "Sleep and noise in hospital wards"),
        (f"{KEPT}AI</span> in the Health Sector", f"{KEPT}AI</span> in the health sector"),
        (f"The {KEPT}Great War</span> at Sea", f"The {KEPT}Great War</span> at sea"),
        ("Do Bells Ring? Why Towers Fall", "Do bells ring? Why towers fall"),
        ("Measuring Sleep with the iPad and MRI", "Measuring sleep with the iPad and MRI"),
        ("Bayesian Inference for Markov Chains", "Bayesian inference for Markov chains"),
        ("Monte Carlo Methods in China", "Monte Carlo methods in China"),
        ("Parkinson’s Disease in Children’s Wards", "Parkinson’s disease in children’s wards"),
        ("New York City and the Black Forest", "New York City and the Black Forest"),
        ("Bells of Western Australia", "Bells of Western Australia"),
        ("Why Don’t Western Bells Ring?", "Why don’t western bells ring?"),
        ("Cost-Effectiveness of X-Ray Rooms", "Cost-effectiveness of X-ray rooms"),
        ("A Non-Hodgkin Lymphoma Study", "A non-Hodgkin lymphoma study"),
        ("A Meta-Analysis of Self-Reported Data", "A meta-analysis of self-reported data"),
        ("Vitamin A Deficiency", "Vitamin A deficiency"),
        ("World War II and Part IV", "World War II and Part IV"),
        ("Bells in March 2020", "Bells in March 2020"),
        ("The March of the Bells", "The march of the bells"),
        ("The C++ Programming Language", "The C++ programming language"),
        ("Nanoparticles and Hyperparameters", "Nanoparticles and hyperparameters"),
        ("Pasteurization of Nonlinear Milk", "Pasteurization of nonlinear milk"),
        ("Darwinism and Keynesian Bells", "Darwinism and Keynesian bells"),
        ("On Zorblax Theory", "On Zorblax theory"),
    ],
)
def test_ordinary_words_are_lowered_and_names_are_not(written: str, printed: str) -> None:
    """Protected words, acronyms, mixed case, names and what is not known keep their capitals."""
    assert sentence_case(written).text == printed
    assert sentence_case(printed).text == printed


@pytest.mark.parametrize(
    "title",
    [
        "Sleep among nurses in Paris and the wards of London",
        "How do Swiss patients hear bells?",
        "Der Klang der Glocken im Winter",
        "SLEEP AND NOISE IN HOSPITAL WARDS",
        "Paris",
        "",
        "机器学习",
    ],
)
def test_what_is_not_in_title_case_stays(title: str) -> None:
    """Sentence case, other languages and shouted titles are left as they are."""
    assert sentence_case(title).text == title


@pytest.mark.parametrize(
    ("written", "after_colon", "printed"),
    [
        ("Bells in Towers: A Short Study", "as-written", "Bells in towers: A short study"),
        ("Bells in Towers: A Short Study", "capital", "Bells in towers: A short study"),
        ("Bells in Towers: The Short Study", "small", "Bells in towers: the short study"),
        ("Bells in towers: a short study", "as-written", "Bells in towers: a short study"),
        ("Bells in towers: a short study", "capital", "Bells in towers: A short study"),
        ("Bells: BERT at Work", "small", "Bells: BERT at work"),
        ("Bells in Time: Paris Rings", "small", "Bells in time: Paris rings"),
        ("Bells Ring! Towers Fall", "small", "Bells ring! Towers fall"),
        ("Ratio 3:a study", "capital", "Ratio 3:a study"),
    ],
)
def test_the_style_decides_about_the_word_after_a_colon(
    written: str, after_colon: AfterColon, printed: str
) -> None:
    """APA wants a capital there, AMA and NLM a small letter; other stops begin a sentence."""
    assert sentence_case(written, after_colon).text == printed


def test_words_that_are_kept_for_want_of_knowledge_are_named() -> None:
    """Neither ordinary words nor known names, protected words or acronyms are among them."""
    found = sentence_case(f"Zorblax Theory of Paris, {KEPT}Qwil</span> and the Vlimp MRI Scans")
    assert found.unknown == ("Vlimp",)


def test_regular_forms_are_found_from_their_stems() -> None:
    """The list leaves them out."""
    for form, stem in [
        ("boxes", "box"), ("studies", "study"), ("planned", "plan"), ("making", "make"),
        ("happier", "happy"), ("slowly", "slow"), ("basically", "basic"),
    ]:  # fmt: skip
        assert stem in set(stems_of(form))
        assert is_ordinary(form)


def test_names_are_known_as_such() -> None:
    """A word that is both is ordinary only where it is common in small letters."""
    assert is_name("china")
    assert not is_ordinary("china")
    assert is_name("mark")
    assert is_ordinary("mark")
    assert not is_ordinary("zorblax")
    assert not is_name("zorblax")


_PIECES = "the Bells and Ring Of MRI iPad Study China study: A ? – x-Ray ’s <i>In</i> 2020 “Why”"
TITLES = st.lists(st.sampled_from(_PIECES.split()), max_size=9).map(" ".join)


@given(TITLES | st.text(max_size=40), st.sampled_from(["capital", "as-written", "small"]))
def test_only_the_case_of_letters_changes(title: str, after_colon: AfterColon) -> None:
    """Letter by letter the text is the same, and a second run changes nothing."""
    once = sentence_case(title, after_colon).text
    assert len(once) == len(title)
    assert once.lower() == title.lower()
    assert sentence_case(once, after_colon).text == once


def test_title_case_gives_the_capitals_back() -> None:
    """All but those of words that title case itself writes small."""
    written = "Learning Slow Bells: How Towers of Old Fall"
    assert title_case(sentence_case(written).text) == written
    assert re.sub("With", "with", "Play With Bells") == title_case("Play with bells")
