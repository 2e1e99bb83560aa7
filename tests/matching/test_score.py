"""Which record a citation means: accepted on evidence, or left to a person."""

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from citare.matching.candidate import Candidate, candidate
from citare.matching.score import Accepted, NoMatch, Outcome, Uncertain, match
from citare.sources.crossref_work import item_from_work
from tests.bench.distractors import MAKERS
from tests.bench.matching import rendered, run
from tests.servers.crossref import kept_works
from tests.servers.search_index import SearchIndex

COMPOSED = Path(__file__).parents[1] / "data" / "crossref" / "composed.jsonl"


def of(work: Mapping[str, Any]) -> Candidate:
    return candidate(item_from_work(work), str(work["DOI"]).lower(), "crossref", work)


def works() -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in COMPOSED.read_text(encoding="utf-8").splitlines()]


def paper(**changes: Any) -> dict[str, Any]:
    return {
        "DOI": "10.1000/real",
        "type": "journal-article",
        "title": ["Seasonal change in the diet of urban foxes"],
        "author": [{"family": "Müller", "given": "Anna B."}, {"family": "Okafor", "given": "C."}],
        "container-title": ["Journal of Animal Ecology"],
        "volume": "45",
        "issue": "3",
        "page": "123-134",
        "issued": {"date-parts": [[2011, 6]]},
        **changes,
    }


FULL = (
    "Müller AB, Okafor C. Seasonal change in the diet of urban foxes. J Anim Ecol. "
    "2011;45(3):123-34."
)
POSTED = [
    (
        "Feigerlova, E. et al. (2025). A systematic review of the impact of artificial "
        "intelligence on educational outcomes in health professions. BMC Medical Education.",
        "10.1186/s12909-025-06719-5",
    ),
    (
        "Gazquez-Garcia, J. et al. (2025). AI in the Health Sector: Systematic Review of Key "
        "Skills for Healthcare Professionals. JMIR Medical Education.",
        "10.2196/58161",
    ),
    (
        "Ning, Y. (2025). How can artificial intelligence transform the training of physicians? "
        "The Lancet Digital Health.",
        "10.1016/j.landig.2025.100900",
    ),
]


@pytest.mark.parametrize(("text", "doi"), POSTED)
def test_misquoted_citation_finds_its_record_past_close_titles(text: str, doi: str) -> None:
    """Copies, components, reviews, corrections, preprints and sequels of all three stand by."""
    stand_by = [maker(work, 7 + n) for work in works() for n, maker in enumerate(MAKERS)]
    others = [
        paper(
            DOI=f"10.1000/{n}",
            title=[title],
            author=[{"family": "Chen", "given": "L."}],
            **{"container-title": ["BMC Medical Education"], "issued": {"date-parts": [[2025]]}},
        )
        for n, title in enumerate(
            (
                "The impact of artificial intelligence on educational outcomes: a review",
                "AI in the health sector: key skills for nurses",
                "Artificial intelligence in the training of physicians",
            )
        )
    ]
    outcome = match(text, [of(w) for w in [*stand_by, *others, *works()]])
    assert isinstance(outcome, Accepted)
    assert outcome.judgement.candidate.identifier == doi
    (title,) = [e for e in outcome.judgement.differences if e.field == "title"]
    assert title.cited in text
    assert title.recorded != title.cited


def accepted(outcome: Outcome) -> bool:
    return isinstance(outcome, Accepted)


@pytest.mark.parametrize(
    "text",
    [
        FULL,
        FULL.replace("2011", "2012"),  # online and print
        FULL.replace("Seasonal", "Seaosnal"),
        FULL.replace("Müller", "Mueller"),
        FULL.replace(";45(3):123-34", ""),
        "A. B. Müller and C. Okafor, J. Anim. Ecol. 45, 123 (2011)",
        "Muller, A. et al. (2011). The diet of urban foxes. Journal of Animal Ecology, 45, 123.",
        FULL.replace("2011", "2001"),  # a slip that all else outweighs
        "Müller AB (2011) Seasonal change in the diet of urban foxes. doi:10.1000/REAL",
    ],
)
def test_accepted_without_asking(text: str) -> None:
    assert accepted(match(text, [of(paper())]))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (FULL.replace("foxes", "badgers").replace("diet", "parasites"), "another subject"),
        (FULL.replace("Müller AB, Okafor C", "Chen L, Ito K").replace(":123-34", ":7-9"), "people"),
        ("Müller AB. Seasonal change in the diet of urban foxes. 1987.", "year"),
        ("Urban foxes. 2011.", "too little"),
        ("Müller AB. Seasonal change in the diet of urban foxes.", "title and author alone"),
        (FULL.replace("foxes. ", "foxes. II. "), "another part"),
        ("Correction to: " + FULL.partition(". ")[2], "the correction is meant"),
        ("A. B. Müller, J. Anim. Ecol. 45, 321 (2011)", "another page"),
        ("Okafor C. Quite another thing. Nature. 2011;45:123.", "another journal"),
    ],
)
def test_not_accepted(text: str, why: str) -> None:
    assert not accepted(match(text, [of(paper())])), why


