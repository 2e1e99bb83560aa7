"""Citations of many styles read into their parts."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.matching.citation import parse_citation, query_of

CASES = {
    "Vancouver": (
        "Rocha LA, Ferreira de Almeida EBL, Gontijo Filho PP. Changes in hands microbiota. Am J "
        "Infect Control. 2009;37(2):155–9.",
        (["Rocha", "Ferreira de Almeida", "Gontijo Filho"], 2009, "Changes in hands microbiota"),
        ("Am J Infect Control", "37", "2", "155", "9"),
    ),
    "APA": (
        "Skarratt, P. A., Cole, G. G., & Kingstone, A. (2010). Social inhibition of return. Acta "
        "Psychologica, 134, 48–54.",
        (["Skarratt", "Cole", "Kingstone"], 2010, "Social inhibition of return"),
        ("Acta Psychologica", "134", "", "48", "54"),
    ),
    "physics, no title": (
        "C. A. Burns and E. D. Isaacs, Phys. Rev., B55, 5567–5571 (1997).",
        (["Burns", "Isaacs"], 1997, ""),
        ("Phys. Rev", "B55", "", "5567", "5571"),
    ),
    "high-energy physics": (
        "S.D. Mathur, The Fuzzball proposal for black holes: An Elementary review, Fortsch. Phys. "
        "53 (2005) 793 [ hep-th/0502050 ] [ INSPIRE ].",
        (["Mathur"], 2005, "The Fuzzball proposal for black holes: An Elementary review"),
        ("Fortsch. Phys", "53", "", "793", ""),
    ),
    "IOP": (
        "Mattes B L and Route R K 1974J. Crystal Growth 27 133",
        (["Mattes", "Route"], 1974, ""),
        ("J. Crystal Growth", "27", "", "133", ""),
    ),
    "Springer, no title": (
        "Holmberg RW (1969) J Chem Phys 51:3255",
        (["Holmberg"], 1969, ""),
        ("J Chem Phys", "51", "", "3255", ""),
    ),
    "ABNT": (
        "KRISHNAMURTHY, V. Tropical intraseasonal oscillation at monthly time scale. Climate "
        "Dynamics, v. 53, n. 5-6, p. 3387-3407, 2019.",
        (["KRISHNAMURTHY"], 2019, "Tropical intraseasonal oscillation at monthly time scale"),
        ("Climate Dynamics", "53", "5-6", "3387", "3407"),
    ),
    "legal, the volume before the journal": (
        "P. Sau, Pigmented breast carcinoma, 125 Archives of Dermatology 536 (1989).",
        (["Sau"], 1989, "Pigmented breast carcinoma"),
        ("Archives of Dermatology", "125", "", "536", ""),
    ),
    "German, the volume before its label": (
        "Kuroki, Masanori (2023): Housing affordability and mental health, in: Mental Health & "
        "Prevention, 29. Jg., H. 2, S. 200261.",
        (["Kuroki"], 2023, "Housing affordability and mental health"),
        ("Mental Health & Prevention", "29", "2", "200261", ""),
    ),
    "Russian, the volume named by the year": (
        "Liu J., Chen Z. Immune genetic model in patients // Journal of Oncology. 2021. Vol. 2021. "
        "№ 3. P. 10–19.",
        (["Liu", "Chen"], 2021, "Immune genetic model in patients"),
        ("Journal of Oncology", "2021", "3", "10", "19"),
    ),
    "IEEE": (
        "J. Knoester, “Third-Order Optical Response of Molecular Aggregates,” Chem. Phys. Lett. "
        "203(4), 371–377 (1993).",
        (["Knoester"], 1993, "Third-Order Optical Response of Molecular Aggregates"),
        ("Chem. Phys. Lett", "203", "4", "371", "377"),
    ),
    "BibTeX plain": (
        "W. J. Youden. Index for rating diagnostic tests. Cancer, 3:32--35, 1950.",
        (["Youden"], 1950, "Index for rating diagnostic tests"),
        ("Cancer", "3", "", "32", "35"),
    ),
    "labelled numbers": (
        "Ohanian, R. (1991), “The impact of celebrity spokespersons on purchase”, Journal of "
        "Advertising Research, Vol. 31 No. 1, pp. 46‐52.",
        (["Ohanian"], 1991, "The impact of celebrity spokespersons on purchase"),
        ("Journal of Advertising Research", "31", "1", "46", "52"),
    ),
    "family names alone": (
        "Hicks, Hodin & Bordeianou. Possible Overuse of Procedures. JAMA Surgery. 2013;148(7):658.",
        (["Hicks", "Hodin", "Bordeianou"], 2013, "Possible Overuse of Procedures"),
        ("JAMA Surgery", "148", "7", "658", ""),
    ),
    "journal alone": (
        "Phys. Rev. B 45, 1234 (1992)",
        ([], 1992, ""),
        ("Phys. Rev. B", "45", "", "1234", ""),
    ),
    "article number": (
        "Pohjala L et al (2011) Inhibitors of alphavirus entry. PLoS One 6(12), e28923",
        (["Pohjala"], 2011, "Inhibitors of alphavirus entry"),
        ("PLoS One", "6", "12", "e28923", ""),
    ),
}


@pytest.mark.parametrize(("text", "named", "placed"), CASES.values(), ids=CASES.keys())
def test_parts_of_a_style(
    text: str, named: tuple[list[str], int, str], placed: tuple[str, str, str, str, str]
) -> None:
    c = parse_citation(text)
    assert ([n.family for n in c.authors if not n.others], c.year, c.title) == named
    assert (c.container, c.volume, c.issue, c.page, c.last_page) == placed


def test_identifiers_are_taken_out_of_the_body() -> None:
    c = parse_citation(
        "[12] Smith J. Things. J Things 2001;1:2. doi: 10.1000/abc(1)2 PMID: 123456 "
        "https://example.org/x arXiv:2001.01234v2"
    )
    assert (c.doi, c.pmid, c.arxiv.removesuffix("v2")) == (
        "10.1000/abc(1)2",
        "123456",
        "2001.01234",
    )
    assert query_of(c) == "Smith J. Things. J Things 2001;1:2."


def test_word_divided_by_a_line_break_is_made_whole_but_a_hyphen_in_a_line_stays() -> None:
    read = parse_citation(
        "Hall-\niday R. Long-term effects of opera-\n   tions. JAMA. 1965;194:681."
    )
    assert read.authors[0].family == "Halliday"
    assert read.title == "Long-term effects of operations"


def test_label_glued_to_a_doi_is_not_part_of_it() -> None:
    assert parse_citation("A. doi:10.1001/archderm.125.3.402.PMID: 20190565.").doi == (
        "10.1001/archderm.125.3.402"
    )


def test_et_al_is_kept_as_others() -> None:
    c = parse_citation("Feigerlova, E. et al. (2025). A systematic review. BMC Medical Education.")
    assert [n.others for n in c.authors] == [False, True]


def test_lost_dashes_and_labels_are_mended() -> None:
    c = parse_citation("3. Siegel CI, Harvey JC: The disorder. Gastroenterology 50:541?550, 1966")
    assert (c.page, c.last_page, c.year) == ("541", "550", 1966)


@given(st.text())
def test_any_text_is_read_without_error_and_reading_again_changes_nothing(text: str) -> None:
    once = parse_citation(text)
    assert parse_citation(text) == once


@pytest.mark.shared
def test_real_strings_give_authors_and_years() -> None:
    """Of 1,000 real citation strings nearly all give an author, a year and a title or place."""
    path = Path(__file__).parents[2].parent / "shared" / "crossref" / "matching"
    file = path / "bench_real_unstructured_1000_tuning.jsonl"
    if not file.exists():
        pytest.skip("the larger corpora are not beside the checkout")
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    read = [parse_citation(row["ref_string"]) for row in rows]
    assert sum(bool(c.authors) for c in read) > 930
    assert sum(bool(c.years) for c in read) > 950
    assert sum(bool(c.title or (c.volume and c.page)) for c in read) > 980
