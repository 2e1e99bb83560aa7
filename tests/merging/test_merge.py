"""The verdicts of a three-way merge."""

import pytest

from citare.compare.values import Value, fingerprint
from citare.merging.merge import Decisions, Verdict, merge_field, merge_values
from citare.model.dates import Date
from citare.model.name import Name


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "verdict"),
    [
        ("A", "A", "A", Verdict.UNCHANGED),
        ("A", "A", "B", Verdict.UPDATED),
        ("A", "B", "A", Verdict.KEPT),
        ("A", "B", "B", Verdict.SAME),
        ("A", "B", "C", Verdict.CONFLICT),
        ("A", None, "A", Verdict.KEPT),
        ("A", None, "B", Verdict.CONFLICT),
        ("A", "A", None, Verdict.VANISHED),
        ("A", "B", None, Verdict.VANISHED),
        (None, "A", None, Verdict.UNCHANGED),
        (None, None, "B", Verdict.FILLED),
        (None, "A", "B", Verdict.CONFLICT),
        (None, "a!", "A", Verdict.SAME),
    ],
)
def test_who_moved_since_the_last_record_decides(
    base: str | None, mine: str | None, theirs: str | None, verdict: Verdict
) -> None:
    merge = merge_field("title", base, mine, theirs)
    assert merge.verdict is verdict
    assert merge.result == (theirs if verdict in (Verdict.UPDATED, Verdict.FILLED) else mine)


def test_first_contact_differs_instead_of_conflicting() -> None:
    assert merge_field("title", None, "A", "B", first_contact=True).verdict is Verdict.DIFFERS


def test_upstream_refinement_is_taken_where_the_person_wrote_nothing_of_their_own() -> None:
    short, full = (Name(family="Smith", given="J."),), (Name(family="Smith", given="Jane"),)
    assert merge_field("author", short, short, full).verdict is Verdict.UPDATED
    assert merge_field("author", None, short, full, first_contact=True).verdict is Verdict.SAME
    year, day = Date(parts=((2025,),)), Date(parts=((2025, 1, 27),))
    assert merge_field("issued", year, year, day).verdict is Verdict.UPDATED
    assert merge_field("issued", day, year, day).verdict is Verdict.UNCHANGED


def test_what_the_person_made_finer_is_not_overwritten() -> None:
    """I gave the first name in full; the registry moves to another spelling of its initial."""
    initial, mine = (Name(family="Smith", given="J."),), (Name(family="Smith", given="Jane"),)
    other = (Name(family="Smith", given="K."),)
    merge = merge_field("author", initial, mine, other)
    assert (merge.verdict, merge.result) == (Verdict.CONFLICT, mine)


def test_the_persons_word_decides_and_is_remembered_until_upstream_moves() -> None:
    take, keep = Decisions(take={"title"}), Decisions(keep={"*"})
    assert merge_field("title", "A", "B", "C", decided=take).verdict is Verdict.UPDATED
    merge = merge_field("title", "A", "B", "C", decided=keep)
    assert merge.verdict is Verdict.KEPT
    assert merge.by_person
    remembered = Decisions(kept={"title": fingerprint("C")})
    assert merge_field("title", "A", "B", "c.", decided=remembered).verdict is Verdict.KEPT
    assert merge_field("title", "A", "B", "D", decided=remembered).verdict is Verdict.CONFLICT


def test_page_here_stands_for_their_article_number() -> None:
    base: dict[str, Value] = {}
    merged = merge_values(base, {"page": "e58161"}, {"number": "58161"})
    assert [m.verdict for m in merged] == [Verdict.SAME]


def test_nothing_is_ever_blanked() -> None:
    values: dict[str, Value] = {"title": "T", "page": "1-2", "issued": Date(parts=((2004,),))}
    merged = merge_values(values, values, {})
    assert {m.variable: m.result for m in merged} == values
    assert {m.verdict for m in merged} == {Verdict.VANISHED}
