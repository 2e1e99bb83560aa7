"""Names as other tools write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.model.name import OTHERS, Name
from citare.model.people import (
    NameHints,
    ends_as_generation,
    is_degree,
    is_generation,
    read_name,
    spelled_out,
    with_particles,
    without_et_al,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith, John", Name(family="Smith", given="John")),
        ("Smith, John, Jr.", Name(family="Smith", given="John", suffix="Jr.")),
        ("Smith, Jr., John", Name(family="Smith", given="John", suffix="Jr.")),
        ("van der Berg, J. A.", Name(family="van der Berg", given="J. A.")),
        ("Brian W. Kernighan", Name(family="Kernighan", given="Brian W.")),
        ("J. von Neumann", Name(family="von Neumann", given="J.")),
        ("Smith J.A.", Name(family="Smith", given="J. A.")),
        ("van der Berg JA", Name(family="van der Berg", given="J. A.")),
        ("Bayer AG", Name(literal="Bayer AG")),
        ("Study Group B", Name(literal="Study Group B")),
        ("World Health Organization", Name(literal="World Health Organization")),
        ("World Health Organization,", Name(literal="World Health Organization")),
        ("University of California,, Davis,", Name(literal="University of California, Davis")),
        ("et al.", OTHERS),
        ("  ", None),
        (",", None),
    ],
)
def test_a_name_is_read_in_its_parts(text: str, expected: Name | None) -> None:
    """Commas part a person's name; initials tell a person without one."""
    assert read_name(text) == expected


def test_pubmed_names() -> None:
    """Suffixes follow given names or initials."""
    assert read_name("Berg, Jan A Jr", NameHints(suffix_last=True)) == Name(
        family="Berg", given="Jan A", suffix="Jr"
    )
    assert read_name("van der Berg JA 3rd", NameHints(initials_last=True)) == Name(
        family="van der Berg", given="J. A.", suffix="3rd"
    )
    assert read_name("Study Group", NameHints(initials_last=True)) == Name(literal="Study Group")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan van der Berg", Name(family="van der Berg", given="Jan")),
        ("Martin Luther King Jr.", Name(family="King", given="Martin Luther", suffix="Jr.")),
        ("João Souza Neto", Name(family="Neto", given="João Souza")),
        ("H1 Collaboration", Name(literal="H1 Collaboration")),
        ("Institute of Wells, Utrecht", Name(literal="Institute of Wells, Utrecht")),
        ("Plato", Name(family="Plato")),
    ],
)
def test_the_family_name_is_last_where_names_are_written_naturally(
    text: str, expected: Name
) -> None:
    """Only words that cannot be family names end a person's name as a suffix."""
    assert read_name(text, NameHints(natural=True)) == expected


def test_suffixes_and_degrees_are_known() -> None:
    """A lone numeral and `Neto` are suffixes only where they are given as such."""
    assert all(is_generation(text) for text in ("Jr.", "sr", "III", "V", "Filho", "3rd"))
    assert all(ends_as_generation(text) for text in ("Jr.", "sr", "III", "3rd"))
    assert not any(ends_as_generation(text) for text in ("V", "Filho", "Vi", "JR", "Ii"))
    assert is_degree("MD, Ph.D.")
    assert not is_degree("Berg")


def test_particles_are_set_apart() -> None:
    """Before the family name they stay, after the given names they drop (CSL 1.0.2, "Names")."""
    assert with_particles(Name(family="van der Berg", given="Jan")) == Name(
        family="Berg", given="Jan", non_dropping_particle="van der"
    )
    assert with_particles(Name(family="Musset", given="Alfred de")) == Name(
        family="Musset", given="Alfred", dropping_particle="de"
    )
    assert with_particles(Name(family="d'Arc", given="Jeanne")).non_dropping_particle == "d'"
    assert with_particles(Name(literal="de Young")) == Name(literal="de Young")


def test_et_al_is_taken_off() -> None:
    """However it is written, at the end only."""
    assert without_et_al("Ray, Al et al.") == ("Ray, Al", True)
    assert without_et_al("Ray and others") == ("Ray", True)
    assert without_et_al("Et Alia") == ("Et Alia", False)


def test_umlauts_are_spelled_with_two_letters() -> None:
    """As their owners write them in English."""
    assert spelled_out("Größåø") == "groeßaaoe"


@given(st.text(max_size=40), st.booleans(), st.booleans(), st.booleans())
def test_any_text_is_a_name_or_none(text: str, natural: bool, last: bool, suffix: bool) -> None:
    """Nothing fails, and a name says something."""
    name = read_name(text, NameHints(natural, last, suffix))
    assert name is None or name.others or name.family or name.literal or name.given
