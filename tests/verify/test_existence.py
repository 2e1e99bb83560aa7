"""Not found and could not ask stay different answers."""

from citare.sources.base import NotAsked, NotFound
from citare.verify.verdict import existence_of

DOI = "10.1234/x"


def test_unregistered_only_when_doi_org_says_so() -> None:
    """doi.org's word alone makes a DOI unregistered; another source's is "no record"."""
    existence = existence_of(DOI, NotFound(DOI, "doi", reason="DOI does not exist"))
    assert existence.code == "unregistered-doi"
    assert not existence.unknown
    elsewhere = existence_of(DOI, NotFound(DOI, "crossref", asked="2026-11-22"))
    assert elsewhere.code == "no-record"
    assert elsewhere.message == f"no record of {DOI} found by Crossref"


def test_outage_leaves_it_unknown() -> None:
    """A source that did not answer says nothing, and is named as people know it."""
    existence = existence_of(DOI, NotAsked(DOI, "doi", "HTTP 504"))
    assert existence.unknown
    assert existence.message == "could not ask doi.org: HTTP 504"


def test_doi_of_an_agency_without_a_record_is_not_called_missing() -> None:
    """A registered DOI is not checked, whoever has no record of it."""
    reason = "registered with mEDRA, which gave no record"
    existence = existence_of(DOI, NotAsked(DOI, "doi", reason, "mEDRA"))
    assert existence.unknown
    assert existence.message == reason