def test_a_wrong_year_is_outweighed_only_where_title_author_and_page_agree() -> None:
    """Off by one is online against print; off by two contradicts, and needs the page, too."""
    text = "Müller AB. Seasonal change in the diet of urban foxes. J Anim Ecol. {};45(3){}"
    assert accepted(match(text.format(2012, ""), [of(paper())]))
    assert not accepted(match(text.format(2013, ""), [of(paper())]))
    assert accepted(match(text.format(2013, ":123-34"), [of(paper())]))


def test_no_record_is_taken_where_another_does_as_well() -> None:
    """A second record with another first page fits a citation without pages as well."""
    other = paper(DOI="10.1000/other", issue=None, page="300-310")
    outcome = match(FULL.replace("(3):123-34", ""), [of(paper(issue=None)), of(other)])
    assert isinstance(outcome, Uncertain)
    assert {j.candidate.identifier for j in outcome.ranked} == {"10.1000/real", "10.1000/other"}


@pytest.mark.parametrize(
    "changes",
    [
        {"issued": {"date-parts": [[2012]]}},
        {"container-title": ["Journal of Animal Ecology and Conservation"]},
        {"title": ["Seasonal changes in the diet of the urban foxes"]},
    ],
)
def test_no_record_is_taken_where_another_does_nearly_as_well(changes: dict[str, Any]) -> None:
    """Without a page, a record that differs in one small thing may be meant as well."""
    other = paper(DOI="10.1000/other", page="300-310", **changes)
    outcome = match(FULL.replace(":123-34", ""), [of(paper()), of(other)])
    assert isinstance(outcome, Uncertain)
    assert outcome.reason == "10.1000/other fits as well"
    assert accepted(match(FULL, [of(paper()), of(other)]))


@pytest.mark.parametrize("maker", MAKERS)
def test_stand_in_alone_is_never_taken_for_the_work(maker: Any) -> None:
    assert not accepted(match(FULL, [of(maker(paper(), 5))]))


@pytest.mark.parametrize("maker", MAKERS)
def test_stand_in_beside_the_work_changes_nothing(maker: Any) -> None:
    outcome = match(FULL, [of(maker(paper(), 5)), of(paper())])
    assert isinstance(outcome, Accepted)
    assert outcome.judgement.candidate.identifier == "10.1000/real"


def test_preprint_is_taken_when_the_citation_is_of_one() -> None:
    preprint = of(MAKERS[0](paper(), 4))
    text = "Müller AB, Okafor C. Seasonal change in the diet of urban foxes. bioRxiv. 2011."
    assert accepted(match(text, [preprint]))
    assert not accepted(match(text, [of(paper())]))


@pytest.mark.parametrize("changes", [{}, {"issue": None}, {"volume": None}])
def test_one_work_under_two_dois_is_taken_and_both_are_named(changes: dict[str, Any]) -> None:
    """JSTOR and the publisher, an old and a new DOI: title, author, volume and page agree."""
    outcome = match(FULL, [of(paper()), of(paper(DOI="10.1000/twin", **changes))])
    assert isinstance(outcome, Accepted)
    assert outcome.judgement.candidate.identifier == "10.1000/real"
    assert outcome.also == ("10.1000/twin",)


BOOK = paper(
    type="book",
    title=["Character Theory for the Odd Order Theorem"],
    author=[{"family": "Peterfalvi", "given": "T."}],
    publisher="Cambridge University Press",
    issued={"date-parts": [[2000]]},
    **{"container-title": None, "volume": None, "issue": None, "page": None},
)


