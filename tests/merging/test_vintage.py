"""Real records seen at two dates, replayed as old lock and new answer."""

from collections.abc import Mapping
from typing import Any

import pytest

from citare.compare.values import compare
from citare.merging.merge import Verdict, merge_entry, values_of
from tests.bench.vintage import answer_of, apply, blanked, edited, pairs

PAIRS = list(pairs())


@pytest.mark.parametrize(("old", "new"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
class TestReplay:
    """Each pair on its own."""

    def test_untouched_entry_follows_upstream_and_loses_nothing(
        self, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> None:
        first = answer_of(old, "2019")
        answer = answer_of(new, "2026")
        merge = merge_entry(first.item, answer, merge_entry(first.item, first).lock)
        assert not merge.undecided
        after = apply(first.item, merge)
        assert blanked(first.item, after) == []
        mine = values_of(after, "crossref")
        for variable, value in values_of(answer.item, "crossref").items():
            assert compare(variable, mine.get(variable, ""), value).agrees
        again = merge_entry(after, answer, merge.lock)
        assert (again.changes, again.lock) == ({}, merge.lock)

    def test_local_edits_all_stay(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        first = answer_of(old, "2019")
        mine = edited(first.item)
        answer = answer_of(new, "2026")
        merge = merge_entry(mine, answer, merge_entry(first.item, first).lock)
        after = apply(mine, merge)
        assert blanked(mine, after) == []
        assert after.text["title"] == mine.text["title"]
        assert after.dates == mine.dates or not mine.dates
        assert not {"title", "issued", "volume"} & {
            f.variable for f in merge.with_verdict(Verdict.UPDATED)
        }
        again = merge_entry(after, answer, merge.lock)
        assert (again.changes, again.lock) == ({}, merge.lock)

    def test_hand_written_entry_is_filled_and_the_rest_asked(
        self, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> None:
        mine = answer_of(old, "2019").item
        merge = merge_entry(mine, answer_of(new, "2026"))
        assert {f.verdict for f in merge.fields} <= {
            Verdict.FILLED,
            Verdict.DIFFERS,
            Verdict.SAME,
            Verdict.UNCHANGED,
        }
        assert blanked(mine, apply(mine, merge)) == []
