"""Found, not found and could not ask stay three different answers."""

from citare.model.item import Item
from citare.sources.base import Found, NotAsked, NotFound
from citare.sources.doi_org import Agency
from citare.verify.verdict import of_doi

DOI = "10.1234/x"
MISSING = NotFound(DOI, "crossref", asked="2026-11-22")
SILENT = NotAsked(DOI, "crossref", "timed out")


def test_found_says_nothing() -> None:
    found = Found(Item("", "article-journal"), DOI, "crossref")
    assert of_doi(DOI, [MISSING, found]) is None


def test_unregistered_only_when_doi_org_says_so() -> None:
    existence = of_doi(DOI, [MISSING], Agency(DOI, exists=False))
    assert existence is not None
    assert existence.code == "unregistered-doi"
    assert not existence.unknown


def test_outage_leaves_it_unknown() -> None:
    for answers, agency in (
        ([SILENT], None),
        ([MISSING], Agency(DOI, reason="HTTP 504")),
        ([], None),
    ):
        existence = of_doi(DOI, answers, agency)
        assert existence is not None
        assert existence.unknown
        assert "could not ask" in existence.message or "nobody" in existence.message


def test_doi_of_an_agency_without_a_record_is_not_called_missing() -> None:
    existence = of_doi(DOI, [MISSING], Agency(DOI, agency="mEDRA", exists=True))
    assert existence is not None
    assert existence.unknown
    assert "mEDRA" in existence.message


def test_no_record_names_who_was_asked_and_accuses_nobody() -> None:
    elsewhere = NotFound(DOI, "datacite", asked="2026-11-22")
    existence = of_doi(DOI, [MISSING, elsewhere], Agency(DOI, exists=True))
    assert existence is not None
    assert existence.message == f"no record of {DOI} found by Crossref and DataCite"


def test_no_record_is_not_said_when_one_source_was_silent() -> None:
    existence = of_doi(DOI, [MISSING, SILENT], Agency(DOI, exists=True))
    assert existence is not None
    assert existence.unknown
