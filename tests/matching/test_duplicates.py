"""The same work twice, and works that only look alike."""

import random
import time

import pytest

from citare.matching.duplicates import Duplicate, compare_pair, find_duplicates, groups
from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import Name

TITLE = "Deep learning for the classification of retinal images"


def item(
    key: str = "a",
    title: str = TITLE,
    author: str = "Smith, Jane",
    year: int | None = 2020,
    kind: str = "article-journal",
    **text: str,
) -> Item:
    family, _, given = author.partition(", ")
    return Item(
        key,
        kind,
        text={"title": title, **{k.replace("_", "-"): v for k, v in text.items()}},
        names={"author": (Name(family=family, given=given),)} if author else {},
        dates={"issued": Date(parts=((year,),))} if year else {},
    )


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (item(DOI="10.1/X"), item(DOI="https://doi.org/10.1/x", year=1999), "same DOI 10.1/x"),
        (item(PMID="123"), item(PMID="PMID: 123"), "same PMID 123"),
        (item(), item(author="Smith, J."), "same title, same author and year"),
        (item(), item(title=TITLE.upper() + "."), "same title, same author and year"),
        (item(), item(title=TITLE.replace("retinal", "retnal")), "nearly the same title (99%)"),
        (
            item(container_title="J. Am. Chem. Soc."),
            item(year=2021, container_title="Journal of the American Chemical Society"),
            "same title, same author and journal",
        ),
        (
            item(kind="book", ISBN="0-306-40615-2", author="", year=None),
            item(kind="book", ISBN="978-0-306-40615-7", author="", year=None),
            "same ISBN and title",
        ),
    ],
)
def test_duplicate_is_found_with_its_reason(one: Item, other: Item, reason: str) -> None:
    found = compare_pair(one, other)
    assert found is not None
    assert found.reason.startswith(reason)


APART = [
    (item(title=TITLE + " I"), item(title=TITLE + " II"), "different parts"),
    (item(title=TITLE + ": part 1"), item(title=TITLE + ": part 2"), "different parts"),
    (item(), item(kind="article", publisher="arXiv"), "preprint"),
    (item(), item(kind="paper-conference"), "conference"),
    (item(kind="book", edition="2"), item(kind="book", edition="3rd"), "edition"),
    (item(kind="chapter", page="1-9"), item(kind="chapter", page="10-19"), "pages"),
    (item(kind="book"), item(kind="chapter"), "chapter"),
    (item(year=2010), item(year=2020), "years"),
    (item(), item(author="Jones, Bob"), "first authors"),
    (item(DOI="10.1/a"), item(DOI="10.1/b"), "different DOIs"),
    (item(), item(title="Correction to: " + TITLE), "notice"),
    (item(volume="3", issue="1"), item(volume="3", issue="2"), "issues"),
    (item(container_title="Nature"), item(container_title="Optics Letters"), "journals"),
]


@pytest.mark.parametrize(
    ("one", "other"), [pair[:2] for pair in APART], ids=[why for *_, why in APART]
)
def test_what_only_looks_alike_is_told_apart(one: Item, other: Item) -> None:
    assert compare_pair(one, other) is None


def test_chapters_of_one_book_share_its_isbn_and_are_not_duplicates() -> None:
    chapters = [
        item("a", "Cells and their walls", kind="chapter", ISBN="978-0-306-40615-7"),
        item("b", "Roots and their hairs", kind="chapter", ISBN="978-0-306-40615-7"),
    ]
    assert find_duplicates(chapters) == ()


def test_a_replaced_word_is_no_slip() -> None:
    one = item(title="What are the effects of interventions for treating chronic sinusitis?")
    other = item(title="What are the effects of interventions for preventing chronic sinusitis?")
    assert compare_pair(one, other) is None


def test_short_titles_need_more_than_a_year() -> None:
    one = item("a", "Editorial", "Smith, J.", volume="1", page="1")
    other = item("b", "Editorial", "Doe, A.", volume="2", page="5")
    assert find_duplicates([one, other]) == ()


def test_same_doi_on_different_titles_is_shown_but_not_certain() -> None:
    found = compare_pair(item(DOI="10.1/x"), item(title="Something else entirely", DOI="10.1/x"))
    assert found is not None
    assert not found.certain


def test_groups_join_pairs() -> None:
    pairs = [Duplicate("a", "b", "", True), Duplicate("c", "d", "", True)]
    pairs.append(Duplicate("b", "c", "", True))
    assert groups(pairs) == (("a", "b", "c", "d"),)


def test_ten_thousand_entries_take_seconds_and_all_planted_pairs_are_found() -> None:
    rng = random.Random(3)
    vocabulary = [
        "".join(rng.choices("abcdefghijklmnop", k=rng.randint(4, 9))) for _ in range(3000)
    ]
    library = [
        item(
            f"k{n}",
            " ".join(rng.choices(vocabulary, k=9)),
            f"{rng.choice(vocabulary).title()}, A.",
            rng.randint(1990, 2020),
        )
        for n in range(9_900)
    ]
    library += [
        item(f"copy{n}", library[n].text["title"].title(), author="", year=None).with_(
            names=library[n].names, dates=library[n].dates
        )
        for n in range(100)
    ]
    start = time.perf_counter()
    found = find_duplicates(library)
    assert time.perf_counter() - start < 6  # about one second on an idle machine
    assert {d.second for d in found} == {f"copy{n}" for n in range(100)}


@pytest.mark.parametrize("title, doi", [("Annual report of the society", ""), ("", "10.1000/182")])
def test_comparisons_grow_with_the_number_of_entries_that_are_alike(
    title: str, doi: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: twice the entries of one title or one DOI, twice the comparisons."""
    compared: list[int] = []
    for count in (400, 800):
        calls = 0

        def counting(one: object, other: object) -> Duplicate | None:
            nonlocal calls
            calls += 1
            return None

        monkeypatch.setattr("citare.matching.duplicates._compare", counting)
        items = [
            Item(str(n), "book", text={"title": title or f"Word{n} of chapter {n}", "DOI": doi})
            for n in range(count)
        ]
        find_duplicates(items)
        compared.append(calls)
    assert 0 < compared[1] <= 2.2 * compared[0]


def test_two_equal_entries_are_found_among_many_of_one_title() -> None:
    def report(number: int, year: int) -> Item:
        return Item(
            str(number),
            "report",
            text={"title": "Annual report of the society", "publisher": "Society"},
            names={"author": (Name(family="Roe", given="Jo"),)},
            dates={"issued": Date(parts=((year,),))},
        )

    items = [report(n, 1000 + 2 * n) for n in range(200)] + [report(999, 1200)]
    assert [(d.first, d.second) for d in find_duplicates(items)] == [("100", "999")]
