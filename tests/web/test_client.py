"""The client against a real server: cache, pace, retries, outages, and whom it tells what."""

from __future__ import annotations

import _thread
import contextlib
import gzip
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

import pytest

from citare.errors import CouldNotAsk
from citare.sources import crossref as source
from citare.sources.base import Found, NotAsked, NotFound, Reply, Request, Response, Task
from citare.sources.registry import Limit
from citare.web.cache import Cache
from citare.web.client import Client, Progress
from tests.servers.crossref import CrossrefServer
from tests.servers.local import Answer, Asked, LocalServer

ONE = "10.2196/58161"


def ask(*requests: Request) -> Task[list[Reply]]:
    """A task that asks once and returns the replies."""
    return list((yield requests))


def asked_for(client: Client, *requests: Request) -> list[Reply]:
    return client.run(ask(*requests))


def make(server: LocalServer, cache: Path | None = None, **options: object) -> Client:
    settings: dict[str, object] = {"backoff": 0.01, "timeout": 5, **options}
    kept = Cache(cache) if cache else None
    return Client({"crossref": server.url}, cache=kept, **settings)  # type: ignore[arg-type]


class TestCache:
    def test_nobody_is_asked_twice(self, client: Client, crossref: CrossrefServer) -> None:
        first = client.run(source.lookup(ONE))
        assert client.run(source.lookup(ONE)) == first
        assert len(crossref.log) == 1
        assert client.requests.total() == client.answered_from_cache == 1

    def test_records_out_of_a_batch_answer_single_questions(
        self, client: Client, crossref: CrossrefServer
    ) -> None:
        dois = [doi for doi in crossref.works if "," not in doi][:30]
        client.run(source.lookup_many(dois))
        assert len(crossref.log) == 1
        client.run(source.lookup(dois[3]))
        client.run(source.lookup_many(dois[5:20]))
        assert len(crossref.log) == 1

    def test_offline_answers_from_the_cache_of_any_age_and_asks_nobody(
        self, crossref: CrossrefServer, tmp_path: Path
    ) -> None:
        with make(crossref, tmp_path) as client:
            client.run(source.lookup(ONE))
        later = datetime.now(UTC) + timedelta(days=900)
        with make(crossref, tmp_path, offline=True, now=lambda: later) as client:
            assert isinstance(client.run(source.lookup(ONE)), Found)
            answer = client.run(source.lookup("10.1186/s12909-025-06719-5"))
            assert answer == NotAsked("10.1186/s12909-025-06719-5", "crossref", "offline")
        assert len(crossref.log) == 1

    def test_refresh_asks_again_and_keeps_the_new_answer(
        self, crossref: CrossrefServer, tmp_path: Path
    ) -> None:
        with make(crossref, tmp_path) as client:
            client.run(source.lookup(ONE))
        crossref.add({**crossref.works[ONE], "title": ["New title"]})
        with make(crossref, tmp_path, refresh=True) as client:
            client.run(source.lookup(ONE))
        with make(crossref, tmp_path, offline=True) as client:
            answer = client.run(source.lookup(ONE))
        assert isinstance(answer, Found)
        assert answer.item.get("title") == "New title"

    @pytest.mark.parametrize(
        "page",
        [
            Answer(200, b"<html>Log in to the network</html>", "text/html"),
            Answer(200, b'{"message": {"DOI": "cut sho'),
            Answer(403, b"no"),
            Answer(200, b""),
            Answer(200, b'{"status": "ok", "message": null}', "application/json"),
            Answer(302, b"", "text/html", {"Location": "https://login.example.org/"}),
        ],
    )
    def test_pages_in_between_are_not_kept(
        self, client: Client, crossref: CrossrefServer, page: Answer
    ) -> None:
        crossref.fail(page)
        assert isinstance(client.run(source.lookup(ONE)), NotAsked)
        assert isinstance(client.run(source.lookup(ONE)), Found)


