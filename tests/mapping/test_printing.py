"""What a style does not know by its own variable is printed by another one; titles are in the case
that the guide wants. The item itself is never changed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citare.mapping.printing import Guide, for_print, guide_of, in_sentence_case
from citare.model.dates import Date
from citare.model.item import AS_WRITTEN, Item
from citare.model.name import Name

IN_PRESS = Date(literal="in press")


def prints_all(_variable: str, _item: Item) -> bool:
    return True


@pytest.mark.parametrize(
    ("csl_type", "text", "printed"),
    [
        # an article number stands for missing pages
        ("article-journal", {"number": "e5"}, {"number": "e5", "page": "e5"}),
        ("article-journal", {"number": "e5", "page": "1"}, {"number": "e5", "page": "1"}),
        ("report", {"number": "7"}, {"number": "7"}),
        # a preprint is published by its server, and nothing else is said of it
        ("article", {"archive": "arXiv", "archive_location": "2301.1", "archive_collection": "cs"},
         {"publisher": "arXiv", "number": "arXiv:2301.1"}),
        # another copy of an article that has come out is not an archive; a library is one
        ("article-journal", {"archive": "arXiv", "archive_location": "2301.1"}, {}),
        ("book", {"archive": "Moor Archive", "archive_location": "Box 3"},
         {"archive": "Moor Archive", "archive_location": "Box 3"}),
        # a number that is no range, and a label that is the style's
        ("report", {"number": "2004-1234"}, {"number": r"2004\-1234"}),
        ("report", {"number": "TR-2018-14"}, {"number": r"TR-2018\-14"}),
        ("legal_case", {"number": "No. 19-1392"}, {"number": r"19\-1392"}),
        ("article-journal", {"issue": "3-4"}, {"issue": "3-4"}),
        # an event named like its proceedings
        ("paper-conference", {"event-title": "Bell days", "container-title": "Bell Days"},
         {"container-title": "Bell Days"}),
        ("paper-conference", {"event-title": "Bell days", "container-title": "Bells"},
         {"event-title": "Bell days", "container-title": "Bells"}),
    ],
)  # fmt: skip
def test_variables_stand_for_each_other(
    csl_type: str, text: Mapping[str, str], printed: Mapping[str, str]
) -> None:
    """For a style that prints none of the variables it is asked for."""
    assert dict(for_print(Item("k", csl_type, text)).text) == printed


def test_a_style_that_prints_numbers_needs_no_page() -> None:
    """The article number is then not printed twice."""
    item = Item("k", "article-journal", {"number": "e5"})
    assert for_print(item, prints_all) is item


def test_the_volume_of_a_series_is_the_number_in_it() -> None:
    """If the style prints one, or its guide wants none; a multi-volume work is another matter."""
    paper = {"collection-title": "Notes", "volume": "12", "container-title": "Bells"}
    item = Item("k", "chapter", paper)
    moved = {"collection-title": "Notes", "collection-number": "12", "container-title": "Bells"}
    assert dict(for_print(item, prints_all).text) == moved
    assert dict(for_print(item, guide=Guide(no_series=True)).text) == moved
    assert for_print(item) is item
    for other in ({"volume-title": "Two"}, {"number-of-volumes": "3"}, {"collection-number": "4"}):
        assert for_print(Item("k", "chapter", paper | other), prints_all).get("volume") == "12"


def test_a_status_is_printed_in_its_own_place_or_in_the_years() -> None:
    """`n.d.` is no date at all."""
    item = Item("k", "book", dates={"issued": IN_PRESS})
    assert for_print(item, prints_all) == Item("k", "book", {"status": "in press"})
    assert for_print(item) is item
    status = Item("k", "book", {"status": "in press"})
    assert for_print(status, prints_all) is status
    assert for_print(status).dates == {"issued": IN_PRESS}
    assert for_print(Item("k", "book", dates={"issued": Date(literal="n.d.")})).dates == {}


def test_a_paper_with_a_publisher_is_a_chapter_where_the_publisher_would_be_left_out() -> None:
    """APA's, Chicago's and MLA's styles take proceedings without an editor for a periodical."""
    text = {"publisher": "Elm", "container-title": "Bells"}
    paper = Item("k", "paper-conference", text)
    assert for_print(paper, lambda _, item: item.type == "chapter").type == "chapter"
    assert for_print(paper, prints_all).type == "paper-conference"
    bare = Item("k", "paper-conference", {"container-title": "Bells"})
    assert for_print(bare, lambda _, item: item.type == "chapter").type == "paper-conference"


def test_the_body_behind_a_page_names_the_site_where_only_sites_are_printed() -> None:
    """A style that prints the publisher keeps it."""
    page = Item("k", "webpage", {"publisher": "Tower Society"})
    site = for_print(page, lambda variable, _: variable == "container-title")
    assert dict(site.text) == {"container-title": "Tower Society"}
    assert for_print(page, prints_all) is page


