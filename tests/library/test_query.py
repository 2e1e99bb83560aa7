"""The query language."""

from __future__ import annotations

import pytest

from citare.errors import UsageError
from citare.library.query import And, Has, Not, Or, Words, Years, matches, parse_query
from citare.library.search_text import search_row
from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import OTHERS, Name
from citare.model.summary import short_names

ROW = search_row(
    Item(
        "muller2019",
        "article-journal",
        {
            "title": "Über <i>Drosophila</i> and DNA",
            "container-title": "Nature Physics",
            "DOI": "10.1000/A[1]?x",
            "keyword": "Big Data, genes; old",
            "abstract": "Nothing to see here",
        },
        {"author": (Name(family="Müller", given="Ö."), Name(literal="WHO"))},
        {"issued": Date(((2019, 5),))},
    ),
    entry_type="article",
)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "drosophila",
        "muller dna",
        "author:MÜLLER year:2019",
        "author:who",
        'title:"drosophila and"',
        "year:2018..2020 -year:2020..",
        "year:..2019",
        "year:2019..",
        "year:2018-2020",
        "type:article",
        "type:article-journal",
        "journal:nature in:physics",
        'tag:"big data, genes"',
        "tag:big* tag:old",
        "key:muller* doi:10.1000/a[1]?*",
        "has:doi missing:pages",
        "has:year has:journal",
        "xyzzy or dna",
        "(xyzzy or dna) and not plugh",
        "not (xyzzy or plugh)",
        "-xyzzy",
        "see here",
        '"nothing to see"',
        "https://x.org or dna",
    ],
)
def test_true_of_the_row(query: str) -> None:
    """Each part of the language finds the entry."""
    assert matches(parse_query(query), ROW)


@pytest.mark.parametrize(
    "query",
    [
        "xyzzy",
        "-dna",
        "dna xyzzy",
        "year:2020",
        "missing:doi",
        "tag:big",
        "type:book",
        "title:who",
        "year:2020.. or xyzzy",
        "key:muller",
        '"dna drosophila"',
        "not dna",
        "year:-44",
    ],
)
def test_not_true_of_the_row(query: str) -> None:
    """What does not hold is not found."""
    assert not matches(parse_query(query), ROW)


def test_and_binds_tighter_than_or() -> None:
    """The tree says how a query was understood."""
    assert parse_query("a b or -c year:2000..") == Or(
        (
            And((Words("text", "a"), Words("text", "b"))),
            And((Not(Words("text", "c")), Years(2000, None))),
        )
    )
    assert parse_query("missing:tags") == Not(Has(("keyword",)))


@pytest.mark.parametrize(
    ("query", "position", "hint"),
    [
        ("autor:smith", 1, "author:"),
        ("(a b", 1, ")"),
        ("a b)", 4, "quote"),
        ('say "a b', 5, '"'),
        ("year:abc", 6, "year:2020"),
        ("year:2020..2010", 6, "swap"),
        ("a or", 5, "quote"),
        ("and a", 1, "quote"),
    ],
)
def test_errors_say_where_and_what_to_do(query: str, position: int, hint: str) -> None:
    """A wrong query is a usage error with its position and a hint."""
    with pytest.raises(UsageError) as caught:
        parse_query(query)
    assert f"character {position} " in caught.value.message
    assert hint in caught.value.hint


def test_names_are_shown_shortly() -> None:
    """One to three names, or the first and et al."""
    smith, lee = Name(family="Smith"), Name(family="Lee", non_dropping_particle="van")
    assert short_names((smith,)) == "Smith"
    assert short_names((smith, lee)) == "Smith & van Lee"
    assert short_names((smith, lee, smith)) == "Smith, van Lee & Smith"
    assert short_names((smith, OTHERS)) == "Smith et al."
    assert short_names((smith, lee, smith, lee)) == "Smith et al."
    assert short_names(()) == ""