@pytest.mark.parametrize(
    ("text", "record"),
    [
        (
            "Peterfalvi, T., 2000. Preliminary Results from Character Theory, in: Character Theory"
            " for the Odd Order Theorem. Cambridge University Press, pp. 5–9.",
            BOOK,
        ),
        (
            "Peterfalvi, T. (2000). Preliminary Results on groups. In Character Theory for the Odd"
            " Order Theorem. Cambridge University Press.",
            BOOK,
        ),
        (
            "Müller AB. 2011. Meeting Review: The Smart Foxes in Cities Conference 2011."
            " Journal of Animal Ecology.",
            paper(title=["Meeting Review: The Open Foxes Conference 2011"], page=None),
        ),
        (
            "Müller AB. Upper Extremities of urban foxes: an overview. J Anim Ecol. 2011;45.",
            paper(title=["Lower Extremities of urban foxes: an overview"]),
        ),
        (
            "Müller AB, Okafor C. Erroneous fox ratings. J Anim Ecol. 2011;45(3):1-5.",
            paper(title=["Erroneous fox ratings"], issue="4", page="1-3"),
        ),
        (
            "Müller & Okafor. J Anim Ecol 45, 3 (2011).",
            paper(page="3-8", issue="2"),
        ),
        (
            "13 A. B. Müller, Journal of Animal Ecology, 2011, 45, 261c.",
            paper(title=[], author=[], page="261"),
        ),
        (
            "Müller, Anna B., and C. Okafor. “Response to Comment on Müller et Al. Seasonal change"
            " in the diet of urban foxes. J Anim Ecol 2011;45:123–134.” Journal of Animal Ecology"
            " 45.10 (2011): e169–e169.",
            paper(),
        ),
        (
            "Müller AB. Legal update. J Anim Ecol 45, 6–7 (2011).",
            paper(title=["Legal update: state-specific use of the guides"], page="10-12"),
        ),
        (
            "Müller, A.: Using the tabs widget. Pro foxes, 949–985 (2011)",
            paper(
                type="book-chapter",
                title=["Using the tabs widget"],
                page=None,
                volume=None,
                issue=None,
                **{"container-title": ["Pro foxes 2.0"]},
            ),
        ),
    ],
    ids=[
        "chapter", "chapter without pages", "head of the title", "word replaced", "issue",
        "early page", "page letter", "reply", "slip beside the head", "chapter of another edition",
    ],
)  # fmt: skip
def test_a_near_relative_is_not_taken(text: str, record: Mapping[str, Any]) -> None:
    assert not accepted(match(text, [of(record)])), match(text, [of(record)])


@pytest.mark.parametrize(
    "text",
    [
        "1 A. B. Müller and C. Okafor, J. Anim. Ecol., 2011, 45, 123.",
        f"12 2 {FULL}",
        f"12 [73] {FULL}",
        f"(21) {FULL}",
        f"See also {FULL}",
        f"For a review see: {FULL}",
        f"• Reviewed in 4. {FULL}",
        FULL.replace("123-34", "123134"),  # the dash is lost
        FULL.replace(" of urban foxes", ""),  # cut at its end
        "Müller AB, Okafor C. Seasonal change in the diet. J Anim Ecol. 2011;45(3):123-34.",
    ],
)
def test_the_work_is_found_whatever_is_before_and_around_it(text: str) -> None:
    assert accepted(match(text, [of(paper())])), match(text, [of(paper())])


def test_a_journal_without_volumes_is_cited_by_its_year() -> None:
    record = paper(
        title=["Réglage de la formule de Talbot"],
        author=[{"family": "Normand", "given": "D."}],
        volume=None,
        issue=None,
        page="357-361",
        issued={"date-parts": [[1974]]},
        **{"container-title": ["La Houille Blanche"]},
    )
    assert accepted(match("Normand, D. La Houille Blanche 1974, 357–361.", [of(record)]))
    assert not accepted(match("Normand, D. La Houille Blanche 1974, 357–369.", [of(record)]))


def test_book_is_not_taken_for_its_chapter() -> None:
    book = paper(type="book", title=["The peripheral nervous system"], page="", volume="")
    book |= {"author": [{"family": "Hubbard", "given": "J. I."}], "publisher": "Plenum Press"}
    book |= {"container-title": [], "issued": {"date-parts": [[1974]]}}
    text = (
        "Barnard EA (1974) Neuromuscular transmission: enzymatic destruction. In: Hubbard JI (ed) "
        "The peripheral nervous system. Plenum Press, New York, pp 201-224"
    )
    assert not accepted(match(text, [of(book)]))
    assert accepted(
        match("Hubbard JI (1974) The peripheral nervous system. Plenum Press", [of(book)])
    )


def test_no_candidates_is_no_match() -> None:
    assert isinstance(match(FULL, []), NoMatch)
    assert isinstance(match("", [of(paper())]), NoMatch)


def test_evidence_names_every_field_with_both_values() -> None:
    outcome = match(FULL, [of(paper())])
    assert isinstance(outcome, Accepted)
    page = outcome.judgement.of("page")
    assert (page.agreement, page.cited, page.recorded) == ("agrees", "123-34", "123-134")


def test_benchmark_over_the_kept_works_keeps_its_aims() -> None:
    """A small run of tests.bench.matching: precision at least 0.998, recall above 0.92."""
    cases, index = rendered(list(kept_works()), 400, random.Random(5))
    counts = run(cases, SearchIndex(index), show=0)
    wrong = sum(n for name, n in counts.items() if name.startswith("wrong"))
    right = counts["accepted, right"]
    assert right / (right + wrong) >= 0.998
    assert right / counts["with record"] > 0.92
