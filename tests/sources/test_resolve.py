"""An identifier of any kind leads to its record, and three answers stay three."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from citare.sources import resolve
from citare.sources.base import Answer, Found, NotAsked, NotFound
from citare.web.cache import Cache
from citare.web.client import Client
from tests.servers.crossref import CrossrefServer
from tests.servers.registries import Registries


def ask(client: Client, kind: str, identifier: str) -> Answer:
    return client.run(resolve.lookup(kind, identifier))


def test_dois_come_from_whichever_agency_has_them(client: Client, registries: Registries) -> None:
    wanted = {
        "10.2196/58161": "crossref",
        "10.5281/zenodo.48440": "datacite",
        "10.11234/composed-article": "doi",
    }
    answers = client.run(resolve.dois(list(wanted)))
    assert [getattr(a, "item", None) and a.source for a in answers] == list(wanted.values())
    assert len(registries.log) <= 5


def test_a_doi_that_nobody_has_is_not_found_on_doi_orgs_word(client: Client) -> None:
    answer = ask(client, "doi", "10.9999/nope")
    assert isinstance(answer, NotFound)
    assert (answer.source, answer.reason) == ("doi", "DOI does not exist")
    assert isinstance(ask(client, "doi", "rubbish"), NotFound)


def test_an_agency_without_data_is_named(client: Client) -> None:
    answer = ask(client, "doi", "10.11235/composed-without-data")
    assert isinstance(answer, NotAsked)
    assert answer.agency == "KISTI"


def test_a_doi_registered_but_absent_is_no_invention(
    client: Client, registries: Registries
) -> None:
    registries.crossref_dois = {"10.1000/new"}
    answer = ask(client, "doi", "10.1000/new")
    assert isinstance(answer, NotAsked)
    assert answer.agency == "Crossref"


def test_where_doi_org_knows_no_agency_nothing_is_said(
    client: Client, registries: Registries
) -> None:
    """ "Unknown" is doi.org's word for a DOI whose agency it does not know; it is no denial."""
    registries.unknown = {"10.9999/somebodys"}
    assert isinstance(ask(client, "doi", "10.9999/somebodys"), NotAsked)


def test_where_doi_org_is_silent_nothing_is_said(client: Client, registries: Registries) -> None:
    registries.down = {"doi"}
    assert isinstance(ask(client, "doi", "10.9999/nope"), NotAsked)
    assert isinstance(ask(client, "doi", "10.5281/zenodo.48440"), NotAsked)


def test_where_doi_org_is_silent_crossref_is_asked_all_the_same(
    client: Client, registries: Registries, crossref: CrossrefServer
) -> None:
    """Its lists leave aliases out; it knows them one by one."""
    others = [doi for doi in crossref.works if "," not in doi][:4]
    registries.down = {"doi"}
    answers = client.run(resolve.dois([next(iter(crossref.aliases)), *others]))
    assert [type(answer) for answer in answers] == [Found] * 5


def test_where_crossref_is_silent_nothing_is_said(client: Client, crossref: CrossrefServer) -> None:
    crossref.fail_after(0)
    assert isinstance(ask(client, "doi", "10.2196/58161"), NotAsked)


def test_dois_of_other_agencies_cost_hardly_any_request(
    client: Client, crossref: CrossrefServer, registries: Registries
) -> None:
    """doi.org is asked once for all that a list leaves out, not Crossref for each."""
    dois = [*registries.datacite, "10.26434/chemrxiv.5406907", "10.9999/nope"]
    answers = client.run(resolve.dois(dois))
    kinds = [type(answer) for answer in answers]
    assert kinds == [Found] * (len(dois) - 1) + [NotFound]
    assert len(crossref.log) == 3  # one list, the alias, its prime
    assert len(registries.log) == 2  # one agency request, one DataCite query


def test_pubmed_ids_lead_to_the_registered_record(client: Client) -> None:
    for kind, identifier in (("pmid", "39871336"), ("pmcid", "PMC11773843")):
        answer = ask(client, kind, identifier)
        assert isinstance(answer, Found)
        assert answer.source == "crossref"
        assert answer.item.get("PMID") == "39871336"
        assert answer.item.get("PMCID") == "PMC11773843"
        assert answer.asked_for == identifier


def test_many_articles_are_fetched_at_once(client: Client, registries: Registries) -> None:
    pmids = [("pmid", pmid) for pmid in registries.articles]
    answers = client.run(resolve.lookup_many([*pmids, ("pmcid", "PMC11773843")]))
    assert all(isinstance(answer, Found) for answer in answers)
    asked = [request.path for request in registries.log]
    assert asked.count("/pubmed/efetch.fcgi") == 1
    assert len(asked) == 3  # the converter, PubMed, doi.org for what Crossref does not have


def test_a_kind_without_a_source_is_refused(client: Client) -> None:
    with pytest.raises(ValueError, match="orcid"):
        client.run(resolve.lookup("orcid", "0000-0002-1392-1832"))


def test_an_article_that_crossref_does_not_know_is_pubmeds(client: Client) -> None:
    answer = ask(client, "pmid", "14617124")
    assert isinstance(answer, Found)
    assert answer.source == "pubmed"
    assert isinstance(ask(client, "pmid", "1"), NotFound)
    assert isinstance(ask(client, "pmcid", "PMC9999999"), NotFound)


def test_many_of_all_kinds_come_back_in_order(client: Client) -> None:
    wanted = [
        ("isbn", "9780980200447"),
        ("doi", "10.2196/58161"),
        ("arxiv", "hep-ex/0307015"),
        ("doi", "10.9999/nope"),
        ("isbn", "9780980200447"),
    ]
    answers = client.run(resolve.lookup_many(wanted))
    kinds = ["book", "article-journal", "article", None, "book"]
    assert [a.item.type if isinstance(a, Found) else None for a in answers] == kinds


def test_a_denial_is_asked_again_the_next_day(
    crossref: CrossrefServer, registries: Registries, tmp_path: Path
) -> None:
    """A DOI registered after doi.org said no is found once a day has passed."""
    addresses = {"crossref": crossref.url, **registries.base_urls}
    later = datetime.now(UTC) + timedelta(days=2)
    for now, kind in ((datetime.now(UTC), NotFound), (later, Found)):
        with Client(
            addresses, cache=Cache(tmp_path), now=partial(datetime.astimezone, now)
        ) as client:
            assert isinstance(ask(client, "doi", "10.5281/zenodo.900"), kind)
        record = registries.datacite["10.5281/zenodo.48440"]
        registries.datacite["10.5281/zenodo.900"] = {**record, "doi": "10.5281/zenodo.900"}
