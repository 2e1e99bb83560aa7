"""Contributors become names by what the record says."""

from __future__ import annotations

from typing import Any

import pytest

from citare.model.name import OTHERS, Name
from citare.sources.record_names import from_display, names


@pytest.mark.parametrize(
    ("contributor", "expected"),
    [
        ({"family": "Hani", "given": "Hind"}, Name(family="Hani", given="Hind")),
        (
            {"family": "van der Zee", "given": "Julie"},
            Name(family="Zee", given="Julie", non_dropping_particle="van der"),
        ),
        (
            {"family": "Vries", "given": "Thomas de"},
            Name(family="Vries", given="Thomas", dropping_particle="de"),
        ),
        ({"family": "parrish", "given": "J. A."}, Name(family="parrish", given="J. A.")),
        (
            {"family": "Hodge", "given": "James", "suffix": "Jr"},
            Name(family="Hodge", given="James", suffix="Jr"),
        ),
        ({"family": "Ray", "given": "A", "suffix": "M.D."}, Name(family="Ray", given="A")),
        (
            {"family": "Lind, Jr.", "given": "John"},
            Name(family="Lind", given="John", suffix="Jr."),
        ),
        ({"family": "Smith, MD", "given": "Al"}, Name(family="Smith", given="Al")),
        ({"family": "Park,Sung-Han"}, Name(family="Park", given="Sung-Han")),
        ({"family": "Brewer,", "given": "JW"}, Name(family="Brewer", given="JW")),
        ({"family": "Jin-Fu Chang"}, Name(family="Jin-Fu Chang")),
        ({"family": "the NOTES Development Group"}, Name(literal="the NOTES Development Group")),
        ({"given": "Bin Ouyang"}, Name(family="Bin Ouyang")),
        ({"name": "GTEx Consortium"}, Name(literal="GTEx Consortium")),
        ({"literal": "GTEx Consortium"}, Name(literal="GTEx Consortium")),
        ({"name": "on behalf of the X Study Group."}, Name(literal="X Study Group")),
        ({"name": "JM Energy Consultants, Inc."}, Name(literal="JM Energy Consultants, Inc.")),
        (
            {
                "family": "Sevillano",
                "given": "Jose&#x20;Luis",
                "ORCID": "http://orcid.org/0000-0002-1392-1832",
            },
            Name(family="Sevillano", given="Jose Luis", orcid="0000-0002-1392-1832"),
        ),
    ],
)
def test_one_contributor(contributor: dict[str, Any], expected: Name) -> None:
    assert names([contributor]) == (expected,)


def test_entries_that_name_nobody_are_left_out() -> None:
    nobody = [{}, {"family": "&NA;"}, {"given": "&NA;", "family": "&NA;"}, {"name": "NA"}, None]
    assert names(nobody) == ()
    assert names(None) == names("no list") == ()


def test_et_al_among_the_authors_becomes_others_at_the_end() -> None:
    listed = [{"given": "Kamaldeep et al.,", "family": "Kamaldeep et al.,"}, {"family": "Ray"}]
    assert names(listed) == (Name(family="Kamaldeep"), Name(family="Ray"), OTHERS)
    assert names([{"family": "Ray"}, {"name": "et al."}]) == (Name(family="Ray"), OTHERS)
    assert names([{"name": "et al."}]) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Carlos Luis Sánchez-Bocanegra", Name(family="Sánchez-Bocanegra", given="Carlos Luis")),
        ("Dahl, Roald", Name(family="Dahl", given="Roald")),
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", non_dropping_particle="van")),
        ("Martin Luther King Jr.", Name(family="King", given="Martin Luther", suffix="Jr.")),
        ("H1 Collaboration", Name(literal="H1 Collaboration")),
        ("Plato", Name(family="Plato")),
        ("", None),
    ],
)
def test_a_name_in_one_string(text: str, expected: Name | None) -> None:
    assert from_display(text) == expected
