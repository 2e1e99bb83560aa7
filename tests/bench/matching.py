"""How well citations find their records: precision, recall, and how often citare asks.

    python -m tests.bench.matching [--works FILE.jsonl.gz] [--citations FILE.jsonl]
                                   [--count N] [--seed N] [--show N] [--save FILE.jsonl]
                                   [--hard] [--url http://127.0.0.1:8080/]

Builds a search over the works (lines of Crossref records, bare or under "message"). Without
--citations it renders its own from the works: many styles, real-life damage, works held out of
the index ("no record at all"), and distractors put into it (preprints, copies, components,
reviews, corrections, sequels). A citations file has `ref_string` and `gold_doi` (a DOI, a list
of DOIs, or null) a line. --hard cites works that are left out of the index while a near relative
of each is in it: same journal and year, one series, parts, editions, replies, chapters of one book.
With --url the candidates come from a Crossref server
(tests.servers.crossref) instead of the index.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citare.matching.candidate import candidate
from citare.matching.citation import parse_citation, query_of
from citare.matching.score import Accepted, Outcome, Uncertain, match
from citare.model.identifiers import normalise_doi
from citare.sources.crossref_work import item_from_work
from tests.bench.citation_styles import render
from tests.bench.distractors import around
from tests.bench.relatives import with_a_relative
from tests.servers.crossref import load_works
from tests.servers.search_index import SearchIndex

Work = Mapping[str, Any]
SHARED = Path(os.environ.get("CITARE_SHARED") or Path(__file__).parents[2].parent / "shared")
BULK = SHARED / "crossref" / "works-bulk.jsonl.gz"
KEPT = Path(__file__).parents[1] / "data" / "crossref" / "works.jsonl.gz"
ROWS = 20
CITABLE = frozenset(
    [
        *("journal-article", "book-chapter", "proceedings-article", "book", "monograph"),
        *("report", "posted-content", "dissertation", "reference-entry", "edited-book"),
    ]
)


@dataclass(frozen=True)
class Case:
    """A citation, the DOIs that answer it (none: no record), and how it was made."""

    text: str
    gold: frozenset[str]
    note: str = ""


def identity(work: Work) -> tuple[str, ...]:
    """What two registrations of one work share."""
    title = "".join(c for c in str((work.get("title") or [""])[0]).lower() if c.isalnum())
    people = work.get("author") or [{}]
    first = str(people[0].get("family") or people[0].get("name") or "").lower()
    page = str(work.get("page") or work.get("article-number") or "").partition("-")[0]
    return title, first, page, str(work.get("volume") or "")


def rendered(works: list[Work], count: int, rng: random.Random) -> tuple[list[Case], list[Work]]:
    """Cases, and the works of the index: some held out, distractors put in."""
    twins: dict[tuple[str, ...], set[str]] = {}
    for work in works:
        twins.setdefault(identity(work), set()).add(str(work["DOI"]).lower())
    citable = [w for w in works if _citable(w)]
    chosen = rng.sample(citable, min(count, len(citable)))
    held = chosen[: len(chosen) // 5]
    held_out = {doi for w in held for doi in twins[identity(w)]}
    index = [w for w in works if str(w["DOI"]).lower() not in held_out]
    index += around(chosen, rng, 0.5)
    cases = []
    for work in chosen:
        text, parts, style = render(work, rng)
        gold = frozenset(twins[identity(work)]) - held_out
        cases.append(Case(text, gold, f"{style}: {', '.join(parts.damage) or 'no damage'}"))
    return cases, index


def relatives(works: list[Work], count: int, rng: random.Random) -> tuple[list[Case], list[Work]]:
    """The hard set: citations of works that are left out, while a near relative is there."""
    twins: dict[tuple[str, ...], set[str]] = {}
    for work in works:
        twins.setdefault(identity(work), set()).add(str(work["DOI"]).lower())
    chosen = with_a_relative([w for w in works if _citable(w)], count, rng)
    held_out = {doi for work, _ in chosen for doi in twins[identity(work)]}
    index = [w for w in works if str(w["DOI"]).lower() not in held_out]
    cases = []
    for work, kinship in chosen:
        text, parts, style = render(work, rng)
        damage = ", ".join(parts.damage) or "no damage"
        cases.append(Case(text, frozenset(), f"{kinship}; {style}: {damage}; {work['DOI']}"))
    return cases, index


def _citable(work: Work) -> bool:
    dated = ((work.get("issued") or {}).get("date-parts") or [[None]])[0]
    title = (work.get("title") or [""])[0]
    placed = work.get("volume") and work.get("page") and work.get("container-title")
    named = bool(work.get("author"))
    return bool(
        work.get("type") in CITABLE
        and dated
        and dated[0]
        and ((title and named) or (placed and named))
    )


def read_cases(path: Path) -> Iterator[Case]:
    """The lines of a citations file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            gold = row.get("gold_doi") or []
            gold = [gold] if isinstance(gold, str) else gold
            dois = frozenset(normalise_doi(d) or d.lower() for d in gold)
            yield Case(row["ref_string"], dois, row.get("note", ""))


