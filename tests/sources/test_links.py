"""Alive, dead, or not to be told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from citare.sources.links import Life, Link, check
from citare.web.client import Client
from tests.servers.local import Answer, Asked, LocalServer


class Site(LocalServer):
    """Pages that are there, gone, moved, shy of HEAD, shy of robots, or out of order."""

    def answer(self, asked: Asked) -> Answer:
        page = asked.path.strip("/")
        if page == "moved":
            return Answer(301, b"", "text/html", {"Location": "/there"})
        if page == "elsewhere":
            return Answer(302, b"", "text/html", {"Location": "/there"})
        if page == "nowhere":
            return Answer(302, b"", "text/html", {"Location": "http://[half"})
        if page == "circle":
            return Answer(302, b"", "text/html", {"Location": "/circle"})
        if page == "no-head" and asked.method == "HEAD":
            return Answer(404, b"", "text/html")
        status = {"gone": 410, "missing": 404, "robots": 403}.get(page, 200)
        return Answer(status, b"" if asked.method == "HEAD" else b"page", "text/html")


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        yield server


@pytest.mark.parametrize(
    ("page", "life"),
    [
        ("there", Life.ALIVE),
        ("no-head", Life.ALIVE),
        ("elsewhere", Life.ALIVE),
        ("gone", Life.DEAD),
        ("missing", Life.DEAD),
        ("robots", Life.UNKNOWN),
        ("circle", Life.UNKNOWN),
    ],
)
def test_only_a_server_that_says_so_makes_a_page_dead(
    page: str, life: Life, site: Site, client: Client
) -> None:
    url = f"{site.url}/{page}"
    assert client.run(check([url]))[url].life is life


def test_a_page_that_moved_for_good_is_told(site: Site, client: Client) -> None:
    url = f"{site.url}/moved"
    assert client.run(check([url]))[url] == Link(url, Life.ALIVE, moved=f"{site.url}/there")


def test_a_server_that_is_not_there_says_nothing_about_the_page(client: Client) -> None:
    url = "http://127.0.0.1:9/page"
    assert client.run(check([url]))[url].life is Life.UNKNOWN


def test_all_addresses_are_asked_and_head_comes_first(site: Site, client: Client) -> None:
    urls = [f"{site.url}/there", f"{site.url}/gone"]
    found = client.run(check(urls))
    assert set(found) == set(urls)
    assert site.log[0].method == "HEAD"


def test_a_redirect_to_no_address_keeps_the_other_links_checked(site: Site, client: Client) -> None:
    urls = [f"{site.url}/nowhere", f"{site.url}/gone"]
    found = client.run(check(urls))
    assert found[urls[1]].life is Life.DEAD
    assert found[urls[0]].life is not Life.DEAD
