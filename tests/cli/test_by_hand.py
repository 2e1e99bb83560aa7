"""`citare add` by hand, of files and of what a search finds (`citare find`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Citare
from tests.cli.libraries import LI, save
from tests.servers.crossref import CrossrefServer
from tests.servers.local import Answer, Asked, LocalServer

PAGE = ("add", "--type", "online", "--title", "About us & more", "--url", "https://e.org/a_b")


def test_a_web_page_is_added_with_the_date_of_access(project: Path, citare: Citare) -> None:
    path = save("")
    done = citare(*PAGE, "--author", "{Harvard Medical School}", "--date", "2024-03")
    assert (done.code, done.out) == (0, "")
    text = path.read_text()
    assert "@online{" in text and "title = {About us \\& more}" in text.replace("  ", " ")
    assert "author = {{Harvard Medical School}}" in text.replace("  ", " ")
    assert "url = {https://e.org/a_b}" in text.replace("  ", " ").replace("     ", " ")
    assert "urldate" in text
    assert "2024" in citare("list").out


def test_what_is_there_already_is_not_added_again(project: Path, citare: Citare) -> None:
    path = save("")
    citare(*PAGE, "--author", "Li, Wei", "--date", "2024")
    before = path.read_bytes()
    done = citare(*PAGE, "--author", "Li, Wei", "--date", "2024", "--json")
    assert (done.code, done.json["outcome"]) == (1, "duplicate")
    assert path.read_bytes() == before


def test_the_fields_that_are_still_missing_are_named(project: Path, citare: Citare) -> None:
    save("")
    done = citare("add", "--type", "book", "--title", "Knots", "--field", "publisher=Vik")
    assert done.code == 0
    assert "@book has no author/editor, no year" in done.err


def test_a_dry_run_by_hand_writes_nothing(project: Path, citare: Citare) -> None:
    path = save("")
    done = citare(*PAGE, "--dry-run")
    assert done.code == 0
    assert "+@online{" in done.out
    assert path.read_bytes() == b""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--title", "T"], "--type is missing"),
        (["--type", "bok", "--title", "T"], "did you mean book?"),
        (["--type", "book"], "--title is missing"),
        (["--type", "book", "--title", "T", "--field", "x"], "not NAME=VALUE"),
        (["--type", "book", "--title", "T", "10.1000/1"], "added alone"),
        (["", "10.1000/1"], "a reference is empty"),
    ],
)
def test_a_wrong_call_is_told(
    arguments: list[str], said: str, project: Path, citare: Citare
) -> None:
    save("")
    done = citare("add", *arguments)
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize(
    ("name", "said"), [("in.pdf", "DOI"), ("in.ris", "citare import in.ris"), ("in.bib", "import")]
)
def test_a_file_is_never_searched_for_as_words(
    name: str, said: str, project: Path, citare: Citare, online: CrossrefServer
) -> None:
    save("")
    Path(name).write_bytes(b"x")
    done = citare("add", name)
    assert done.code == 2
    assert said in done.err
    assert not online.log


def test_a_text_file_is_read(project: Path, citare: Citare, online: CrossrefServer) -> None:
    path = save("")
    Path("list.txt").write_text("10.2196/58161\n")
    assert citare("add", "list.txt").code == 0
    assert "58161" in path.read_text()


def test_works_are_found_by_words_and_one_is_added(
    project: Path, citare: Citare, online: CrossrefServer
) -> None:
    path = save(LI)
    done = citare("find", "artificial intelligence training medical students", "-l", "5")
    assert done.code == 0
    first = done.out.splitlines()[0].split("\t")
    assert first[0] == "1" and first[1].startswith("10.")
    rows = citare("find", "artificial intelligence training", "--json").json["works"]
    assert rows and {"identifier", "title", "summary"} <= set(rows[0])
    assert citare("find", "artificial intelligence training", "--add", "1").code == 0
    assert path.read_text().count("@") == 2


def test_nothing_found_ends_with_5(project: Path, citare: Citare, online: CrossrefServer) -> None:
    save(LI)
    assert citare("find", "zzzz qqqq xxxx").code == 5


def test_a_search_that_cannot_be_asked_ends_with_4(project: Path, citare: Citare) -> None:
    save(LI)
    assert citare("find", "words", "--offline").code == 4


PAGES = {
    "/programme": "<html lang=en><head><title>AI in Medicine | Example University</title>"
    '<meta property="og:site_name" content="Example University"></head>',
    "/nothing": "<p>hello",
}


class Site(LocalServer):
    """A site with a page that describes itself and one that does not."""

    def answer(self, asked: Asked) -> Answer:
        html = PAGES.get(asked.path)
        return Answer(200 if html else 404, (html or "").encode(), "text/html")


def test_a_page_without_an_identifier_is_a_work_online(
    project: Path, citare: Citare, online: CrossrefServer
) -> None:
    path = save("")
    with Site() as site:
        done = citare("add", f"{site.url}/programme")
        assert done.code == 0, done.err
        text = path.read_text()
        assert "AI}" in text and "in Medicine" in text and "Example University" in text
        assert f"{site.url}/programme" in text and "urldate" in text
        assert citare("add", f"{site.url}/programme").code == 1
        assert path.read_text() == text
        assert citare("add", f"{site.url}/nothing").code == 5
        assert citare("add", f"{site.url}/gone").code == 5
    assert not Path("refs/citare.lock").exists()
    assert "Example University" in citare("render", "--style", "apa").out


def test_a_citation_longer_than_a_file_name_is_a_citation(
    project: Path, citare: Citare, online: CrossrefServer
) -> None:
    save("")
    assert citare("add", "Krok, A. (2020). " + "On knots and hawsers. " * 40).code in (1, 5)
    assert citare("list", "x" * 5000).code == 0
