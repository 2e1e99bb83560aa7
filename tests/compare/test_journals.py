"""Journal names and their abbreviations, told by rule."""

import pytest

from citare.compare.journals import abbreviated, journal_in, same_journal
from citare.text.similarity import words

SAME = [
    ("J. Am. Chem. Soc.", "Journal of the American Chemical Society"),
    ("N Engl J Med", "The New England Journal of Medicine"),
    ("Proc Natl Acad Sci", "Proceedings of the National Academy of Sciences"),
    (
        "Proc. Natl. Acad. Sci. U.S.A.",
        "Proceedings of the National Academy of Sciences of the United States of America",
    ),
    ("Phys. Rev. Lett.", "Physical Review Letters"),
    (
        "IEEE Trans. Pattern Anal. Mach. Intell.",
        "IEEE Transactions on Pattern Analysis and Machine Intelligence",
    ),
    ("Light: Science & Applications", "Light: Science &amp; Applications"),
    ("BMC Med Educ", "BMC Medical Education"),
    ("JMIR Med Educ", "JMIR Medical Education"),
    ("Lancet Digit Health", "The Lancet Digital Health"),
    (
        "Am J Physiol Heart Circ Physiol",
        "American Journal of Physiology-Heart and Circulatory Physiology",
    ),
    ("Dtsch Med Wochenschr", "Deutsche Medizinische Wochenschrift"),
    ("Z. Phys.", "Zeitschrift für Physik"),
    ("J. Phys. A", "Journal of Physics A: Mathematical and General"),
    ("Ann. N.Y. Acad. Sci.", "Annals of the New York Academy of Sciences"),
    ("JACS", "Journal of the American Chemical Society"),
    ("Journal of Physics A", "Journal of Physics A: Mathematical and General"),
    ("Phys Rev Lett", "Physical Review Letters"),
    ("Dtsch. Arztebl. Int.", "Deutsches Ärzteblatt International"),
    ("Br J Surg", "British Journal of Surgery"),
    ("The Lancet", "Lancet"),
    ("PLoS ONE", "PLOS ONE"),
    ("Int. J. Theor. Phys.", "International Journal of Theoretical Physics"),
    ("Angew. Chem. Int. Ed.", "Angewandte Chemie International Edition"),
    ("Comput Phys Commun", "Computer Physics Communications"),
]
DIFFERENT = [
    ("Phys. Rev. Applied", "Phys. Rev. A"),
    ("Nature", "Nature Physics"),
    ("Science", "Science Advances"),
    ("Physical Review A", "Physical Review B"),
    ("Journal of Physics A", "Journal of Physics B"),
    ("J. Chem. Phys.", "Journal of Physical Chemistry"),
    ("BMC Medical Education", "BMC Medicine"),
    ("JMIR Medical Education", "JMIR Medical Informatics"),
    ("The Lancet", "The Lancet Oncology"),
    ("Brain", "Brain Research"),
    ("Cell", "Cell Reports"),
    (
        "Journal of Materials Science",
        "Journal of Materials Science: Materials in Electronics",
    ),
    ("J", "Journal of Nothing"),
    ("", "Nature"),
]


@pytest.mark.parametrize(("short", "full"), SAME)
def test_abbreviation_is_the_same_journal_both_ways(short: str, full: str) -> None:
    assert same_journal(short, full)
    assert same_journal(full, short)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_journal_is_not(one: str, other: str) -> None:
    assert not same_journal(one, other)
    assert not same_journal(other, one)


def test_journal_is_found_inside_a_citation() -> None:
    tokens = words("Letelier, P.S.: Phys. Rev. D 28, 2414 (1983)")
    assert journal_in(tokens, "Physical Review D") == (3, 6)
    assert journal_in(tokens, "Physical Review B") is None


def test_abbreviated_names_are_paired_with_the_full_name_in_any_spelling() -> None:
    for short, name in SAME:
        expected = sum(len(w) for w in words(short)) < sum(len(w) for w in words(name))
        if expected:
            assert (short, name) in list(abbreviated([short, name])), (short, name)
    assert list(abbreviated(["The Lancet", "Lancet", "PLoS ONE", "PLOS ONE"])) == []
    assert list(abbreviated(["Phys Rev Lett", "Physical Review Letters"])) == [
        ("Phys Rev Lett", "Physical Review Letters")
    ]
    stops = ["Phys. Rev. Lett.", "Phys Rev Lett"]
    assert list(abbreviated(stops)) == [("Phys Rev Lett", "Phys. Rev. Lett.")]
    for one, other in DIFFERENT:
        assert list(abbreviated([one, other])) == []


def test_a_name_of_hostile_length_is_compared_at_once() -> None:
    assert not same_journal("a " * 5000 + "b", "of " * 5000 + "the c")
