"""arXiv: preprints."""

from __future__ import annotations

from citare.model.name import Name
from citare.sources import arxiv
from citare.sources.base import Found, NotAsked, NotFound, Response
from citare.web.client import Client
from tests.servers.registries import Registries
from tests.sources.driving import drive


def found(answer: object) -> Found:
    assert isinstance(answer, Found), answer
    return answer


def test_a_preprint_keeps_what_is_known_of_its_publication(client: Client) -> None:
    answer = found(client.run(arxiv.lookup("hep-ex/0307015")))
    assert answer.identifier == "hep-ex/0307015v1"
    assert answer.record["doi"] == "10.1140/epjc/s2003-01326-x"
    assert answer.record["journal_ref"].startswith("Eur.Phys.J.")
    assert answer.item.get("archive_location") == "hep-ex/0307015"
    assert answer.item.names["author"] == (Name(literal="H1 Collaboration"),)


def test_a_version_asked_for_is_kept(client: Client) -> None:
    item = found(client.run(arxiv.lookup("2311.16162v1"))).item
    assert item.get("archive_location") == "2311.16162v1"
    assert isinstance(client.run(arxiv.lookup("2311.16162v9")), NotFound)


def test_hard_wrapped_titles_are_one_line(client: Client) -> None:
    item = found(client.run(arxiv.lookup("1902.02534"))).item
    assert "  " not in item.get("title") and "\n" not in item.get("title")


def test_many_are_one_request(client: Client, registries: Registries) -> None:
    wanted = ["2311.16162", "1902.02534", "2001.99999", "rubbish"]
    answers = client.run(arxiv.lookup_many(wanted))
    assert [type(a) for a in answers] == [Found, Found, NotFound, NotFound]
    assert len(registries.log) == 1


def test_an_error_entry_is_no_preprint() -> None:
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Error</title></entry></feed>'
    answer, _ = drive(arxiv.lookup("2311.16162"), lambda _: Response(200, feed.encode()))
    assert isinstance(answer, NotFound)


def test_being_throttled_is_no_verdict() -> None:
    answer, _ = drive(arxiv.lookup("2311.16162"), lambda _: Response(200, b"Rate exceeded."))
    assert isinstance(answer, NotAsked)
