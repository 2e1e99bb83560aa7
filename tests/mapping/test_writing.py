"""Items become entries that are read as the same items, and fields by the names in use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.mapping.reading import to_item
from citare.mapping.writing import Dialect, field_values, to_fields
from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import OTHERS, Name
from citare.model.variables import TYPES

ARTICLE = Item(
    "k",
    "article-journal",
    {
        "title": "AI in health: The DNA of <i>E. coli</i> & more",
        "container-title": "JMIR Medical Education",
        "volume": "11",
        "number": "e58161",
        "DOI": "10.2196/58161",
        "ISSN": "2369-3762",
    },
    {"author": (Name("Gazquez-Garcia", "Javier"), OTHERS)},
    {"issued": Date(((2025, 2, 5),))},
)


def test_a_draft_has_the_fields_of_its_dialect_in_order() -> None:
    bibtex = to_fields(ARTICLE, dialect="bibtex")
    assert (bibtex.type, bibtex.key) == ("article", "k")
    assert list(bibtex.fields.items()) == [
        ("author", "Gazquez-Garcia, Javier and others"),
        ("title", "{AI} in health: The {DNA} of \\emph{E. coli} \\& more"),
        ("journal", "JMIR Medical Education"),
        ("year", "2025"),
        ("month", "feb"),
        ("day", "5"),
        ("volume", "11"),
        ("eid", "e58161"),
        ("doi", "10.2196/58161"),
        ("issn", "2369-3762"),
    ]
    biblatex = to_fields(ARTICLE, dialect="biblatex").fields
    assert biblatex["journaltitle"] == "JMIR Medical Education"
    assert biblatex["date"] == "2025-02-05"
    assert "year" not in biblatex


@pytest.mark.parametrize(
    ("csl", "text", "bibtex", "biblatex"),
    [
        ("book", {}, "book", "book"),
        ("chapter", {"container-title": "B"}, "incollection", "incollection"),
        ("chapter", {"page": "1-2"}, "inbook", "inbook"),
        ("paper-conference", {}, "inproceedings", "inproceedings"),
        ("thesis", {"genre": "PhD thesis"}, "phdthesis", "thesis"),
        ("thesis", {"genre": "Master’s thesis"}, "mastersthesis", "thesis"),
        ("report", {}, "techreport", "report"),
        ("webpage", {}, "misc", "online"),
        ("dataset", {}, "misc", "dataset"),
        ("software", {}, "misc", "software"),
        ("patent", {}, "misc", "patent"),
        ("manuscript", {}, "unpublished", "unpublished"),
        ("article", {"archive": "arXiv", "archive_location": "1"}, "misc", "online"),
        ("pamphlet", {}, "booklet", "booklet"),
    ],
)
def test_each_type_gets_the_entry_type_of_its_dialect(
    csl: str, text: dict[str, str], bibtex: str, biblatex: str
) -> None:
    item = Item("k", csl, text)
    assert to_fields(item, dialect="bibtex").type == bibtex
    if csl != "thesis" or "PhD" in text["genre"]:
        assert to_fields(item, dialect="biblatex").type == biblatex


def test_values_come_under_the_names_that_an_entry_uses() -> None:
    values = field_values(
        ARTICLE,
        "article",
        "bibtex",
        {"author", "title", "subtitle", "journaltitle", "date", "pages"},
    )
    assert values["journaltitle"].value == "JMIR Medical Education"
    assert values["date"].value == "2025-02-05"
    assert values["pages"].value == "e58161"
    assert values["pages"].variable == "number"
    assert values["title"].value == "{AI} in health"
    assert values["subtitle"].value == "The {DNA} of \\emph{E. coli} \\& more"
    assert not {"journal", "year", "month", "eid"} & values.keys()


def test_year_and_month_stay_year_and_month_in_biblatex_files() -> None:
    values = field_values(ARTICLE, "article", "biblatex", {"year"})
    assert (values["year"].value, values["month"].value) == ("2025", "feb")
    assert "date" not in values


def test_a_publisher_stands_where_the_entry_has_it() -> None:
    item = Item("k", "report", {"publisher": "WHO", "publisher-place": "Geneva"})
    assert field_values(item, "report", "biblatex", {"publisher"})["publisher"].value == "WHO"
    assert field_values(item, "report", "biblatex", {"address"})["address"].value == "Geneva"
    assert field_values(item, "techreport", "bibtex", set())["institution"].value == "WHO"


WORD = st.text("abc DEé&%$_#{}~^\\'<-,.", min_size=1, max_size=10).map(
    lambda text: " ".join(text.split()).replace("'", "’")
).filter(lambda text: text.strip("-., ") and "--" not in text and ",," not in text)  # fmt: skip
NAME = st.builds(Name, family=st.sampled_from(["Smith", "Brinch Hansen", "Müller"]),
                 given=st.sampled_from(["", "Ann B.", "J.-P."]),
                 non_dropping_particle=st.sampled_from(["", "van der"]))  # fmt: skip
ITEM = st.builds(
    lambda csl, text, names, date: Item("k", csl, text, names, {"issued": date}),
    st.sampled_from(["article-journal", "book", "chapter", "paper-conference", "report", "thesis"]),
    st.fixed_dictionaries(
        {"title": WORD, "container-title": WORD, "genre": WORD},
        optional={
            "publisher": WORD,
            "publisher-place": WORD,
            "volume": WORD,
            "number-of-pages": WORD,
            "abstract": WORD,
            "note": WORD,
            "keyword": WORD,
            "page": st.sampled_from(["12-15", "e12", "3, 5-7", "S1-2–S1-4"]),
            "edition": st.sampled_from(["2", "Revised"]),
            "DOI": st.just("10.1000/a<b>c"),
            "URL": st.just("https://example.org/a_b%20c#d"),
            "language": st.sampled_from(["en-US", "de-DE", "fr"]),
            "status": st.sampled_from(["in press", "odd"]),
        },
    ),
    st.fixed_dictionaries({"author": st.lists(NAME, min_size=1, max_size=3).map(tuple)}),
    st.builds(
        lambda year, month: Date(((year, month),)), st.integers(1500, 2100), st.integers(1, 12)
    ),
)


@given(ITEM, st.sampled_from(["bibtex", "biblatex"]))
def test_a_drafts_item_is_the_item_it_was_made_of(item: Item, dialect: Dialect) -> None:
    draft = to_fields(item, dialect=dialect)
    for value in draft.fields.values():
        assert value.count("{") == value.count("}")
    read, _ = to_item(draft.type, draft.key, draft.fields)

    def plain(one: Item) -> dict[str, str]:
        spans = ('<span class="nocase">', "</span>")
        return {
            name: text.replace(spans[0], "").replace(spans[1], "")
            for name, text in one.text.items()
        }

    assert plain(read) == plain(item)
    assert (read.type, read.names, read.dates) == (item.type, item.names, item.dates)
    assert to_fields(read, dialect=dialect) == draft


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@pytest.mark.parametrize("csl", sorted(TYPES))
def test_every_csl_type_comes_back(csl: str, dialect: Dialect) -> None:
    """Where no entry type says it, `entrysubtype` does."""
    item = Item("k", csl, {"title": "T", "container-title": "C", "publisher": "P"})
    draft = to_fields(item, dialect=dialect)
    read, _ = to_item(draft.type, draft.key, draft.fields)
    assert read.type == csl
    assert "entrysubtype" not in read.extra.get("bibtex", {})
    assert to_fields(read, dialect=dialect) == draft


def test_and_in_a_publisher_does_not_make_two_of_it() -> None:
    """BibLaTeX splits literal lists at `and` (manual, 2.2.2); BibTeX's fields are no lists."""
    text = {"publisher": "Wiley and Sons", "publisher-place": "Minneapolis and others"}
    item = Item("k", "book", text)
    biblatex = to_fields(item, dialect="biblatex").fields
    assert biblatex["publisher"] == "{Wiley and Sons}"
    assert biblatex["location"] == "{Minneapolis and others}"
    assert to_fields(item, dialect="bibtex").fields["publisher"] == "Wiley and Sons"
    assert to_item("book", "k", biblatex)[0] == item


@pytest.mark.parametrize("csl", ["thesis", "report"])
def test_a_work_of_no_genre_gains_none(csl: str) -> None:
    """BibTeX's styles would print "PhD thesis" or "Technical Report" for nothing."""
    item = Item("k", csl, {"title": "T"})
    draft = to_fields(item, dialect="bibtex")
    assert draft.fields["type"] == csl.capitalize()
    assert to_item(draft.type, "k", draft.fields)[0] == item
    assert "type" not in field_values(item, draft.type, "bibtex")


@pytest.mark.parametrize(
    "name",
    [
        Name("de Carvalho", "L. C.", parse_names=False),
        Name("Vázques de Parga", "Luis"),
        Name("Carvalho", "L. C.", non_dropping_particle="de"),
    ],
)
def test_a_particle_stays_where_it_was(name: Name) -> None:
    item = Item("k", "book", {}, {"author": (name,)})
    assert to_item("book", "k", to_fields(item).fields)[0].names == item.names
