"""A page's own word on what it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from citare.errors import CouldNotAsk
from citare.model.identifiers import Clue
from citare.sources.page import identifier_of, read_identifier
from citare.web.client import Client
from tests.servers.local import Answer, Asked, LocalServer

PAGE = """<!DOCTYPE html><html><head><title>x</title>
<META NAME="citation_title" content="10.1/not-this">
<meta name="dc.identifier" content="urn:x:1">
<meta name="citation_doi" content="https://doi.org/10.2196/58161"/>
</head><body>10.1/nor-this</body></html>"""


class Publisher(LocalServer):
    """A publisher's site with one article, one moved article and one page without a word."""

    def answer(self, asked: Asked) -> Answer:
        if asked.path == "/article":
            return Answer(200, PAGE.encode(), "text/html")
        if asked.path == "/moved":
            return Answer(302, b"", "text/html", {"Location": "/article"})
        if asked.path == "/circle":
            return Answer(302, b"", "text/html", {"Location": "/circle"})
        return Answer(404 if asked.path == "/gone" else 200, b"<p>hello", "text/html")


@pytest.fixture
def site() -> Iterator[Publisher]:
    with Publisher() as server:
        yield server


@pytest.mark.parametrize("path", ["article", "moved"])
def test_the_stated_doi_is_found_behind_redirects_too(
    path: str, site: Publisher, client: Client
) -> None:
    found = client.run(identifier_of(f"{site.url}/{path}"))
    assert found == Clue("doi", "10.2196/58161")


@pytest.mark.parametrize("path", ["gone", "silent"])
def test_a_page_that_states_nothing_has_no_identifier(
    path: str, site: Publisher, client: Client
) -> None:
    assert client.run(identifier_of(f"{site.url}/{path}")) is None


def test_a_circle_of_redirects_could_not_be_asked(site: Publisher, client: Client) -> None:
    with pytest.raises(CouldNotAsk):
        client.run(identifier_of(f"{site.url}/circle"))


@pytest.mark.parametrize(
    ("html", "clue"),
    [
        ('<meta name="citation_pmid" content="41047321">', Clue("pmid", "41047321")),
        ('<meta name="citation_arxiv_id" content="2101.00001">', Clue("arxiv", "2101.00001")),
        ('<meta property="prism.doi" content="doi:10.1000/182">', Clue("doi", "10.1000/182")),
        ('<meta name="citation_doi">', None),
        ("<meta <<< name=citation_doi content='", None),
    ],
)
def test_what_pages_say_of_themselves(html: str, clue: Clue | None) -> None:
    assert read_identifier(html) == clue
