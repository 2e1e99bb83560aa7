"""One entry, its lock and a registry's answer."""

from dataclasses import replace

from citare.merging.merge import Upstream, Verdict, merge_again, merge_entry
from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import Name

MINE = Item(
    "smith2020",
    "article-journal",
    text={"title": "On Things", "container-title": "J. Thing Stud.", "DOI": "10.1/X"},
    names={"author": (Name(family="Smith", given="J."),)},
    dates={"issued": Date(parts=((2020,),))},
)
THEIRS = Item(
    "",
    "article-journal",
    text={
        "title": "On things",
        "container-title": "Journal of Thing Studies",
        "volume": "3",
        "page": "1-9",
        "DOI": "10.1/x",
    },
    names={"author": (Name(family="Smith", given="Jane"),)},
    dates={"issued": Date(parts=((2020, 5),))},
)
ANSWER = Upstream(THEIRS, "10.1/x", "crossref", asked="2026-11-22")


def changed(**text: str) -> Upstream:
    return replace(ANSWER, item=THEIRS.with_(text={**THEIRS.text, **text}))


def test_first_contact_fills_and_keeps_spellings() -> None:
    merge = merge_entry(MINE, ANSWER)
    assert merge.changes == {"volume": "3", "page": "1-9"}
    assert not merge.undecided
    assert merge.lock.values["author"] == "Smith, Jane"


def test_a_second_merge_changes_nothing_and_writes_the_same_lock() -> None:
    first = merge_entry(MINE, ANSWER)
    mine = MINE.with_(text={**MINE.text, "volume": "3", "page": "1-9"})
    second = merge_entry(mine, ANSWER, first.lock)
    assert second.changes == {}
    assert second.lock == first.lock
    assert merge_again(mine, first.lock).changes == {}


def test_a_conflict_stays_open_until_the_person_decides() -> None:
    lock = merge_entry(MINE, ANSWER).lock
    mine = MINE.with_(text={**MINE.text, "volume": "4", "page": "1-9"})
    first = merge_entry(mine, changed(volume="5"), lock)
    assert [f.variable for f in first.with_verdict(Verdict.CONFLICT)] == ["volume"]
    again = merge_entry(mine, changed(volume="5"), first.lock)
    assert [f.variable for f in again.with_verdict(Verdict.CONFLICT)] == ["volume"]
    assert again.lock == first.lock
    offline = merge_again(mine, first.lock)
    assert offline.undecided
    kept = merge_entry(mine, changed(volume="5"), first.lock, keep=frozenset(["volume"]))
    assert not kept.undecided
    assert not merge_entry(mine, changed(volume="5"), kept.lock).undecided
    assert merge_entry(mine, changed(volume="6"), kept.lock).undecided
    taken = merge_entry(mine, changed(volume="5"), first.lock, take=frozenset(["volume"]))
    assert taken.changes == {"volume": "5"}


def test_first_contact_difference_stays_open_until_decided() -> None:
    mine = MINE.with_(text={**MINE.text, "title": "Quite another title"})
    first = merge_entry(mine, ANSWER)
    assert [f.variable for f in first.with_verdict(Verdict.DIFFERS)] == ["title"]
    assert [f.variable for f in merge_again(mine, first.lock).with_verdict(Verdict.DIFFERS)] == [
        "title"
    ]
    kept = merge_entry(mine, ANSWER, first.lock, keep=frozenset(["*"]))
    assert "title" in kept.lock.kept
    assert not merge_again(mine, kept.lock).undecided


def test_what_vanished_upstream_is_said_once_and_kept() -> None:
    lock = merge_entry(MINE, ANSWER).lock
    mine = MINE.with_(text={**MINE.text, "volume": "3", "page": "1-9"})
    less = THEIRS.with_(names={}, text={k: v for k, v in THEIRS.text.items() if k != "page"})
    first = merge_entry(mine, replace(ANSWER, item=less), lock)
    assert {f.variable for f in first.with_verdict(Verdict.VANISHED)} == {"author", "page"}
    assert first.changes == {}
    second = merge_entry(mine, replace(ANSWER, item=less), first.lock)
    assert not second.with_verdict(Verdict.VANISHED)
    assert second.lock == first.lock


def test_another_record_is_a_first_contact() -> None:
    lock = replace(merge_entry(MINE, ANSWER).lock, identifier="10.1/other")
    merge = merge_entry(MINE.with_(text={**MINE.text, "volume": "9"}), ANSWER, lock)
    assert [f.variable for f in merge.with_verdict(Verdict.DIFFERS)] == ["volume"]
