"""doi.org: agencies, and content negotiation."""

from __future__ import annotations

import pytest

from citare.model.name import Name
from citare.sources import doi_org
from citare.sources.base import Found, NotAsked, Response
from citare.web.client import Client
from tests.servers.registries import Registries
from tests.sources.driving import drive, ok, silence


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


def test_content_negotiation_follows_to_the_agency(client: Client) -> None:
    item = found(client.run(doi_org.lookup("10.11234/composed-article", "JaLC"))).item
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
