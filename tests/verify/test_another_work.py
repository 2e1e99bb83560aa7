"""A record that is plainly another work's is told from one that an entry misquotes."""

from __future__ import annotations

import pytest

from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import Name
from citare.verify.mismatch import is_another_work


def item(title: str, author: str, year: int = 2000, **text: str) -> Item:
    family, _, given = author.partition(", ")
    return Item(
        "k",
        "article-journal",
        {"title": title, **{name.replace("_", "-"): value for name, value in text.items()}},
        {"author": (Name(family=family, given=given),)} if author else {},
        {"issued": Date(parts=((year,),))},
    )


FINCHES = item("On the Ways of Finches", "Darling, C.", 1959, container_title="Island Letters")
TUTORS = item(
    "Artificial tutors in nursing schools", "Ferro, Eva", 2025, container_title="Nursing Today"
)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (FINCHES, TUTORS),
        (item("A chapter's own name", "Chapman, A."), item("Handbook of wells", "Editor, Ed")),
        (item("On the Ways of Finches", "", 1959, container_title="Island Letters"), TUTORS),
    ],
)
def test_another_title_by_other_people_is_another_work(mine: Item, theirs: Item) -> None:
    assert is_another_work(mine, theirs)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (FINCHES, FINCHES),
        (item("On the Ways of Finches", "Darling, C."), item("Ways of finches", "Darling, Ch.")),
        (item("Brunnen und Pumpen", "Vest, M."), item("Wells and pumps", "Vest, Mia")),
        (item("How wells work", "Wrong, A."), item("How wells work: a review", "Right, B.")),
        (item("", "Wrong, A."), item("How wells work", "Right, B.")),
        (
            item("Brunnen und Pumpen", "Wast, M.", volume="3", page="5-9"),
            item("Wells and pumps", "Vest, Mia", volume="3", page="5-10"),
        ),
        (item("О колодцах", "Вест, М."), item("Wells and pumps", "Vest, Mia")),
    ],
)
def test_what_is_misquoted_or_translated_is_the_same_work(mine: Item, theirs: Item) -> None:
    assert not is_another_work(mine, theirs)
