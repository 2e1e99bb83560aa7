"""doi.org: agencies, and content negotiation."""

from __future__ import annotations

import pytest

from citare.model.name import Name
from citare.sources import doi_org
from citare.sources.base import NOT_THERE_DAYS, Found, Keep, NotAsked, Request, Response
from citare.web.client import Client
from tests.servers.registries import Registries
from tests.sources.driving import drive, ok, silence

DOI = "10.1000/a"


def found(answer: object) -> Found:
    assert isinstance(answer, Found), answer
    return answer


def test_agencies_are_asked_by_hundreds(client: Client, registries: Registries) -> None:
    dois = [*registries.datacite, "10.9999/nope", "10.1000/a,b"]
    said = client.run(doi_org.agencies(dois + [f"10.9999/{n}" for n in range(100)]))
    assert said["10.5281/zenodo.48440"].agency == "DataCite"
    assert said["10.9999/nope"].exists is False
    assert said["10.1000/a,b"].exists is not True
    assert len(registries.log) == 3


def test_silence_is_no_verdict() -> None:
    said, _ = drive(doi_org.agencies(["10.1000/a"]), silence)
    assert said["10.1000/a"].exists is None
    said, _ = drive(doi_org.agencies(["10.1000/a"]), lambda _: Response(200, b"<html>"))
    assert said["10.1000/a"].exists is None
    said, _ = drive(doi_org.agencies(["10.1000/a"]), lambda _: ok([]))
    assert said["10.1000/a"].exists is None


@pytest.mark.parametrize(
    ("status", "exists"),
    [
        *(("DOI does not exist", False), ("Invalid DOI", False), ("Unknown", None)),
        ("Internal error, try later", None),
    ],
)
def test_only_two_texts_mean_no(status: str, exists: bool | None) -> None:
    """Any other status says nothing (DOI Handbook, "Which RA?")."""
    said, _ = drive(doi_org.agencies([DOI]), lambda _: ok([{"DOI": DOI, "status": status}]))
    assert said[DOI].exists is exists


def test_an_entry_of_another_doi_is_no_answer() -> None:
    """One entry for one DOI counts only if it names that DOI."""
    said, _ = drive(doi_org.agencies([DOI]), lambda _: ok([{"DOI": "10.1/b", "RA": "Crossref"}]))
    assert said[DOI].agency == ""
    assert said[DOI].exists is None


def test_a_no_is_kept_for_a_day_and_an_agency_for_longer() -> None:
    """Each DOI of a batch is kept apart; what says nothing is not kept."""
    entries = [
        {"DOI": "10.1000/a", "RA": "DataCite"},
        {"DOI": "10.1000/b", "status": "DOI does not exist"},
        {"DOI": "10.1000/c", "status": "Unknown"},
    ]
    task = doi_org.agencies(["10.1000/a", "10.1000/b", "10.1000/c", "10.1000/d"])
    asked = next(task)
    asked = task.send([silence(request) for request in asked if isinstance(request, Request)])
    assert len(asked) == 1
    kept = [keep for keep in task.send([ok(entries)]) if isinstance(keep, Keep)]
    days = {keep.request.path: keep.days for keep in kept}
    assert days == {"ra/10.1000/a": None, "ra/10.1000/b": NOT_THERE_DAYS}


def test_content_negotiation_follows_to_the_agency(client: Client) -> None:
    item = found(client.run(doi_org.lookup("10.11234/composed-article"))).item
    assert item.get("title") == "A & B: <i>composed</i> record"
    assert item.names["author"][1] == Name(literal="The Record Group")
    assert item.get("page") == "45-52"


@pytest.mark.parametrize(
    "reply",
    [
        Response(302, b"", {"location": "ftp://example.org/x"}),
        Response(302, b"", {"location": "http://[bad"}),
        Response(302, b"", {}),
        Response(302, b"", {"location": "https://example.org/again"}),
        Response(200, b"<html>"),
        Response(200, b"[]"),
        Response(500, b""),
    ],
)
def test_odd_ways_end_without_a_verdict(reply: Response) -> None:
    answer, batches = drive(doi_org.lookup("10.1000/a"), lambda _: reply)
    assert isinstance(answer, NotAsked)
    assert len(batches) <= 5