def test_apa_prints_an_author_who_publishes_once() -> None:
    """APA 9.29; other guides repeat the name."""
    item = Item("k", "report", {"publisher": "WBO"}, {"author": (Name(literal="WBO"),)})
    assert dict(for_print(item, guide=guide_of("apa")).text) == {}
    assert for_print(item, guide=guide_of("ieee")) is item


@pytest.mark.parametrize(
    ("style", "after_colon"),
    [
        ("apa", "capital"), ("apa-single-spaced", "capital"), ("styles/apa.csl", "capital"),
        ("american-medical-association", "small"), ("nlm-citation-sequence", "small"),
        ("elsevier-vancouver", "small"), ("nature", "as-written"), ("apatite", "as-written"),
    ],
)  # fmt: skip
def test_the_family_of_a_style_decides_about_subtitles(style: str, after_colon: str) -> None:
    """By the name of its file."""
    assert guide_of(style).after_colon == after_colon


def title(text: str, csl_type: str = "article-journal", language: str = "") -> Item:
    texts = {"title": text, "language": language} if language else {"title": text}
    return Item("k", csl_type, texts)


def test_a_title_in_title_case_is_lowered_and_kept_as_written_beside() -> None:
    """The original is for elements that want title case."""
    item = in_sentence_case(title("Bells in Towers"), Guide())
    assert item.get("title") == "Bells in towers"
    assert item.extra == {AS_WRITTEN: {"title": "Bells in Towers"}}
    assert in_sentence_case(item, Guide()) is item


@pytest.mark.parametrize(
    "item",
    [
        title("Der Klang der Glocken", language="de-DE"),
        title("Bells in Towers", language="fr"),
        title("Church Bells Act", "legislation"),
        title("Hull Bells v. Moor Parish", "legal_case"),
        title("Proceedings of the 9th Bell Meeting", "book"),
        title("Bells in towers"),
    ],
)
def test_names_and_other_languages_stay(item: Item) -> None:
    """Acts, cases and meetings are names; sentence case is an English rule."""
    assert in_sentence_case(item, Guide()) is item


def test_the_language_of_the_style_is_that_of_an_item_without_one() -> None:
    """An English item in a German style is still English."""
    assert (
        in_sentence_case(title("Bells in Towers"), Guide(), "de-DE").get("title")
        == "Bells in Towers"
    )
    english = title("Bells in Towers", language="en-GB")
    assert in_sentence_case(english, Guide(), "de-DE").get("title") == "Bells in towers"


def test_books_stay_capital_where_the_guide_wants_it() -> None:
    """IEEE capitalises books, and the books that chapters are in."""
    chapter = Item("k", "chapter", {"title": "Bells in Towers", "container-title": "Of Old Towers"})
    assert in_sentence_case(title("Bells in Towers", "book"), guide_of("ieee")).extra == {}
    ieee = in_sentence_case(chapter, guide_of("ieee")).text
    assert dict(ieee) == {"title": "Bells in towers", "container-title": "Of Old Towers"}
    apa = in_sentence_case(chapter, guide_of("apa")).text
    assert dict(apa) == {"title": "Bells in towers", "container-title": "Of old towers"}
    journal = Item("k", "article-journal", {"container-title": "Journal of Old Towers"})
    assert in_sentence_case(journal, guide_of("apa")) is journal


VARIABLES = [
    *("archive", "archive_location", "collection-title", "collection-number", "container-title"),
    *("event-title", "number", "page", "publisher", "status", "title", "volume"),
]
TYPES = ["article", "article-journal", "chapter", "paper-conference", "report", "webpage"]
TEXTS = ["arXiv", "2-3", "No. 4", "in press", "Old Bells"]
ITEMS = st.builds(
    lambda csl_type, text, literal: Item(
        "k", csl_type, text, dates={"issued": Date(literal=literal)} if literal else {}
    ),
    st.sampled_from(
        ["article", "article-journal", "chapter", "paper-conference", "report", "webpage"]
    ),
    st.dictionaries(
        st.sampled_from(VARIABLES),
        st.sampled_from(["arXiv", "2-3", "No. 4", "in press", "Old Bells"]),
    ),
    st.sampled_from(["", "in press", "n.d.", "whenever"]),
)


@example(
    Item("k", "article", {"status": "arXiv"}, dates={"issued": Date(literal="n.d.")}), set(), "apa"
)
@given(ITEMS, st.sets(st.sampled_from(VARIABLES)), st.sampled_from(["apa", "ieee", "nature"]))
def test_printing_twice_is_printing_once(item: Item, printed: set[str], style: str) -> None:
    """Whatever the style prints."""
    guide = guide_of(style)
    once = for_print(item, lambda variable, _: variable in printed, guide)
    assert for_print(once, lambda variable, _: variable in printed, guide) == once
    cased = in_sentence_case(once, guide)
    assert in_sentence_case(cased, guide) == cased
