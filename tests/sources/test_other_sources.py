"""DataCite, doi.org, PubMed, arXiv, Open Library, OpenAlex: their records as items."""

from __future__ import annotations

import json

import pytest

from citare.errors import CouldNotAsk
from citare.model.date import Date
from citare.model.name import OTHERS, Name
from citare.model.variables import TYPES as CSL_TYPES
from citare.sources import arxiv, datacite, doi_content, doi_ra, openalex, openlibrary, pubmed
from citare.sources.base import Found, NotAsked, NotFound, Response
from citare.sources.datacite_item import item_from_attributes
from citare.sources.pubmed_item import full_pages
from citare.sources.xml_text import parse
from citare.web.client import Client
from tests.servers.registries import Registries
from tests.sources.driving import always, drive, ok, silence


def found(answer: object) -> Found:
    assert isinstance(answer, Found), answer
    return answer


class TestDataCite:
    def test_every_record_becomes_an_item(self, registries: Registries) -> None:
        for doi, record in registries.datacite.items():
            item = item_from_attributes(record)
            assert item.type in CSL_TYPES
            assert item.id == doi
            assert item.get("title") and item.names["author"] and item.dates["issued"].year

    def test_software_has_its_version(self, client: Client) -> None:
        item = found(client.run(datacite.lookup("10.5281/zenodo.48440"))).item
        assert (item.type, item.get("version"), item.get("publisher")) == (
            "software",
            "v1.0",
            "Zenodo",
        )
        assert item.dates["issued"] == Date(parts=((2016, 3, 27),))

    def test_an_organisation_is_no_person(self, client: Client) -> None:
        item = found(client.run(datacite.lookup("10.7910/dvn/nj7xso"))).item
        group = "International Genetics of Ankylosing Spondylitis Consortium (IGAS)"
        assert item.names["author"] == (Name(literal=group),)

    def test_an_article_has_its_journal(self, client: Client) -> None:
        item = found(client.run(datacite.lookup("10.2312/geowissenschaften.1989.7.181"))).item
        assert item.get("container-title") == "Die Geowissenschaften"
        assert (item.get("volume"), item.get("issue"), item.get("page")) == ("7", "7", "181-186")

    def test_an_arxiv_preprint_keeps_its_id(self, client: Client) -> None:
        item = found(client.run(datacite.lookup("10.48550/arxiv.2311.16162"))).item
        assert (item.type, item.get("genre")) == ("article", "Preprint")
        assert (item.get("archive"), item.get("archive_location")) == ("arXiv", "2311.16162")

    def test_many_are_one_request(self, client: Client, registries: Registries) -> None:
        answers = client.run(datacite.lookup_many([*registries.datacite, "10.5281/none"]))
        assert all(isinstance(a, Found) for a in answers[:-1])
        assert isinstance(answers[-1], NotFound)
        assert len(registries.log) == 2

    @pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"data": 3}', b"[]"])
    def test_what_is_no_record_says_nothing(self, body: bytes) -> None:
        answer, _ = drive(datacite.lookup("10.5281/x"), lambda _: Response(200, body))
        assert isinstance(answer, NotAsked)


class TestDoiOrg:
    def test_agencies_are_asked_by_hundreds(self, client: Client, registries: Registries) -> None:
        dois = [*registries.datacite, "10.9999/nope", "10.1000/a,b"]
        said = client.run(doi_ra.agencies(dois + [f"10.9999/{n}" for n in range(100)]))
        assert said["10.5281/zenodo.48440"].agency == "DataCite"
        assert said["10.9999/nope"].exists is False
        assert said["10.1000/a,b"].exists is not True
        assert len(registries.log) == 3

    def test_silence_is_no_verdict(self) -> None:
        said, _ = drive(doi_ra.agencies(["10.1000/a"]), silence)
        assert said["10.1000/a"].exists is None
        said, _ = drive(doi_ra.agencies(["10.1000/a"]), lambda _: Response(200, b"<html>"))
        assert said["10.1000/a"].exists is None
        said, _ = drive(doi_ra.agencies(["10.1000/a"]), lambda _: ok([]))
        assert said["10.1000/a"].exists is None

    def test_content_negotiation_follows_to_the_agency(self, client: Client) -> None:
        item = found(client.run(doi_content.lookup("10.11234/composed-article", "JaLC"))).item
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
    def test_odd_ways_end_without_a_verdict(self, reply: Response) -> None:
        answer, batches = drive(doi_content.lookup("10.1000/a"), lambda _: reply)
        assert isinstance(answer, NotAsked)
        assert len(batches) <= 5


