"""PubMed: articles and identifiers."""

from __future__ import annotations

import pytest

from citare.model.dates import Date
from citare.model.name import OTHERS, Name
from citare.sources import pubmed
from citare.sources.base import Found, NotAsked, NotFound, Response
from citare.sources.pubmed import full_pages
from citare.web.client import Client
from tests.servers.registries import Registries
from tests.sources.driving import always, drive, silence


def found(answer: object) -> Found:
    assert isinstance(answer, Found), answer
    return answer


def test_articles_come_by_hundreds(client: Client, registries: Registries) -> None:
    answers = client.run(pubmed.lookup_many([*registries.articles, "1"]))
    assert all(isinstance(a, Found) for a in answers[:-1])
    assert isinstance(answers[-1], NotFound)
    assert len(registries.log) == 1


def test_an_article(client: Client) -> None:
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


def test_an_incomplete_author_list_ends_in_others(client: Client) -> None:
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
def test_short_page_ranges_are_written_out(short: str, full: str) -> None:
    assert full_pages(short) == full


def test_only_unknown_ids_are_not_found(client: Client) -> None:
    assert isinstance(client.run(pubmed.lookup("1")), NotFound)
    assert isinstance(client.run(pubmed.lookup("rubbish")), NotFound)


def test_silence_and_other_pages_are_no_verdict() -> None:
    for reply in (Response(200, b"<html/>"), Response(200, b"{"), Response(500, b"")):
        answer, _ = drive(pubmed.lookup("1"), always(reply))
        assert isinstance(answer, NotAsked)
    answer, _ = drive(pubmed.lookup("PMC123456"), silence)
    assert isinstance(answer, NotAsked)


def test_identifiers_are_converted(client: Client) -> None:
    known = client.run(pubmed.convert(["PMC11773843", "PMC9999999"]))
    assert known == {
        "PMC11773843": pubmed.Identifiers("39871336", "PMC11773843", "10.1186/s12909-025-06719-5")
    }


BOOK = """<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>7</PMID><Book>
<BookTitle>A Book of Charts</BookTitle><AuthorList Type="{role}"><Author><LastName>Grid</LastName>
<ForeName>Ina</ForeName></Author></AuthorList></Book>{chapter}</BookDocument></PubmedBookArticle>
</PubmedArticleSet>"""
CHAPTER = """<ArticleTitle>Bars and Lines</ArticleTitle><AuthorList Type="authors"><Author>
<LastName>Doe</LastName><ForeName>Jo</ForeName></Author></AuthorList>"""


@pytest.mark.parametrize(
    ("role", "chapter", "kind", "people"),
    [
        ("editors", CHAPTER, "chapter", {"author": "Doe", "editor": "Grid"}),
        ("authors", CHAPTER, "chapter", {"author": "Doe", "container-author": "Grid"}),
        ("editors", "", "book", {"editor": "Grid"}),
        ("authors", "", "book", {"author": "Grid"}),
    ],
)
def test_a_books_people_are_kept(
    role: str, chapter: str, kind: str, people: dict[str, str]
) -> None:
    """Those of the book stand beside those of the chapter; a book without a chapter is a book."""
    body = BOOK.format(role=role, chapter=chapter).encode()
    answer, _ = drive(pubmed.lookup("7"), lambda _: Response(200, body))
    item = found(answer).item
    assert item.type == kind
    assert {r: names[0].family for r, names in item.names.items()} == people
    assert item.get("container-title") == ("A Book of Charts" if chapter else "")