class TestFaults:
    @pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
    def test_passing_faults_are_tried_again(self, crossref: CrossrefServer, status: int) -> None:
        crossref.fail(status, times=2)
        with make(crossref, limits={"crossref": Limit(1000, 0.1)}) as client:
            assert isinstance(client.run(source.lookup(ONE)), Found)
        assert len(crossref.log) == 3

    @pytest.mark.parametrize("status", [400, 401, 403, 404])
    def test_final_answers_are_not(
        self, client: Client, crossref: CrossrefServer, status: int
    ) -> None:
        crossref.fail(status)
        client.run(source.lookup(ONE))
        assert len(crossref.log) == 1

    def test_a_source_is_left_alone_as_long_as_it_asks(self, crossref: CrossrefServer) -> None:
        crossref.fail(Answer(429, b"", "text/html", {"Retry-After": "1"}))
        with make(crossref) as client:
            started = time.monotonic()
            client.run(source.lookup(ONE))
            assert time.monotonic() - started >= 1

    def test_but_not_for_hours(self, crossref: CrossrefServer) -> None:
        crossref.fail(Answer(503, b"", "text/html", {"Retry-After": "7200"}), times=9)
        with make(crossref) as client:
            assert isinstance(client.run(source.lookup(ONE)), NotAsked)
        assert len(crossref.log) == 1

    def test_an_outage_in_the_middle_leaves_the_rest_not_asked(
        self, client: Client, crossref: CrossrefServer
    ) -> None:
        crossref.fail_after(4)
        dois = [doi for doi in crossref.works if "," not in doi][:1000]
        answers = client.run(source.lookup_many(dois))
        kinds = Counter(type(answer).__name__ for answer in answers)
        assert kinds == {"Found": 160, "NotAsked": 840}
        assert len(crossref.log) <= 4 + 5 * 4  # what is under way is tried to its end
        before = len(crossref.log)
        assert isinstance(client.run(source.lookup("10.1000/one-more")), NotAsked)
        assert len(crossref.log) == before

    def test_what_was_learnt_before_an_outage_is_kept(
        self, crossref: CrossrefServer, tmp_path: Path
    ) -> None:
        dois = [doi for doi in crossref.works if "," not in doi][:400]
        crossref.fail_after(4)
        with make(crossref, tmp_path) as client:
            client.run(source.lookup_many(dois))
        crossref.recover()
        before = len(crossref.log)
        with make(crossref, tmp_path) as client:
            answers = client.run(source.lookup_many(dois))
        assert all(isinstance(answer, Found) for answer in answers)
        assert len(crossref.log) - before == 6

    def test_nobody_there(self) -> None:
        with Client({"crossref": "http://127.0.0.1:9"}, backoff=0.01) as client:
            answer = client.run(source.lookup(ONE))
        assert answer == NotAsked(ONE, "crossref", "connection refused")

    @pytest.mark.parametrize("url", ["ftp://example.org/x", "file:///etc/passwd", "http://[x"])
    def test_what_is_no_web_address_is_not_asked(self, client: Client, url: str) -> None:
        assert isinstance(asked_for(client, Request("doi", url))[0], CouldNotAsk)

    def test_a_slow_source_times_out(self, crossref: CrossrefServer) -> None:
        crossref.delay = 1.0
        with make(crossref, timeout=0.1, retries=0) as client:
            answer = client.run(source.lookup(ONE))
        assert answer == NotAsked(ONE, "crossref", "timed out")

    def test_redirects_are_left_to_the_source(
        self, client: Client, crossref: CrossrefServer
    ) -> None:
        crossref.fail(Answer(301, b"", "text/plain", {"Location": "/works/10.1000/x"}))
        reply = asked_for(client, Request("crossref", "works/10.1000/y"))[0]
        assert isinstance(reply, Response)
        assert (reply.status, reply.headers["location"]) == (301, "/works/10.1000/x")
        assert len(crossref.log) == 1

    def test_what_a_task_raises_reaches_the_caller(self, client: Client) -> None:
        def failing() -> Task[None]:
            yield [Request("crossref", "works")]
            raise CouldNotAsk("crossref", "so it goes")

        with pytest.raises(CouldNotAsk, match="so it goes"):
            client.run(failing())