class TestPubMed:
    def test_articles_come_by_hundreds(self, client: Client, registries: Registries) -> None:
        answers = client.run(pubmed.lookup_many([*registries.articles, "1"]))
        assert all(isinstance(a, Found) for a in answers[:-1])
        assert isinstance(answers[-1], NotFound)
        assert len(registries.log) == 1

    def test_an_article(self, client: Client) -> None:
        answer = found(client.run(pubmed.lookup("23684686")))
        item = answer.item
        assert item.get("title") == (
            "Subtle post-procedural cognitive dysfunction after atrial fibrillation ablation"
        )
        assert item.get("page") == "531-539"
        assert item.get("DOI") == "10.1016/j.jacc.2013.03.073"
        assert item.get("language") == "en"
        assert item.names["author"][0] == Name(family="Medi", given="Caroline")
        assert item.dates["issued"] == Date(parts=((2013, 8, 6),))
        assert "Journal Article" in answer.record["types"]

    def test_an_incomplete_author_list_ends_in_others(self, client: Client) -> None:
        item = found(client.run(pubmed.lookup("41047321"))).item
        assert item.names["author"][-1] == OTHERS

    @pytest.mark.parametrize(
        ("short", "full"),
        [
            ("531-9", "531-539"),
            ("1107-9", "1107-1109"),
            ("e12-5", "e12-e15"),
            ("129", "129"),
            ("99-101", "99-101"),
            ("167; author reply 167-8", "167"),
            ("S1-12", "S1-S12"),
        ],
    )
    def test_short_page_ranges_are_written_out(self, short: str, full: str) -> None:
        assert full_pages(short) == full

    def test_only_unknown_ids_are_not_found(self, client: Client) -> None:
        assert isinstance(client.run(pubmed.lookup("1")), NotFound)
        assert isinstance(client.run(pubmed.lookup("rubbish")), NotFound)

    def test_silence_and_other_pages_are_no_verdict(self) -> None:
        for reply in (Response(200, b"<html/>"), Response(200, b"{"), Response(500, b"")):
            answer, _ = drive(pubmed.lookup("1"), always(reply))
            assert isinstance(answer, NotAsked)
        answer, _ = drive(pubmed.lookup("PMC123456"), silence)
        assert isinstance(answer, NotAsked)

    def test_a_doi_leads_to_its_pmid(self, client: Client) -> None:
        assert client.run(pubmed.find_by_doi("10.2196/58161")) == "39912237"
        assert client.run(pubmed.find_by_doi("10.9999/nope")) == ""
        with pytest.raises(CouldNotAsk):
            drive(pubmed.find_by_doi("10.9999/nope"), silence)

    def test_identifiers_are_converted(self, client: Client) -> None:
        known = client.run(pubmed.convert(["PMC11773843", "PMC9999999"]))
        assert known == {
            "PMC11773843": pubmed.Identifiers(
                "39871336", "PMC11773843", "10.1186/s12909-025-06719-5"
            )
        }


class TestArxiv:
    def test_a_preprint_keeps_what_is_known_of_its_publication(self, client: Client) -> None:
        answer = found(client.run(arxiv.lookup("hep-ex/0307015")))
        assert answer.identifier == "hep-ex/0307015v1"
        assert answer.record["doi"] == "10.1140/epjc/s2003-01326-x"
        assert answer.record["journal_ref"].startswith("Eur.Phys.J.")
        assert answer.item.get("archive_location") == "hep-ex/0307015"
        assert answer.item.names["author"] == (Name(literal="H1 Collaboration"),)

    def test_a_version_asked_for_is_kept(self, client: Client) -> None:
        item = found(client.run(arxiv.lookup("2311.16162v1"))).item
        assert item.get("archive_location") == "2311.16162v1"
        assert isinstance(client.run(arxiv.lookup("2311.16162v9")), NotFound)

    def test_hard_wrapped_titles_are_one_line(self, client: Client) -> None:
        item = found(client.run(arxiv.lookup("1902.02534"))).item
        assert "  " not in item.get("title") and "\n" not in item.get("title")

    def test_many_are_one_request(self, client: Client, registries: Registries) -> None:
        wanted = ["2311.16162", "1902.02534", "2001.99999", "rubbish"]
        answers = client.run(arxiv.lookup_many(wanted))
        assert [type(a) for a in answers] == [Found, Found, NotFound, NotFound]
        assert len(registries.log) == 1

    def test_an_error_entry_is_no_preprint(self) -> None:
        feed = (
            '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Error</title></entry></feed>'
        )
        answer, _ = drive(arxiv.lookup("2311.16162"), lambda _: Response(200, feed.encode()))
        assert isinstance(answer, NotFound)

    def test_being_throttled_is_no_verdict(self) -> None:
        answer, _ = drive(arxiv.lookup("2311.16162"), lambda _: Response(200, b"Rate exceeded."))
        assert isinstance(answer, NotAsked)


class TestOpenLibrary:
    def test_books_by_isbn_10_and_13(self, client: Client, registries: Registries) -> None:
        wanted = ["9780980200447", "0-14-032872-6", "9780306406157", "123"]
        answers = client.run(openlibrary.lookup_many(wanted))
        assert [type(a) for a in answers] == [Found, Found, NotFound, NotFound]
        item = found(answers[1]).item
        assert item.names["author"] == (Name(family="Dahl", given="Roald"),)
        assert item.dates["issued"] == Date(parts=((1988, 10, 1),))
        assert found(answers[0]).item.dates["issued"] == Date(parts=((2009, 3),))
        assert len(registries.log) == 1

    def test_silence_is_no_verdict(self) -> None:
        answer, _ = drive(openlibrary.lookup("9780980200447"), lambda _: Response(200, b"<html>"))
        assert isinstance(answer, NotAsked)


class TestOpenAlex:
    def test_every_work_becomes_an_item(self, client: Client, registries: Registries) -> None:
        for address in registries.openalex:
            doi = address.removeprefix("https://doi.org/")
            answer = found(client.run(openalex.lookup(doi)))
            assert answer.item.type in CSL_TYPES
            assert answer.item.get("title") and answer.identifier == doi

    def test_a_work_that_is_not_there(self, client: Client) -> None:
        assert isinstance(client.run(openalex.lookup("10.9999/nope")), NotFound)
        answer, _ = drive(
            openalex.lookup("10.1000/a"), lambda _: Response(200, json.dumps(3).encode())
        )
        assert isinstance(answer, NotAsked)


def test_xml_with_entities_of_its_own_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(ValueError, match="entities"):
        parse(bomb)
    with pytest.raises(ValueError, match="not XML"):
        parse(b"<a>")
