"""Look-ups at Crossref: what is asked, and what each kind of answer means."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from citare.errors import CouldNotAsk
from citare.sources import crossref
from citare.sources.base import Found, NotAsked, NotFound, Reply, Request, Response
from citare.sources.crossref import MOST_BYTES, MOST_PER_REQUEST
from tests.sources.driving import drive, ok, silence

WORK = {"DOI": "10.1000/a", "type": "journal-article", "title": ["T"]}


def test_one_work_is_asked_for_with_its_doi_encoded() -> None:
    doi = "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"
    found, batches = drive(crossref.lookup(doi), lambda _: ok({"message": {**WORK, "DOI": doi}}))
    assert isinstance(found, Found)
    assert batches[0][0].path == "works/" + quote(doi, safe="")
    assert found.record["title"] == ["T"]
    assert found.asked


@pytest.mark.parametrize(
    "reply",
    [
        Response(200, b"<html>hello</html>"),
        Response(200, b"not json"),
        Response(200, b'{"message": null}'),
        Response(404, b"<html>proxy</html>"),
        Response(400, b"<html>proxy</html>"),
        Response(403, b""),
        CouldNotAsk("crossref", "timed out"),
    ],
)
def test_an_answer_that_is_no_record_says_nothing_about_the_reference(reply: Reply) -> None:
    answer, _ = drive(crossref.lookup("10.1000/a"), lambda _: reply)
    assert isinstance(answer, NotAsked)


def test_not_found_comes_as_text_labelled_json() -> None:
    answer, _ = drive(crossref.lookup("10.1000/a"), lambda _: Response(404, b"Resource not found."))
    assert isinstance(answer, NotFound)


def test_an_alias_leads_to_the_prime_doi() -> None:
    def answer(request: Request) -> Reply:
        if request.path.endswith("alias"):
            return Response(301, b"", {"location": "/works/10.1000/A"})
        return ok({"message": WORK})

    found, _ = drive(crossref.lookup("10.1000/alias"), answer)
    assert isinstance(found, Found)
    assert (found.identifier, found.asked_for) == ("10.1000/a", "10.1000/alias")


def test_the_record_of_another_doi_is_no_answer() -> None:
    """A work under another DOI, which names no alias, says nothing of the one asked for."""
    other = ok({"message": {**WORK, "DOI": "10.1000/other"}})
    answer, _ = drive(crossref.lookup("10.1000/this"), lambda _: other)
    assert isinstance(answer, NotAsked)
    assert "10.1000/other" in answer.reason


def test_an_alias_resolved_by_the_server_names_the_prime_doi() -> None:
    other = ok({"message": {**WORK, "DOI": "10.1000/Prime", "aliases": ["10.1000/Alias"]}})
    found, _ = drive(crossref.lookup("10.1000/alias"), lambda _: other)
    assert isinstance(found, Found)
    assert (found.identifier, found.asked_for) == ("10.1000/prime", "10.1000/alias")


@pytest.mark.parametrize(
    "location", ["/works/10.1000/alias", "", "ftp://x/y", "http://[bad", "/nowhere"]
)
def test_a_redirect_to_nowhere_ends(location: str) -> None:
    reply = Response(301, b"", {"location": location})
    answer, batches = drive(crossref.lookup("10.1000/alias"), lambda _: reply)
    assert isinstance(answer, NotAsked)
    assert len(batches) <= 4


def test_batches_hold_forty_dois_and_stay_short() -> None:
    dois = [f"10.1000/{'<;>' * 20}{n}" for n in range(100)] + [f"10.1000/{n}" for n in range(100)]
    requests = [r for r in batch_requests(dois) if r.pool == "list"]
    assert len(requests) >= 5
    for request in requests:
        value = dict(request.params)["filter"]
        assert value.count("doi:") <= MOST_PER_REQUEST
        assert len(quote(value, safe="")) <= MOST_BYTES
        assert int(dict(request.params)["rows"]) == value.count("doi:")
        assert "select" not in dict(request.params)


def batch_requests(dois: list[str]) -> list[Request]:
    _, batches = drive(crossref.lookup_listed(dois), silence)
    return [request for batch in batches for request in batch if request.cache != "only"]


def test_dois_with_commas_and_what_are_none_are_kept_out_of_filters() -> None:
    dois = ["10.1000/a,b", "rubbish", "10.1000/1", "10.1000/2", "10.1000/3"]
    filters = [dict(r.params)["filter"] for r in batch_requests(dois)]
    assert filters == ["doi:10.1000/1,doi:10.1000/2,doi:10.1000/3"]


def test_all_batches_go_out_together() -> None:
    _, batches = drive(crossref.lookup_listed([f"10.1000/{n}" for n in range(1000)]), silence)
    assert [len(b) for b in batches if b[0].cache != "only"] == [25]


def test_a_malformed_doi_is_found_by_halving() -> None:
    def answer(request: Request) -> Reply:
        if request.cache == "only":
            return CouldNotAsk("crossref", "not in the cache")
        if "filter" in dict(request.params):
            listed = dict(request.params)["filter"].replace("doi:", "").split(",")
            if "10.1000/7" in listed:
                return ok({"status": "failed", "message": [{"type": "doi-invalid"}]}, 400)
            return ok({"message": {"items": [{**WORK, "DOI": doi} for doi in listed]}})
        return Response(404, b"Resource not found.")

    dois = [f"10.1000/{n}" for n in range(40)]
    answers, _ = drive(crossref.lookup_many(dois), answer)
    assert [type(a).__name__ for a in answers].count("Found") == 39
    assert isinstance(answers[7], NotFound)


def test_a_batch_without_answer_leaves_the_others() -> None:
    def answer(request: Request) -> Reply:
        value = dict(request.params).get("filter", "")
        if request.cache == "only" or "doi:10.1000/0," in value:
            return CouldNotAsk("crossref", "timed out")
        items = [{**WORK, "DOI": doi} for doi in value.replace("doi:", "").split(",")]
        return ok({"message": {"items": items}})

    answers, _ = drive(crossref.lookup_many([f"10.1000/{n}" for n in range(80)]), answer)
    kinds = [type(a).__name__ for a in answers]
    assert kinds == ["NotAsked"] * 40 + ["Found"] * 40


def test_answers_come_in_the_order_asked_for_duplicates_and_case_included() -> None:
    def answer(request: Request) -> Reply:
        doi = request.path.removeprefix("works/").replace("%2F", "/")
        return ok({"message": {**WORK, "DOI": doi}})

    asked = ["10.1000/B", "https://doi.org/10.1000/A", "10.1000/b"]
    answers, _ = drive(crossref.lookup_many(asked), answer)
    assert [a.identifier for a in answers] == ["10.1000/b", "10.1000/a", "10.1000/b"]


def test_a_search_without_answer_is_no_empty_result() -> None:
    with pytest.raises(CouldNotAsk):
        drive(crossref.search({"bibliographic": "x"}), silence)
    found, batches = drive(
        crossref.search({"bibliographic": "x", "author": ""}, rows=5),
        lambda _: ok({"message": {"items": [WORK]}}),
    )
    assert found == [WORK]
    assert batches[0][0].params == (("query.bibliographic", "x"), ("rows", "5"))
