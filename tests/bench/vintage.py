"""Replay real registry drift: old record as the lock, new record as the answer.

`python -m tests.bench.vintage [FILE.jsonl.gz]` prints, for every pair and three kinds of entry
(the old record untouched; with local edits; written by hand with no lock), the fields taken,
kept, in conflict, vanished upstream, and blanked, which must be none.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from citare.merging.merge import EntryMerge, Upstream, Verdict, merge_entry, values_of
from citare.model.dates import Date
from citare.model.item import Item
from citare.sources.crossref_work import item_from_work

HERE = Path(__file__).parent
PAIRS = HERE.parent / "data" / "crossref" / "vintage.jsonl.gz"


def pairs(path: Path = PAIRS) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """DOI, older and newer record of each line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            yield pair["doi"], pair.get("old") or pair["a"], pair.get("new") or pair["b"]


def answer_of(work: Mapping[str, Any], asked: str) -> Upstream:
    """A record as a registry's answer."""
    return Upstream(item_from_work(work), str(work["DOI"]).lower(), "crossref", asked)


def edited(item: Item) -> Item:
    """The item as a person may have changed it: another title, year, page, first author."""
    text = dict(item.text)
    for variable in ("title", "container-title", "volume", "page"):
        if variable in text:
            text[variable] += " (my own)"
    dates = {v: Date(parts=((1901,),)) for v in item.dates}
    names = {v: tuple(reversed(people)) for v, people in item.names.items()}
    return item.with_(text=text, dates=dates, names=names)


def apply(item: Item, merge: EntryMerge) -> Item:
    """The item after the merge's changes."""
    text, names, dates = dict(item.text), dict(item.names), dict(item.dates)
    for variable, value in merge.changes.items():
        if isinstance(value, str):
            text[variable] = value
        elif isinstance(value, Date):
            dates[variable] = value
        else:
            names[variable] = value
    return item.with_(text=text, names=names, dates=dates)


def blanked(before: Item, after: Item) -> list[str]:
    """Variables that had a value and have none any more."""
    now = values_of(after, "crossref")
    return [v for v in values_of(before, "crossref") if not now.get(v)]


def main(arguments: list[str]) -> int:
    path = Path(arguments[0]) if arguments else PAIRS
    totals: dict[str, Counter[str]] = {k: Counter() for k in ("untouched", "edited", "no lock")}
    count = 0
    for doi, old, new in pairs(path):
        count += 1
        first = answer_of(old, "2019-01-01")
        lock = merge_entry(first.item, first).lock
        answer = answer_of(new, "2026-01-01")
        for name, mine, base in (
            ("untouched", first.item, lock),
            ("edited", edited(first.item), lock),
            ("no lock", first.item, None),
        ):
            merge = merge_entry(mine, answer, base)
            after = apply(mine, merge)
            totals[name].update(f.verdict.value for f in merge.fields)
            totals[name]["blanked"] += len(blanked(mine, after))
            again = merge_entry(after, answer, merge.lock)
            totals[name]["changed by a second sync"] += len(again.changes)
            totals[name]["lock moved by a second sync"] += again.lock != merge.lock
            if name == "untouched":
                for f in merge.with_verdict(Verdict.UPDATED, Verdict.FILLED, Verdict.VANISHED):
                    print(f"{doi}: {f.variable} {f.verdict}: {f.mine!s:.70} -> {f.theirs!s:.70}")
    print(f"\n{count} works seen at two dates")
    for name, counter in totals.items():
        print(f"{name:10}", ", ".join(f"{k} {v}" for k, v in sorted(counter.items())))
    return int(any(t["blanked"] for t in totals.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
