"""Values that mean the same, agree, or differ."""

import pytest

from citare.compare.relation import Relation
from citare.compare.values import compare
from citare.model.dates import Date
from citare.model.name import OTHERS, Name

SAME = [
    ("title", "A title", "A  title\n"),
    ("title", "Light: Science & Applications", "Light: Science &amp; Applications"),
    ("title", "life-history trade-offs", "life‐history trade‐offs"),
    (
        "title",
        "Primulina anisocymosa(Gesneriaceae), a",
        "<i>Primulina anisocymosa</i>\n   (Gesneriaceae), a",
    ),
    ("title", "The {DNA} of {\\'e}t{\\'e}", "The DNA of été"),
    ("title", r"G\"odel, \L{}\'od\'z \& \emph{more}", "Gödel, Łódź and <i>more</i>"),
    ("title", r"The $\alpha$-helix and H$_2$O", "The α-helix and H<sub>2</sub>O"),
    ("title", "caf\u0065\u0301", "caf\u00e9"),
    ("title", "THE TITLE", "The Title"),
    ("title", "On <AB> words", 'On <<span class="nocase">AB</span>> words'),
    ("title", "On <jats:italic>E. coli</jats:italic>", "On E. coli"),
    ("title", "“Quoted” words", "``Quoted'' words"),
    ("page", "123-128", "123–8"),
    ("pages", "123--128", "123-128"),
    ("page", "pp. 12-15", "12–15"),
    ("page", "e58161", "58161"),
    ("page", "083905", "83905"),
    ("page", "S12-15", "S12-S15"),
    ("doi", "https://doi.org/10.1000/ABC", "10.1000/abc"),
    ("DOI", "doi:10.1000/abc", "10.1000/ABC"),
    ("issn", "1472-6920", "14726920"),
    ("isbn", "0-306-40615-2", "978-0-306-40615-7"),
    ("volume", "XII", "12"),
    ("volume", "Vol. 12", "012"),
    ("issue", "1-2", "1–2"),
    ("issue", "1/2", "1-2"),
    ("edition", "2nd ed.", "Second"),
    ("journal", "BMC Med. Educ.", "BMC Medical Education"),
    ("publisher", "American Medical Association (AMA)", "American Medical Association"),
]
COMPATIBLE = [
    ("page", "123", "123-128"),
    ("publisher", "Springer", "Springer Nature"),
    ("language", "en", "en-GB"),
]
DIFFERENT = [
    ("title", "Programming in C", "Programming in C++"),
    ("title", "Part I", "Part II"),
    ("title", "On <AB> words", "On words"),
    ("page", "123-128", "124-128"),
    ("volume", "12", "13"),
    ("container-title", "Nature", "Nature Physics"),
    ("doi", "10.1000/a", "10.1000/b"),
    ("publisher", "Elsevier", "Springer"),
]


@pytest.mark.parametrize(("variable", "one", "other"), SAME)
def test_same_in_meaning(variable: str, one: str, other: str) -> None:
    assert compare(variable, one, other).relation is Relation.SAME
    assert compare(variable, other, one).relation is Relation.SAME


@pytest.mark.parametrize(("variable", "coarse", "fine"), COMPATIBLE)
def test_one_says_more(variable: str, coarse: str, fine: str) -> None:
    assert compare(variable, coarse, fine).relation is Relation.COMPATIBLE
    assert compare(variable, fine, coarse).relation is Relation.COMPATIBLE


@pytest.mark.parametrize(("variable", "one", "other"), DIFFERENT)
def test_other_words_are_a_difference(variable: str, one: str, other: str) -> None:
    comparison = compare(variable, one, other)
    assert comparison.relation is Relation.DIFFERENT
    assert comparison.similarity < 1


def test_dates_of_different_seasons_differ() -> None:
    spring, autumn, year = (Date(((2020,),), season=s) for s in ("1", "3", ""))
    assert not compare("issued", spring, autumn).agrees
    assert compare("issued", spring, spring).relation is Relation.SAME
    assert compare("issued", year, spring).refines
    assert not compare("issued", spring, year).refines


def test_finer_date_refines_the_coarser() -> None:
    coarse, fine = Date(parts=((2025,),)), Date(parts=((2025, 1, 27),))
    assert compare("issued", coarse, fine).refines
    assert not compare("issued", fine, coarse).refines
    assert compare("issued", fine, coarse).agrees
    assert not compare("issued", coarse, Date(parts=((2024, 1),))).agrees
    assert not compare("issued", Date(parts=((2025, 2),)), fine).agrees


def people(*names: str) -> tuple[Name, ...]:
    out = []
    for name in names:
        if name == "others":
            out.append(OTHERS)
        elif "," in name:
            family, given = name.split(", ")
            out.append(Name(family=family, given=given))
        else:
            out.append(Name(literal=name))
    return tuple(out)


@pytest.mark.parametrize(
    ("one", "other", "relation", "refines"),
    [
        (["Smith, J."], ["Smith, Jane"], Relation.COMPATIBLE, True),
        (["Smith, Jane"], ["Smith, J."], Relation.COMPATIBLE, False),
        (["Smith, J. A."], ["Smith, JA"], Relation.SAME, False),
        (["Dupont, J.-P."], ["Dupont, Jean-Pierre"], Relation.COMPATIBLE, True),
        (["Müller, K."], ["Mueller, K."], Relation.SAME, False),
        (["Müller, K."], ["Muller, K."], Relation.SAME, False),
        (["Smith, J.", "others"], ["Smith, J.", "Doe, A.", "Roe, R."], Relation.COMPATIBLE, True),
        (["Alex Perkins, T."], ["Perkins, T. Alex"], Relation.SAME, False),
        (["Wang, Yi"], ["Yi, Wang"], Relation.SAME, False),
        (["World Health Organization"], ["World Health Organisation"], Relation.DIFFERENT, False),
        (["Smith, John"], ["Smith, Jane"], Relation.DIFFERENT, False),
        (["Smith, J."], ["Smyth, J."], Relation.DIFFERENT, False),
        (["Smith, J."], ["Smith, J.", "Doe, A."], Relation.DIFFERENT, False),
        (
            ["Renear, A. H.", "Palmer, C. L."],
            ["Renear, Allen H.", "Palmer, Carole L."],
            Relation.COMPATIBLE,
            True,
        ),
    ],
)
def test_lists_of_names(
    one: list[str], other: list[str], relation: Relation, refines: bool
) -> None:
    comparison = compare("author", people(*one), people(*other))
    assert (comparison.relation, comparison.refines) == (relation, refines)


def test_particle_written_either_way_is_one_name() -> None:
    a = (Name(family="Waals", given="J. D.", non_dropping_particle="van der"),)
    b = (Name(family="van der Waals", given="J. D."),)
    assert compare("author", a, b).relation is Relation.SAME


def test_empty_agrees_with_anything_and_is_refined_by_it() -> None:
    assert compare("title", "", "Something").refines
    assert compare("title", "", "").relation is Relation.SAME
