"""DataCite: data sets, software and preprints."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from citare.model.dates import Date
from citare.model.name import Name
from citare.model.variables import TYPES as CSL_TYPES
from citare.sources import datacite
from citare.sources.base import Found, NotAsked, NotFound, Response
from citare.sources.datacite import item_from_attributes
from citare.web.client import Client
from tests.servers.registries import Registries
from tests.sources import spoilt
from tests.sources.driving import drive


def found(answer: object) -> Found:
    assert isinstance(answer, Found), answer
    return answer


def test_every_record_becomes_an_item(registries: Registries) -> None:
    for doi, record in registries.datacite.items():
        item = item_from_attributes(record)
        assert item.type in CSL_TYPES
        assert item.id == doi
        assert item.get("title") and item.names["author"] and item.dates["issued"].year


def test_software_has_its_version(client: Client) -> None:
    item = found(client.run(datacite.lookup("10.5281/zenodo.48440"))).item
    assert (item.type, item.get("version"), item.get("publisher")) == (
        "software",
        "v1.0",
        "Zenodo",
    )
    assert item.dates["issued"] == Date(parts=((2016, 3, 27),))


def test_an_organisation_is_no_person(client: Client) -> None:
    item = found(client.run(datacite.lookup("10.7910/dvn/nj7xso"))).item
    group = "International Genetics of Ankylosing Spondylitis Consortium (IGAS)"
    assert item.names["author"] == (Name(literal=group),)


def test_an_article_has_its_journal(client: Client) -> None:
    item = found(client.run(datacite.lookup("10.2312/geowissenschaften.1989.7.181"))).item
    assert item.get("container-title") == "Die Geowissenschaften"
    assert (item.get("volume"), item.get("issue"), item.get("page")) == ("7", "7", "181-186")


def test_an_arxiv_preprint_keeps_its_id(client: Client) -> None:
    item = found(client.run(datacite.lookup("10.48550/arxiv.2311.16162"))).item
    assert (item.type, item.get("genre")) == ("article", "Preprint")
    assert (item.get("archive"), item.get("archive_location")) == ("arXiv", "2311.16162")


def test_many_are_one_request(client: Client, registries: Registries) -> None:
    answers = client.run(datacite.lookup_many([*registries.datacite, "10.5281/none"]))
    assert all(isinstance(a, Found) for a in answers[:-1])
    assert isinstance(answers[-1], NotFound)
    assert len(registries.log) == 2


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"data": 3}', b"[]"])
def test_what_is_no_record_says_nothing(body: bytes) -> None:
    answer, _ = drive(datacite.lookup("10.5281/x"), lambda _: Response(200, body))
    assert isinstance(answer, NotAsked)


@given(spoilt.records("datacite"))
def test_no_spoilt_record_breaks_the_mapping(record: dict[str, Any]) -> None:
    assert item_from_attributes(record).type in CSL_TYPES