class Served:
    """A Crossref server over HTTP, searched like the index."""

    def __init__(self, url: str, works: Sequence[Work]) -> None:
        self.url = url.rstrip("/") + "/works?"
        self.works = works

    def search(self, text: str, rows: int) -> tuple[list[tuple[float, Work]], int]:
        """The server's items with their scores."""
        query = urllib.parse.urlencode({"query.bibliographic": text, "rows": rows})
        with urllib.request.urlopen(self.url + query) as reply:
            message = json.load(reply)["message"]
        items = message["items"]
        return [(float(w.get("score") or 0), w) for w in items], len(items)


def answer(text: str, index: SearchIndex | Served) -> Outcome:
    """What citare says of a citation, asked of this index."""
    citation = parse_citation(text)
    found, _ = index.search(query_of(citation), rows=ROWS)
    works = [work for _, work in found if work.get("DOI")]
    return match(
        citation,
        [candidate(item_from_work(w), str(w["DOI"]).lower(), "crossref", w) for w in works],
    )


def run(cases: Sequence[Case], index: SearchIndex | Served, show: int) -> Counter[str]:
    """Answer all cases; prints the first `show` that went wrong or stayed open."""
    known = {str(w.get("DOI")).lower() for w in index.works}
    counts: Counter[str] = Counter()
    for case in cases:
        gold = case.gold
        outcome = answer(case.text, index)
        verdict = _verdict(outcome, gold)
        counts[verdict] += 1
        counts["with record" if gold else "without record"] += 1
        counts["record not in the index"] += bool(gold) and not gold & known
        if verdict.startswith(("wrong", "not certain: right", "no match, though")) and show > 0:
            show -= 1
            _print_case(case, outcome, verdict)
    return counts


def _verdict(outcome: Outcome, gold: frozenset[str]) -> str:
    if isinstance(outcome, Accepted):
        doi = outcome.judgement.candidate.identifier
        if doi in gold:
            return "accepted, right"
        return "wrong: another record" if gold else "wrong: there is no record"
    if isinstance(outcome, Uncertain):
        if not gold:
            return "not certain: no record"
        first = outcome.ranked[0].candidate.identifier in gold
        return "not certain: right one first" if first else "not certain: right one not first"
    return "no match, though there is one" if gold else "no match, right"


def _print_case(case: Case, outcome: Outcome, verdict: str) -> None:
    print(f"\n{verdict}  [{case.note}]  gold: {', '.join(sorted(case.gold)) or 'none'}")
    print(f"  {case.text}")
    if isinstance(outcome, Accepted):
        shown = [outcome.judgement]
    elif isinstance(outcome, Uncertain):
        print(f"  {outcome.reason}")
        shown = list(outcome.ranked[:2])
    else:
        print(f"  {outcome.reason}")
        shown = []
    for j in shown:
        said = ", ".join(
            f"{e.field} {e.agreement}{'' if e.agreement == 'agrees' else f' ({e.recorded[:40]})'}"
            for e in j.evidence
            if e.agreement != "absent"
        )
        title = j.candidate.item.get("title")
        print(f"   {j.score:6.2f} {j.candidate.identifier} | {title[:90]} | {said} | {j.against}")


def report(counts: Counter[str], seconds: float) -> None:
    """Print the figures."""
    total = counts["with record"] + counts["without record"]
    right = counts["accepted, right"]
    accepted = right + sum(n for k, n in counts.items() if k.startswith("wrong"))
    findable = counts["with record"] - counts["record not in the index"]
    first = counts["not certain: right one first"]
    open_ = sum(n for k, n in counts.items() if k.startswith("not certain"))
    print(f"\n{total} citations, {counts['with record']} with a record, {seconds:.0f} s")
    for name in sorted(counts):
        print(f"  {name:34} {counts[name]:6}")
    print(f"precision of what is accepted without asking  {right / max(accepted, 1):.4f}")
    print(
        f"recall of what is accepted without asking     {right / max(counts['with record'], 1):.4f}"
    )
    if counts["record not in the index"]:
        print(f"  of those whose record is in the index       {right / max(findable, 1):.4f}")
    print(f"recall with the first of the ranked ones      {(right + first) / max(findable, 1):.4f}")
    print(f"not certain                                   {open_ / max(total, 1):.4f}")
    if counts["without record"]:
        wrong = counts["wrong: there is no record"] / counts["without record"]
        print(f"accepted though there is no record            {wrong:.4f}")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="tests.bench.matching", description=__doc__)
    parser.add_argument("--works", type=Path, default=BULK if BULK.exists() else KEPT)
    parser.add_argument("--citations", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--url", help="ask this server for candidates")
    parser.add_argument("--hard", action="store_true", help="near relatives of absent works")
    parser.add_argument("--save", type=Path, help="write the rendered citations to a file")
    options = parser.parse_args(arguments)
    works = [w for w in load_works(options.works) if w.get("DOI")]
    if options.hard:
        cases, indexed = relatives(works, options.count, random.Random(options.seed))
    elif options.citations:
        cases, indexed = list(read_cases(options.citations)), works
    else:
        cases, indexed = rendered(works, options.count, random.Random(options.seed))
    if options.save:
        rows = [{"ref_string": c.text, "gold_doi": sorted(c.gold) or None} for c in cases]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        options.save.write_text(lines, encoding="utf-8")
    index = Served(options.url, indexed) if options.url else SearchIndex(indexed)
    start = time.monotonic()
    counts = run(cases, index, options.show)
    report(counts, time.monotonic() - start)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
