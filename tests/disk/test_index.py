"""The index cache: fast, and never the truth."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citare.disk.index import IndexCache, content_digest
from citare.library.query import (
    And,
    Everything,
    Exact,
    Has,
    Not,
    Or,
    Query,
    Words,
    Years,
    matches,
    parse_query,
)
from citare.library.search_text import SearchRow, search_row
from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import Name


def _rows() -> list[SearchRow]:
    people = [Name(family="Müller", given="A."), Name(family="Lee"), Name(literal="WHO")]
    return [
        search_row(
            Item(
                f"k[{n}]?",
                ["book", "article-journal", "article"][n % 3],
                {"title": f"Über title {n % 5}", "keyword": ["a, b c", "a; b* c", ""][n % 3]}
                | ({"DOI": f"10.1/X{n}"} if n % 2 else {}),
                {"author": (people[n % 3],)},
                {"issued": Date(((1990 + n,),))} if n % 4 else {},
            ),
            entry_type=["book", "article", "misc"][n % 3],
            start=n * 10,
            end=n * 10 + 9,
        )
        for n in range(24)
    ]


ROWS = _rows()


class Builder:
    """Builds the rows and counts how often."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> Iterator[SearchRow]:
        self.count += 1
        return iter(ROWS)


def shown(row: SearchRow) -> SearchRow:
    return row._replace(fields=(), author_text="", title_text="", container_text="", text="")


def test_rows_are_built_once(tmp_path: Path) -> None:
    """The second time, rows come from the cache and say the same."""
    build = Builder()
    digest = content_digest(b"content")
    first = IndexCache(tmp_path).rows(digest, build)
    second = IndexCache(tmp_path).rows(digest, build)
    assert build.count == 1
    assert first == ROWS
    assert second == [shown(row) for row in ROWS]


def test_other_content_is_built_anew(tmp_path: Path) -> None:
    """The content is the key; old contents of a file go."""
    build = Builder()
    for number in range(5):
        IndexCache(tmp_path).rows(content_digest(b"%d" % number), build, name="refs.bib")
    assert build.count == 5
    with sqlite3.connect(tmp_path / "index.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM files").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM entries").fetchone() == (2 * len(ROWS),)
    connection.close()


def test_a_corrupt_cache_is_ignored_and_replaced(tmp_path: Path) -> None:
    """Garbage in the file costs one rebuild."""
    (tmp_path / "index.sqlite").write_bytes(b"not a database at all" * 100)
    build = Builder()
    digest = content_digest(b"x")
    for _ in range(3):
        assert [row.key for row in IndexCache(tmp_path).rows(digest, build)] == [
            row.key for row in ROWS
        ]
    assert build.count == 2


def test_a_locked_cache_is_ignored(tmp_path: Path) -> None:
    """Another process's lock costs a rebuild, not an error."""
    build = Builder()
    IndexCache(tmp_path).rows(content_digest(b"x"), build)
    lock = sqlite3.connect(tmp_path / "index.sqlite", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    assert len(IndexCache(tmp_path).rows(content_digest(b"x"), build)) == len(ROWS)
    lock.close()
    assert build.count == 2


def test_an_unwritable_folder_is_ignored(tmp_path: Path) -> None:
    """Where nothing can be kept, rows are still given."""
    (tmp_path / "file").write_text("in the way")
    build = Builder()
    assert len(IndexCache(tmp_path / "file").rows("d", build)) == len(ROWS)


_words = st.sampled_from(["uber", "title 1", "muller", "who", "k[1", "10.1", "199", "zzz", "b*"])
_leaves: st.SearchStrategy[Query] = st.one_of(
    st.just(Everything()),
    st.builds(
        Words, st.sampled_from(["text", "title_text", "author_text", "container_text"]), _words
    ),
    st.builds(
        Exact,
        st.sampled_from(["type", "tag", "key", "doi"]),
        st.sampled_from(
            ["a", "b c", "b*", "*c", "b* c", "book", "article", "k[1]?", "k[*", "10.1/*"]
        ),
    ),
    st.builds(
        Years,
        st.one_of(st.none(), st.integers(1985, 2020)),
        st.one_of(st.none(), st.integers(1985, 2020)),
    ),
    st.builds(
        Has, st.lists(st.sampled_from(["doi", "title", "issued", "x"]), min_size=1).map(tuple)
    ),
)
_queries: st.SearchStrategy[Query] = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> IndexCache:
    cache = IndexCache(tmp_path_factory.mktemp("index"))
    cache.rows("d", lambda: ROWS)
    return cache


@settings(max_examples=150, deadline=None)
@given(query=_queries)
def test_sql_finds_what_matches_finds(warm: IndexCache, query: Query) -> None:
    """A query is true of the same rows in SQL and in Python."""
    expected = [row.key for row in ROWS if matches(query, row)]
    assert [row.key for row in warm.rows("d", Builder(), query)] == expected


def test_a_written_query_works_on_the_cache(warm: IndexCache) -> None:
    """Parsed text, SQL and rows fit together."""
    found = warm.rows("d", Builder(), parse_query("author:muller year:1990..2000 -has:doi"))
    assert [row.key for row in found] == ["k[6]?"]


def test_brief_rows_hold_what_a_list_shows(tmp_path: Path) -> None:
    """Key, authors, year and title are those of whole rows; the same rows are found."""
    digest = content_digest(b"x")
    whole = IndexCache(tmp_path).rows(digest, lambda: ROWS)
    brief = IndexCache(tmp_path).rows(digest, lambda: ROWS, brief=True)
    assert [(r.key, r.authors, r.year, r.title) for r in brief] == [
        (r.key, r.authors, r.year, r.title) for r in whole
    ]
