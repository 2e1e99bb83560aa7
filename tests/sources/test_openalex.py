"""OpenAlex: works."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from citare.model.variables import TYPES as CSL_TYPES
from citare.sources import openalex
from citare.sources.base import Found, NotAsked, NotFound, Response
from citare.sources.openalex import item_from_openalex
from citare.web.client import Client
from tests.servers.registries import Registries
from tests.sources import spoilt
from tests.sources.driving import drive


def found(answer: object) -> Found:
    assert isinstance(answer, Found), answer
    return answer


def test_every_work_becomes_an_item(client: Client, registries: Registries) -> None:
    for address in registries.openalex:
        doi = address.removeprefix("https://doi.org/")
        answer = found(client.run(openalex.lookup(doi)))
        assert answer.item.type in CSL_TYPES
        assert answer.item.get("title") and answer.identifier == doi


def test_a_work_that_is_not_there(client: Client) -> None:
    assert isinstance(client.run(openalex.lookup("10.9999/nope")), NotFound)
    answer, _ = drive(openalex.lookup("10.1000/a"), lambda _: Response(200, json.dumps(3).encode()))
    assert isinstance(answer, NotAsked)


@given(spoilt.records("openalex"))
def test_no_spoilt_record_breaks_the_mapping(record: dict[str, Any]) -> None:
    assert item_from_openalex(record).type in CSL_TYPES
