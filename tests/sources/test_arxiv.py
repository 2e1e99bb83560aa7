"""arXiv: preprints."""

from __future__ import annotations

from html import escape

import pytest

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


def feed_of(title: str, *authors: str) -> Response:
    """A feed of one preprint, as arXiv's API writes it."""
    people = "".join(f"<author><name>{escape(name)}</name></author>" for name in authors)
    entry = f"<id>http://arxiv.org/abs/2501.00001v1</id><title>{escape(title)}</title>{people}"
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{entry}</entry></feed>'
    return Response(200, feed.encode())


@pytest.mark.parametrize(
    ("latex", "title"),
    [
        ("$f(R)$ gravity and an $n$-body problem", "f(R) gravity and an n-body problem"),
        (r"$\Lambda$CDM at 50% & more", "ΛCDM at 50% & more"),
        (r"Schr\"odinger maps", "Schrödinger maps"),
        (
            r"$H_2$ and {\it ab initio} $10^{-3}$",
            "H<sub>2</sub> and <i>ab initio</i> 10<sup>−3</sup>",
        ),
        ("Costs of $5 and $10", "Costs of $5 and $10"),
        (r"a $\begin{array}{c}a\end{array}$", r"a $\begin{array}{c}a\end{array}$"),
    ],
)
def test_titles_are_latex(latex: str, title: str) -> None:
    """arXiv gives titles as their authors typed them; what is no line of text stays TeX."""
    answer, _ = drive(arxiv.lookup("2501.00001"), lambda _: feed_of(latex, "Ann Doe"))
    assert found(answer).item.get("title") == title


def test_names_are_latex_with_their_suffix() -> None:
    """A name may have accents as commands, and a suffix after a comma."""
    names = (r"Erwin Schr\"odinger", "J. Doe, Jr.", "Jan van der Berg")
    answer, _ = drive(arxiv.lookup("2501.00001"), lambda _: feed_of("T", *names))
    assert found(answer).item.names["author"] == (
        Name(family="Schrödinger", given="Erwin"),
        Name(family="Doe", given="J.", suffix="Jr."),
        Name(family="Berg", given="Jan", non_dropping_particle="van der"),
    )


def test_an_error_entry_is_no_preprint() -> None:
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Error</title></entry></feed>'
    answer, _ = drive(arxiv.lookup("2311.16162"), lambda _: Response(200, feed.encode()))
    assert isinstance(answer, NotFound)


def test_being_throttled_is_no_verdict() -> None:
    answer, _ = drive(arxiv.lookup("2311.16162"), lambda _: Response(200, b"Rate exceeded."))
    assert isinstance(answer, NotAsked)
