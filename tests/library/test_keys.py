"""Citation keys say what their template says, in ASCII, each key once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.errors import UsageError
from citare.library.keys import DEFAULT_TEMPLATE, compile_template, make_key
from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import OTHERS, Name

ITEM = Item(
    "x",
    "article-journal",
    {
        "title": "A systematic review of the <i>impact</i> of artificial intelligence",
        "container-title": "BMC Medical Education",
        "page": "12-15",
        "volume": "25",
        "keyword": "AI, learning",
    },
    {
        "author": (
            Name("Feigerlová", "Eva"),
            Name("Hani", "Hind"),
            Name("Hothersall-Davies", "Ellie"),
        )
    },
    {"issued": Date(((2025, 1, 27),))},
)


@pytest.mark.parametrize(
    ("template", "key"),
    [
        (DEFAULT_TEMPLATE, "feigerlova2025systematic"),
        ("[auth:lower][year][shorttitle]", "feigerlova2025SystematicReviewImpact"),
        ("[auth][year]", "Feigerlova2025"),
        ("[auth3:upper]_[shortyear]", "FEI_25"),
        ("[authors2][year]", "FeigerlovaHaniEtAl2025"),
        ("[authEtAl]:[year]", "FeigerlovaEtAl:2025"),
        ("[auth.etal][year]", "Feigerlova.etal2025"),
        ("[authors]", "FeigerlovaHaniHothersall-Davies"),
        ("[authorsAlpha][shortyear]", "FHH25"),
        ("[authorLast:lower]", "hothersall-davies"),
        ("[authorLast:nopunct]", "HothersallDavies"),
        ("[authorIni]", "FeigeHH"),
        ("[veryshorttitle:lower]", "systematic"),
        ("[title:abbr]", "SRIAI"),
        ("[camel3]", "ASystematicReview"),
        ("[journal:abbr][volume]", "BME25"),
        ("[keyword1][firstpage]-[lastpage]", "AI12-15"),
        ("[year][month]", "202501"),
        ("[doi:(nodoi)]", "nodoi"),
        ("[title:truncate4]", "Syst"),
        ('[auth:regex("o","0")]', "Feigerl0va"),
        ("auth.lower + '_' + year", "feigerlova_2025"),
        ("auth(3,2).lower", "han"),
        ("authors(n=2).lower + shortyear", "feigerlovahanietal25"),
        ("shorttitle(2, 1).condense('-').lower", "systematic-review"),
        ("title.select(2,2).camel", "ReviewImpact"),
        ("auth.substring(1,4) + year.substring(3,2)", "Feig25"),
        ("DOI | auth + year", "Feigerlova2025"),
        ("edtr + year ; year", "2025"),
    ],
)
def test_a_template_makes_the_key_it_says(template: str, key: str) -> None:
    assert compile_template(template).key(ITEM) == key


@pytest.mark.parametrize("template", ["[nonsense]", "[auth", "auth.nonsense", "auth year", "auth("])
def test_a_template_that_cannot_be_read_is_a_usage_error(template: str) -> None:
    with pytest.raises(UsageError):
        compile_template(template)


def test_a_key_is_unlike_all_others_whatever_their_case() -> None:
    taken = {"feigerlova2025systematic", "feigerlova2025systematica"}
    assert make_key(ITEM, taken) == "feigerlova2025systematicb"
    many = {"x" + end for end in ["", *"abcdefghijklmnopqrstuvwxyz"]}
    assert make_key(Item("", "x"), many) == "xaa"


def test_a_template_with_capitals_makes_no_key_twice() -> None:
    """`taken` is in lower case; the key is compared without case."""
    taken = {"feigerlova2025", "feigerlova2025a"}
    assert make_key(ITEM, taken, "auth + year") == "Feigerlova2025b"


def test_names_of_all_kinds_make_a_key() -> None:
    def key(name: Name, *more: Name) -> str:
        item = Item("", "book", {"title": "The Ω of it"}, {"author": (name, *more)})
        return make_key(item, ())

    assert key(Name("Gogh", "V.", non_dropping_particle="van")).startswith("vangogh")
    assert key(Name("O’Neil")).startswith("oneil")
    assert key(Name(literal="World Health Organization")).startswith("worldhealthorganization")
    assert key(Name("Müller"), OTHERS).startswith("m")
    assert key(OTHERS)


@given(
    st.builds(
        Item,
        id=st.just(""),
        type=st.sampled_from(["book", "article-journal"]),
        text=st.dictionaries(st.sampled_from(["title", "page"]), st.text()),
        names=st.dictionaries(
            st.just("author"), st.lists(st.builds(Name, family=st.text()), max_size=3).map(tuple)
        ),
    )
)
def test_any_item_gets_a_key_that_can_be_cited(item: Item) -> None:
    key = make_key(item, ())
    assert key
    assert key.isascii()
    assert not set(key) & set(' ,{}()="#%\\')
    assert make_key(item, {key.lower()}) != key
