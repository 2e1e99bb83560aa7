"""Open Library: books."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from citare.model.dates import Date
from citare.model.name import Name
from citare.sources import openlibrary
from citare.sources.base import Found, NotAsked, NotFound, Response
from citare.web.cache import Cache
from citare.web.client import Client
from tests.servers.registries import Registries
from tests.sources.driving import drive


def found(answer: object) -> Found:
    assert isinstance(answer, Found), answer
    return answer


def test_books_by_isbn_10_and_13(client: Client, registries: Registries) -> None:
    wanted = ["9780980200447", "0-14-032872-6", "9780306406157", "123"]
    answers = client.run(openlibrary.lookup_many(wanted))
    assert [type(a) for a in answers] == [Found, Found, NotFound, NotFound]
    item = found(answers[1]).item
    assert item.names["author"] == (Name(family="Dahl", given="Roald"),)
    assert item.dates["issued"] == Date(parts=((1988, 10, 1),))
    assert found(answers[0]).item.dates["issued"] == Date(parts=((2009, 3),))
    assert len(registries.log) == 1


def test_a_book_that_is_not_there_is_asked_for_again_the_next_day(
    registries: Registries, tmp_path: Path
) -> None:
    """What was found is not, until the user's own limit."""
    then = datetime.now(UTC) + timedelta(minutes=1)
    for day, requests in ((0, 2), (0, 2), (2, 3)):
        with Client(
            registries.base_urls,
            cache=Cache(tmp_path),
            now=lambda day=day: then + timedelta(days=day),  # type: ignore[misc]
        ) as client:
            client.run(openlibrary.lookup("9780306406157"))
            client.run(openlibrary.lookup("9780980200447"))
        assert len(registries.log) == requests


def test_silence_is_no_verdict() -> None:
    answer, _ = drive(openlibrary.lookup("9780980200447"), lambda _: Response(200, b"<html>"))
    assert isinstance(answer, NotAsked)
