"""An entry against its record."""

from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import Name
from citare.sources.crossref_work import item_from_work
from citare.verify.mismatch import mismatches

RECORD = {
    "DOI": "10.1186/s12909-025-06719-5",
    "type": "journal-article",
    "title": [
        "A systematic review of the impact of artificial intelligence on educational outcomes in "
        "health professions education"
    ],
    "author": [{"family": "Feigerlova", "given": "Eva"}, {"family": "Hani", "given": "Hind"}],
    "container-title": ["BMC Medical Education"],
    "short-container-title": ["BMC Med Educ"],
    "volume": "25",
    "issue": "1",
    "article-number": "129",
    "issued": {"date-parts": [[2025, 1, 27]]},
}
THEIRS = item_from_work(RECORD)


def entry(**text: str) -> Item:
    known = {
        "title": THEIRS.text["title"].upper(),
        "container-title": "BMC Med. Educ.",
        "volume": "25",
        "page": "129",
    }
    author = (Name(family="Feigerlova", given="E."), Name(others=True))
    return Item(
        "k",
        "article-journal",
        text={**known, **text},
        names={"author": author},
        dates={"issued": Date(parts=((2025,),))},
    )


def test_spelling_and_abbreviation_are_no_mismatch() -> None:
    assert mismatches(entry(), THEIRS, "crossref", RECORD) == ()


def test_lost_word_of_a_title_is_shown_with_both_values() -> None:
    title = THEIRS.text["title"].removesuffix(" education")
    (found,) = mismatches(entry(title=title), THEIRS, "crossref", RECORD)
    assert (found.field, found.mine, found.theirs) == ("title", title, THEIRS.text["title"])
    assert 0.9 < found.similarity < 1
    assert "alike" in str(found)


def test_every_field_is_compared() -> None:
    mine = entry(**{"title": "Another", "container-title": "Nature", "volume": "7", "page": "1-9"})
    mine = mine.with_(
        names={"author": (Name(family="Smith", given="J."),)},
        dates={"issued": Date(parts=((2019,),))},
    )
    found = mismatches(mine, THEIRS, "crossref", RECORD)
    fields = ["title", "author", "year", "container-title", "volume", "page"]
    assert [m.field for m in found] == fields
    assert all(m.similarity < 0.9 for m in found)


def test_a_year_that_is_off_by_one_is_a_mismatch() -> None:
    mine = entry().with_(dates={"issued": Date(parts=((2024,),))})
    (found,) = mismatches(mine, THEIRS, "crossref", RECORD)
    assert (found.field, found.mine, found.theirs) == ("year", "2024", "2025")


def test_print_and_online_year_are_both_right() -> None:
    record = {**RECORD, "published-print": {"date-parts": [[2026]]}}
    theirs = item_from_work(record)
    for year in (2025, 2026):
        mine = entry().with_(dates={"issued": Date(parts=((year,),))})
        assert mismatches(mine, theirs, "crossref", record) == ()


def test_what_one_side_leaves_empty_is_no_mismatch() -> None:
    assert mismatches(Item("k", "article-journal"), THEIRS, "crossref", RECORD) == ()


def test_retracted_prefix_in_the_record_is_no_mismatch() -> None:
    record = {**RECORD, "title": ["RETRACTED: " + RECORD["title"][0]]}  # type: ignore[index]
    assert mismatches(entry(), item_from_work(record), "crossref", record) == ()
