"""What became of a work: read from real records' shapes."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from citare.model.standing import Standing, title_standing, without_standing
from citare.sources.registry import status_of
from citare.sources.status import Notice, Status

DATA = Path(__file__).parents[1] / "data" / "crossref" / "works.jsonl.gz"
PAPER = "10.1016/s0140-6736(97)11096-0"
NOTICE = "10.1016/s0140-6736(10)60175-4"


def update(
    doi: str, kind: str, source: str = "", stamp: str = "", number: str = ""
) -> dict[str, Any]:
    entry: dict[str, Any] = {"DOI": doi, "type": kind, "label": kind.title()}
    if source:
        entry["source"] = source
    if stamp:
        entry["updated"] = {"date-time": f"{stamp}T00:00:00Z"}
    if number:
        entry["record-id"] = number
    return entry


def test_retracted_paper_names_its_notice_first_and_its_correction() -> None:
    work = {
        "DOI": PAPER,
        "updated-by": [
            update("10.1016/s0140-6736(04)15715-2", "correction", "retraction-watch", "2004-03-06"),
            update(NOTICE, "retraction", "retraction-watch", "2010-02-02", "4036"),
        ],
    }
    status = status_of(work, "crossref", "RETRACTED: Ileal-lymphoid-nodular hyperplasia")
    assert [n.standing for n in status.notices] == [Standing.RETRACTED, Standing.CORRECTED]
    assert status.notices[0] == Notice(
        Standing.RETRACTED, NOTICE, "2010-02-02", ("Retraction Watch",)
    )
    assert status.grave
    assert not status.contradiction


def test_notice_points_to_the_paper_and_is_not_itself_retracted() -> None:
    work = {"DOI": NOTICE, "update-to": [update(PAPER, "retraction", "retraction-watch")]}
    status = status_of(work, "crossref", "Retraction—Ileal-lymphoid-nodular hyperplasia")
    assert status == Status(notice_of=(PAPER,))


def test_one_notice_told_by_publisher_and_retraction_watch_is_one() -> None:
    both = [update(NOTICE, "retraction", s) for s in ("publisher", "retraction-watch")]
    status = status_of({"DOI": PAPER, "updated-by": both}, "crossref")
    assert len(status.notices) == 1
    assert status.notices[0].said_by == ("the publisher", "Retraction Watch")


@pytest.mark.parametrize("field", ["updated-by", "update-to"])
@pytest.mark.parametrize("kind", ["retraction", "withdrawal"])
def test_a_work_that_was_retracted_in_place_is_retracted(field: str, kind: str) -> None:
    """Publishers who retract in place let the notice point at the work itself."""
    own = "10.1016/j.work.1"
    status = status_of({"DOI": own.upper(), field: [update(own, kind)]}, "crossref")
    assert [n.standing for n in status.notices] == [Standing(kind)]
    assert status.grave and not status.notice_of


def test_a_version_or_correction_that_points_at_the_work_itself_says_nothing() -> None:
    own = "10.1016/j.work.1"
    entries = [update(own, "new_version"), update(own, "correction")]
    assert status_of({"DOI": own, "updated-by": entries}, "crossref") == Status()


def test_a_notice_without_a_doi_counts() -> None:
    """Retraction Watch knows retractions whose notice has none."""
    entry = {"type": "retraction", "source": "retraction-watch", "label": "Retraction"}
    status = status_of({"DOI": PAPER, "updated-by": [entry]}, "crossref")
    assert status.notices == (Notice(Standing.RETRACTED, said_by=("Retraction Watch",)),)


@pytest.mark.parametrize(
    ("kind", "label", "standing"),
    [
        ("retracted", "", Standing.RETRACTED),
        ("retraction_and_replacement", "", Standing.RETRACTED),
        (None, "Retraction", Standing.RETRACTED),
        ("legal", "Article withdrawal", Standing.WITHDRAWN),
        ("article-removal", "", Standing.REMOVED),
        ("editorial", "Expression of Concern", Standing.CONCERN),
        ("something_new", "Something new", None),
    ],
)
def test_an_unlisted_type_is_read_by_what_it_speaks_of(
    kind: str | None, label: str, standing: Standing | None
) -> None:
    entry = {"DOI": NOTICE, "type": kind, "label": label}
    assert status_of({"DOI": PAPER, "updated-by": [entry]}, "crossref").standing is standing


def test_a_single_notice_need_not_be_a_list() -> None:
    status = status_of({"DOI": PAPER, "updated-by": update(NOTICE, "retraction")}, "crossref")
    assert status.standing is Standing.RETRACTED


@pytest.mark.parametrize("title", ["Withdrawn: a novel", "Removed: a life", "[Retracted] tales"])
def test_a_book_with_such_a_title_is_not_withdrawn(title: str) -> None:
    assert not status_of({"DOI": PAPER, "type": "book"}, "crossref", title).notices


@pytest.mark.parametrize(
    ("title", "published"),
    [
        ("RETRACTED: A study", "A study"),
        ("A study of things (Retracted in 2021)", "A study of things"),
        ("Notice of Violation of IEEE Publication Principles: A study", "A study"),
        ("Zurückgezogen: Eine Studie", "Eine Studie"),
        ("A thing [RETRACTED]", "A thing"),
        ("Retracted Chapter: A thing", "A thing"),
        ("Withdrawn as Duplicate: A thing", "A thing"),
        ("Retracted science and its index", "Retracted science and its index"),
    ],
)
def test_the_published_title_is_what_remains(title: str, published: str) -> None:
    assert without_standing(title) == published
    assert without_standing(without_standing(title)) == published


def test_one_notice_called_two_things_is_a_contradiction() -> None:
    said = [
        update(NOTICE, "retraction", "retraction-watch", number="7"),
        update(NOTICE, "expression_of_concern", "publisher", number="7"),
    ]
    status = status_of({"DOI": PAPER, "updated-by": said}, "crossref")
    assert "contradict each other" in status.contradiction
    assert "Retraction Watch call it a retraction" in status.contradiction


def test_concern_followed_by_retraction_is_no_contradiction() -> None:
    said = [update("10.1/c", "expression_of_concern"), update("10.1/r", "retraction")]
    status = status_of({"DOI": PAPER, "updated-by": said}, "crossref")
    assert status.standing is Standing.RETRACTED
    assert not status.contradiction


def test_retracted_and_reinstated_is_a_contradiction() -> None:
    said = [update("10.1/r", "retraction"), update("10.1/b", "reinstatement")]
    assert status_of({"DOI": PAPER, "updated-by": said}, "crossref").contradiction


@pytest.mark.parametrize(
    ("title", "standing"),
    [
        ("RETRACTED: Improvement of extraction", Standing.RETRACTED),
        ("RETRACTED ARTICLE: Deep things", Standing.RETRACTED),
        ("[Retracted] Deep things", Standing.RETRACTED),
        ("Deep things (Retracted article)", Standing.RETRACTED),
        ("WITHDRAWN: Deep things", Standing.WITHDRAWN),
        ("<b>WITHDRAWN</b>: Deep things", Standing.WITHDRAWN),
        ("Temporary Removal: Deep things", Standing.REMOVED),
        ("Expression of Concern: Deep things", Standing.CONCERN),
        ("Retraction: Deep things", None),
        ("Retraction notice to “Deep things”", None),
        ("Retracted papers in the literature of medicine", None),
        ("Withdrawn behaviour in children", None),
        ("A removed gene", None),
        ("", None),
    ],
)
def test_title_says_it(title: str, standing: Standing | None) -> None:
    assert title_standing(title) is standing


def test_title_is_believed_where_no_notice_says_so() -> None:
    status = status_of({"DOI": "10.1/x"}, "crossref", "RETRACTED: Deep things")
    assert status.notices == (Notice(Standing.RETRACTED, said_by=("its title",)),)


def test_preprint_knows_its_published_version() -> None:
    relation = {
        "is-preprint-of": [{"id-type": "doi", "id": "10.1038/S1", "asserted-by": "subject"}]
    }
    work = {"DOI": "10.1101/1", "type": "posted-content", "relation": relation}
    assert status_of(work, "crossref").published_as == "10.1038/s1"


def test_versions_under_one_prefix_are_no_published_version() -> None:
    relation = {"has-version": [{"id-type": "doi", "id": "10.1101/1.v2"}]}
    work = {"DOI": "10.1101/1", "type": "posted-content", "relation": relation}
    assert status_of(work, "crossref").published_as == ""


def test_arxiv_names_the_published_version_and_withdrawals() -> None:
    assert status_of({"doi": "10.1103/X"}, "arxiv").published_as == "10.1103/x"
    assert status_of({"journal_ref": "Phys. Rev. B 1, 2"}, "arxiv").published_as
    assert status_of({"comment": "This paper has been withdrawn"}, "arxiv").grave
    assert status_of({"doi": "10.48550/arXiv.2001.1"}, "arxiv").published_as == ""


def test_pubmed_types_and_notices() -> None:
    record = {
        "types": ["Journal Article", "Retracted Publication"],
        "updates": [{"type": "RetractionIn", "pmid": "5"}, {"type": "ErratumIn", "pmid": "4"}],
    }
    status = status_of(record, "pubmed")
    assert [(n.standing, n.identifier) for n in status.notices] == [
        (Standing.RETRACTED, "PMID 5"),
        (Standing.CORRECTED, "PMID 4"),
    ]
    notice = {"types": ["Retraction Notice"], "updates": [{"type": "RetractionOf", "pmid": "3"}]}
    assert status_of(notice, "pubmed") == Status(notice_of=("PMID 3",))
    assert status_of({"types": ["Retracted Publication"]}, "pubmed").grave


def test_any_record_is_read_without_error() -> None:
    records: list[dict[str, Any]] = [{"updated-by": "x"}, {"updated-by": [1, {}]}, {"relation": []}]
    for broken in records:
        for source in ("crossref", "datacite"):
            assert status_of(broken, source).notices == ()


def test_real_records_have_the_standing_their_flags_say() -> None:
    """Kept real works: those with a foreign `updated-by` have notices, the others none."""
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        works = [json.loads(line) for line in lines]
    works = [w.get("message", w) for w in works]
    for work in works:
        title = (work.get("title") or [""])[0]
        status = status_of(work, "crossref", title)
        own = str(work["DOI"]).lower()
        foreign = [u for u in work.get("updated-by") or [] if u["DOI"].lower() != own]
        assert bool(status.notices) == (bool(foreign) or title_standing(title) is not None), own