class Slow(LocalServer):
    """Sends an answer a byte at a time: its headers, or its body."""

    part = "body"

    def start(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def stop(self) -> None:
        self._listener.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._drip, args=(connection,), daemon=True).start()

    def _drip(self, connection: socket.socket) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-A: "
        with connection, contextlib.suppress(OSError):
            connection.recv(65_536)
            connection.sendall(head)
            if self.part == "body":
                connection.sendall(b"x\r\nContent-Length: 100000\r\n\r\n")
            while True:
                connection.sendall(b"x")
                time.sleep(0.05)


class TestDeadline:
    @pytest.mark.parametrize("part", ["headers", "body"])
    def test_an_answer_that_drips_ends_at_the_deadline(self, part: str) -> None:
        with Slow() as server, make(server, timeout=0.3, retries=1) as client:
            server.part = part
            started = time.monotonic()
            answer = client.run(source.lookup(ONE))
            assert time.monotonic() - started < 5
        assert answer == NotAsked(ONE, "crossref", "timed out")

    def test_a_flood_of_headers_is_no_answer(self, crossref: CrossrefServer) -> None:
        crossref.fail(Answer(200, b"{}", headers={f"X-{n}": "x" * 900 for n in range(300)}), 9)
        with make(crossref, retries=0) as client:
            assert isinstance(client.run(source.lookup(ONE)), NotAsked)

    def test_a_bomb_is_given_up_at_the_limit(
        self, crossref: CrossrefServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("citare.web.transport.MOST_BYTES", 1_000_000)
        bomb = gzip.compress(b" " * 20_000_000)
        crossref.fail(Answer(200, bomb, headers={"Content-Encoding": "gzip"}), 9)
        with make(crossref) as client:
            assert client.run(source.lookup(ONE)) == NotAsked(ONE, "crossref", "answer too large")
        assert len(crossref.log) == 1

    @pytest.mark.parametrize("value", ["", "soon", "-5", "1e9", "Wed, 99 Foo", "9" * 400])
    def test_what_is_not_a_retry_after_is_none(self, crossref: CrossrefServer, value: str) -> None:
        crossref.fail(Answer(503, b"", "text/html", {"Retry-After": value}))
        with make(crossref) as client:
            started = time.monotonic()
            client.run(source.lookup(ONE))
            assert time.monotonic() - started < 3


class TestManners:
    def test_a_host_that_a_repository_names_does_not_learn_the_address(self, echo: Echo) -> None:
        with Client(
            {"crossref": echo.url}, mailto="me@example.org", anonymous=frozenset(("crossref",))
        ) as client:
            asked_for(client, Request("crossref", "works/x"))
        assert "me@example.org" not in str(echo.log[0])

    def test_the_address_goes_to_the_source_alone(
        self, crossref: CrossrefServer, echo: Echo
    ) -> None:
        with Client({"crossref": crossref.url}, mailto="me@example.org") as client:
            here, there = Request("crossref", "works/x"), Request("crossref", f"{echo.url}/page")
            asked_for(client, here, there)
        own, other = crossref.log[0], echo.log[0]
        assert own.get("mailto") == "me@example.org"
        assert "mailto:me@example.org" in own.headers["user-agent"]
        assert "me@example.org" not in str(other)
        assert other.headers["user-agent"].startswith("citare/")

    def test_keys_and_tool_names_go_where_they_belong(self, echo: Echo) -> None:
        urls = dict.fromkeys(("pubmed", "crossref", "pmc", "openalex"), echo.url)
        with Client(urls, mailto="me@example.org", api_keys={"pubmed": "secret"}) as client:
            asked_for(client, *(Request(name, name) for name in urls))
        sent = {asked.path.strip("/"): dict(asked.query) for asked in echo.log}
        assert sent["pubmed"] == {
            "tool": "citare",
            "email": "me@example.org",
            "api_key": "secret",
        }
        assert sent["crossref"] == {"mailto": "me@example.org"}
        assert sent["pmc"] == {"tool": "citare", "email": "me@example.org"}
        assert sent["openalex"] == {"mailto": "me@example.org"}

    def test_passwords_of_netrc_stay_at_home(
        self, echo: Echo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        netrc = tmp_path / "netrc"
        netrc.write_text("machine 127.0.0.1 login me password secret\n", encoding="utf-8")
        netrc.chmod(0o600)
        monkeypatch.setenv("NETRC", str(netrc))
        with Client({"crossref": echo.url}) as client:
            asked_for(client, Request("crossref", "x"))
        assert "authorization" not in echo.log[0].headers

    def test_cookies_are_not_taken(self, echo: Echo) -> None:
        with Client({"crossref": echo.url}) as client:
            asked_for(client, Request("crossref", "x"))
            asked_for(client, Request("crossref", "y"))
        assert "cookie" not in echo.log[1].headers

    @pytest.mark.parametrize(("mailto", "seconds"), [("me@example.org", 2.0), ("", 4.5)])
    def test_the_limits_of_either_pool_are_kept(self, mailto: str, seconds: float) -> None:
        """At the real limits: 7 lists take 2 s in the polite pool (3/s), 6 s in the public one."""
        with CrossrefServer(enforce=True, faster=1.0) as server:
            dois = [doi for doi in server.works if "," not in doi][:250]
            with Client({"crossref": server.url}, mailto=mailto) as client:
                started = time.monotonic()
                answers = client.run(source.lookup_many(dois[: 250 if mailto else 200]))
                assert time.monotonic() - started < seconds + 2.5
            assert server.refused == 0
            assert all(isinstance(answer, Found) for answer in answers)

    def test_progress_is_told(self, crossref: CrossrefServer) -> None:
        told: list[Progress] = []
        with make(crossref, on_progress=told.append) as client:
            client.run(source.lookup_many([d for d in crossref.works if "," not in d][:200]))
        assert [p.done for p in told] == [1, 2, 3, 4, 5]
        assert told[-1] == Progress("crossref", 5, 5)


def test_interrupting_ends_the_run_at_once(crossref: CrossrefServer, interruptible: None) -> None:
    crossref.delay = 5.0
    with make(crossref) as client:
        threading.Timer(0.3, _thread.interrupt_main).start()
        started = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            client.run(source.lookup_many([f"10.1000/{n}" for n in range(500)]))
        assert time.monotonic() - started < 2
    crossref.delay = 0.0


def test_a_thousand_dois_take_twenty_five_requests(
    client: Client, crossref: CrossrefServer
) -> None:
    dois = [doi for doi in crossref.works if "," not in doi][:1000]
    answers = client.run(source.lookup_many(dois))
    assert all(isinstance(answer, Found) for answer in answers)
    assert client.requests["crossref"] == 25


def test_commas_brackets_and_aliases_find_their_works(
    client: Client, crossref: CrossrefServer
) -> None:
    odd = [
        "10.1000/a,b",
        "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
        "10.1000/#hash?query&x",
        "10.1000/slash/",
        "10.1000/ünïcode[x]",
    ]
    for doi in odd:
        crossref.add({"DOI": doi, "type": "book", "title": ["T"]})
    answers = client.run(source.lookup_many([*odd, "10.26434/chemrxiv.5406907", "10.1000/none"]))
    assert [a.identifier for a in answers[:5]] == odd
    assert [type(a) for a in answers] == [Found] * 6 + [NotFound]


class Echo(LocalServer):
    """Says yes to everything."""

    def answer(self, asked: Asked) -> Answer:
        assert asked.path
        return Answer(200, b"{}", headers={"Set-Cookie": "a=b"})


@pytest.fixture
def echo() -> Iterator[Echo]:
    with Echo() as server:
        yield server
