"""Crossref works become items: real records, and each rule of the mapping."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citare.model.dates import Date
from citare.model.name import Name
from citare.model.variables import NUMBERS, STANDARD
from citare.model.variables import TYPES as CSL_TYPES
from citare.sources.crossref_work import item_from_work, with_subtitle
from tests.servers.crossref import kept_works, load_works

WORKS = {str(work["DOI"]).lower(): work for work in kept_works()}


def text_of(**work: Any) -> dict[str, str]:
    return dict(item_from_work({"type": "journal-article", **work}).text)


def test_every_kept_work_becomes_a_sound_item() -> None:
    for doi, work in WORKS.items():
        item = item_from_work(work)
        assert item.type in CSL_TYPES, doi
        assert item.id.lower() == doi
        assert set(item.text) <= STANDARD | NUMBERS, doi
        assert all(item.text.values()), doi
        for name in (name for names in item.names.values() for name in names):
            assert name.family or name.literal or name.others, doi


def test_the_first_of_the_three_reviews_as_registered() -> None:
    item = item_from_work(WORKS["10.1186/s12909-025-06719-5"])
    assert item.type == "article-journal"
    assert item.get("title") == (
        "A systematic review of the impact of artificial intelligence on educational outcomes in"
        " health professions education"
    )
    assert item.get("container-title") == "BMC Medical Education"
    assert item.get("container-title-short") == "BMC Med Educ"
    assert (item.get("volume"), item.get("issue"), item.get("number")) == ("25", "1", "129")
    assert "page" not in item.text
    assert item.names["author"][2] == Name(family="Hothersall-Davies", given="Ellie")
    assert item.dates == {"issued": Date(parts=((2025, 1, 27),))}


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [
        ("Sunbed Use", "A Study", "Sunbed Use: A Study"),
        ("Cause or Effect?", "A Study", "Cause or Effect? A Study"),
        ("American Genesis:", "Indians", "American Genesis: Indians"),
        ("Appendix F.", "Proofs", "Appendix F: Proofs"),
        ("The U.S.", "A Study", "The U.S.: A Study"),
        ("The Expedition", "(Abhijan) 1962", "The Expedition (Abhijan) 1962"),
        ("Sunbed Use: a study", "A Study", "Sunbed Use: a study"),
        ("Sunbed Use. Review", "Review", "Sunbed Use. Review"),
        ("Staining of Cells Following Stimulation", "Staining of Cells", ""),
        ("A study of fire", "A Study", "A study of fire: A Study"),
        ("The ecology of fire", "Fire", "The ecology of fire: Fire"),
        ("", "Alone", "Alone"),
    ],
)
def test_subtitles_are_joined_unless_the_title_has_them(
    title: str, subtitle: str, whole: str
) -> None:
    whole = whole or title
    assert with_subtitle(title, subtitle) == whole
    assert with_subtitle(whole, subtitle) == whole


def test_running_titles_and_bare_numbers_are_no_subtitles() -> None:
    flashes = {"title": ["Optical emissions of flashes"], "subtitle": ["XU ET AL."]}
    assert text_of(DOI="10.1002/x", **flashes)["title"] == "Optical emissions of flashes"
    numbered = text_of(title=["A novel inhibitor"], subtitle=["1525"])
    assert numbered["title"] == "A novel inhibitor"
    book = text_of(DOI="10.1002/x", type="book", title=["Nano"], subtitle=["And Micro"])
    assert book["title"] == "Nano: And Micro"


def test_the_first_title_that_says_something_counts() -> None:
    assert text_of(title=["", "Human capital"])["title"] == "Human capital"
    assert "title" not in text_of(title=[])


def test_original_and_short_titles_are_kept_where_they_differ() -> None:
    text = text_of(title=["Succession"], **{"original-title": ["Succession"]})
    assert "original-title" not in text
    text = text_of(title=["Ecology"], **{"original-title": ["Ökologie"], "short-title": ["Ecol"]})
    assert text["original-title"] == "Ökologie"
    assert text["title-short"] == "Ecol"


@pytest.mark.parametrize(
    ("page", "article", "expected"),
    [
        ("637-641", None, ("637-641", "")),
        ("7-7", None, ("7", "")),
        ("637–641", None, ("637-641", "")),
        ("1-4, 11, 12", None, ("1-4, 11, 12", "")),
        ("E1003-1006", None, ("E1003-1006", "")),
        ("n/a-n/a", None, ("", "")),
        ("no-no", None, ("", "")),
        ("e58161", None, ("e58161", "")),
        (None, "129", ("", "129")),
        ("100900", "100900", ("", "100900")),
        ("1-12", "e121", ("1-12", "e121")),
        ("1-12", "abc.2020.12", ("1-12", "")),
    ],
)
def test_pages_and_article_numbers(
    page: str | None, article: str | None, expected: tuple[str, str]
) -> None:
    text = text_of(DOI="10.1000/abc.2020.12", page=page, **{"article-number": article})
    assert (text.get("page", ""), text.get("number", "")) == expected


def test_placeholders_are_no_numbers() -> None:
    text = text_of(volume="Publish Ahead of Print", issue="ahead-of-print", page="null")
    assert not {"volume", "issue", "page"} & set(text)


def test_a_preprint_names_its_server() -> None:
    work = {
        "type": "posted-content",
        "subtype": "preprint",
        "publisher": "Cold Spring Harbor Laboratory",
        "institution": [{"name": "bioRxiv"}],
        "title": ["T"],
    }
    item = item_from_work(work)
    assert (item.type, item.get("genre"), item.get("publisher")) == (
        "article",
        "Preprint",
        "bioRxiv",
    )
    ssrn = {**work, "institution": None, "group-title": "SSRN", "publisher": "Elsevier BV"}
    assert item_from_work(ssrn).get("publisher") == "SSRN"


def test_a_thesis_names_its_institution_degree_and_department() -> None:
    item = item_from_work(
        {
            "type": "dissertation",
            "publisher": "University Library",
            "institution": [{"name": "Some University", "place": ["X"], "department": ["Physics"]}],
            "degree": ["PhD Thesis"],
        }
    )
    assert item.type == "thesis"
    assert item.get("publisher") == "Some University"
    assert item.get("publisher-place") == "X"
    assert item.get("division") == "Physics"
    assert item.get("genre") == "PhD Thesis"


def test_books_chapters_and_their_series() -> None:
    book = text_of(type="edited-book", title=["T"], volume="3", **{"container-title": ["Series X"]})
    assert (book["collection-title"], book["collection-number"]) == ("Series X", "3")
    assert "container-title" not in book
    containers = ["Web Engineering", "Lecture Notes in Computer Science"]
    chapter = text_of(type="book-chapter", title=["T"], **{"container-title": containers})
    assert chapter["container-title"] == "Web Engineering"
    assert chapter["collection-title"] == "Lecture Notes in Computer Science"


def test_the_print_isbn_and_issn_come_first_and_only_valid_ones() -> None:
    text = text_of(
        ISBN=["http://id.crossref.org/isbn/9780470320365", "9780470374696"],
        ISSN=["1476-4687", "0028-0836"],
        **{
            "isbn-type": [
                {"value": "9780470320365", "type": "electronic"},
                {"value": "9780470374696", "type": "print"},
            ],
            "issn-type": [
                {"value": "1476-4687", "type": "electronic"},
                {"value": "0028-0836", "type": "print"},
            ],
        },
    )
    assert (text["ISBN"], text["ISSN"]) == ("9780470374696", "0028-0836")
    assert text_of(ISSN=["1234-0000", "1476-4687"])["ISSN"] == "1476-4687"
    assert text_of(ISSN="1476-4687")["ISSN"] == "1476-4687"


def test_an_event_is_kept_with_its_place_and_days() -> None:
    event = {"name": "Conf", "location": "Oxford", "start": {"date-parts": [[2020, 9, 1]]}}
    item = item_from_work({"type": "proceedings-article", "event": event})
    assert (item.get("event-title"), item.get("event-place")) == ("Conf", "Oxford")
    assert item.dates["event-date"] == Date(parts=((2020, 9, 1),))


def test_a_grant_names_project_investigators_and_funder() -> None:
    item = item_from_work(
        {
            "type": "grant",
            "award": "ABC-1",
            "award-start": {"date-parts": [[2020, 1, 1]]},
            "publisher": "Registrant",
            "project": [
                {
                    "project-title": [{"title": "The project", "language": "en"}],
                    "lead-investigator": [{"family": "Ray", "given": "Sugata"}],
                    "funding": [{"type": "grant", "funder": {"name": "Some Trust"}}],
                }
            ],
        }
    )
    assert item.get("title") == "The project"
    assert item.names["author"] == (Name(family="Ray", given="Sugata"),)
    assert (item.get("publisher"), item.get("number")) == ("Some Trust", "ABC-1")
    assert item.dates["issued"].year == 2020


def test_a_review_names_what_it_reviews() -> None:
    text = text_of(type="peer-review", title=['Review for "A &lt;i&gt;study&lt;/i&gt;"'])
    assert text["reviewed-title"] == "A <i>study</i>"


def test_an_issue_is_called_by_its_journal() -> None:
    text = text_of(type="journal-issue", issue="8", **{"container-title": ["Ecology"]})
    assert (text["title"], text["issue"]) == ("Ecology", "8")


def test_the_abstract_is_left_out_unless_asked_for() -> None:
    work = {"abstract": "<jats:title>Abstract</jats:title><jats:p>Words.</jats:p>"}
    assert "abstract" not in item_from_work(work).text
    assert item_from_work(work, abstract=True).get("abstract") == "Words."


def test_the_csl_json_of_a_work_gives_the_same_item() -> None:
    """Content negotiation flattens lists to their first member and renames the types."""
    work = WORKS["10.2196/58161"]
    flat = {key: v[0] if key in ("title", "container-title") else v for key, v in work.items()}
    flat |= {"type": "article-journal", "container-title-short": "JMIR Med Educ"}
    del flat["short-container-title"]
    assert item_from_work(flat) == item_from_work(work)


@pytest.mark.parametrize(
    "work",
    [
        {"title": None, "author": None, "issued": None, "container-title": None},
        {"title": [None], "author": [None], "ISBN": None, "institution": [], "event": None},
        {"title": 3, "volume": 3, "page": {}, "journal-issue": None, "institution": "X"},
    ],
)
def test_odd_records_never_fail(work: dict[str, Any]) -> None:
    assert item_from_work(work).type


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["date-parts", "name", "family", "given", "value", "type", "title", "x"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(
    work=st.sampled_from(sorted(WORKS)).map(WORKS.__getitem__),
    keys=st.lists(st.sampled_from(sorted({key for work in WORKS.values() for key in work}))),
    values=st.lists(JSON, min_size=8, max_size=8),
)
def test_no_value_of_any_field_breaks_the_mapping(
    work: dict[str, Any], keys: list[str], values: list[Any]
) -> None:
    changed = {**work, **dict(zip(keys, values, strict=False))}
    item = item_from_work(changed)
    assert item.type in CSL_TYPES
    assert all(isinstance(value, str) and value for value in item.text.values())


SHARED = Path(os.environ.get("CITARE_SHARED") or Path(__file__).parents[3] / "shared")


@pytest.mark.shared
def test_every_work_of_the_larger_corpus_becomes_a_sound_item() -> None:
    path = SHARED / "crossref" / "works-bulk.jsonl.gz"
    if not path.exists():
        pytest.skip("the larger corpora are not beside the checkout")
    for work in load_works(path):
        item = item_from_work(work)
        assert item.type in CSL_TYPES
        assert all(item.text.values())
        for name in (name for names in item.names.values() for name in names):
            assert name.family or name.literal or name.others


@pytest.mark.shared
def test_recorded_csl_json_gives_the_item_of_its_work() -> None:
    """Where content negotiation tells less (events, a second container), less is in the item."""
    path = SHARED / "crossref" / "works-bulk.jsonl.gz"
    if not path.exists():
        pytest.skip("the larger corpora are not beside the checkout")
    works = {str(work["DOI"]).lower(): work for work in load_works(path)}
    compared = 0
    for file in (SHARED / "crossref" / "csl-json").glob("*.json"):
        flat = json.loads(file.read_text("utf-8"))
        work = works.get(str(flat.get("DOI")).lower())
        if work is None:
            continue
        one, other = item_from_work(flat), item_from_work(work)
        assert one.type == other.type
        assert one.names == other.names
        assert one.dates["issued"] == other.dates["issued"] if one.dates else not other.dates
        assert one.text.items() <= other.text.items()
        compared += 1
    assert compared >= 20
