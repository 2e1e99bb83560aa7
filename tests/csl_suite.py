"""Run CSL test fixtures by hand: `python -m tests.csl_suite [--suite DIR] [-k PATTERN] [-v]`.

Any folder of fixtures in the official format. Shows what differs with -v and ends with
`passed N of M`; `--list` prints the names that pass.
"""

from __future__ import annotations

import argparse
import fnmatch
import functools
import json
import os
import re
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from citare.csl.context import Context
from citare.csl.entries import Entry
from citare.csl.processor import Citation, Cite, Compiled, compile_style
from citare.csl.session import Session
from citare.csl.style import read_style
from citare.disk.styles import StyleFiles
from citare.model.csl_json import item_from_json
from citare.text.rich import Rich
from tests.csl_html import bibliography_html, html, same

SECTION = re.compile(
    r"^>>={2,} +([A-Z-]+) +={2,}>>\s*?\n(.*?)^<<={2,} +\1 +={2,}<<", re.DOTALL | re.MULTILINE
)
NOTHING = "[CSL STYLE ERROR: reference with no printed form.]"


@dataclass(frozen=True)
class Fixture:
    """One test: its name and sections."""

    name: str
    sections: dict[str, str]

    @property
    def category(self) -> str:
        """The part of the name before the underscore."""
        return self.name.partition("_")[0]


class CachedFiles(StyleFiles):
    """Locale files read once."""

    @functools.cache  # noqa: B019
    def locale(self, language: str) -> str | bytes | None:
        return super().locale(language)


FILES = CachedFiles()


def fixtures(folder: Path) -> Iterator[Fixture]:
    """The fixtures of a folder, by name."""
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8-sig")
        sections = {m[1]: m[2].removesuffix("\n") for m in SECTION.finditer(text)}
        if "CSL" in sections and "RESULT" in sections:
            yield Fixture(path.stem, sections)


def read_cite(data: dict[str, Any]) -> Cite:
    """A cite from CITATION-ITEMS or CITATIONS."""
    return Cite(
        id=str(data["id"]),
        locator=str(data.get("locator") or ""),
        label=str(data.get("label") or ""),
        prefix=str(data.get("prefix") or ""),
        suffix=str(data.get("suffix") or ""),
        suppress_author=bool(data.get("suppress-author")),
        author_only=bool(data.get("author-only")),
        near_note=data.get("near-note"),
        position=data.get("position"),
        first_note=int(data.get("first-reference-note-number") or 0),
    )


def _text(rich: Rich) -> str:
    return html(rich) if rich else NOTHING


def _items(fixture: Fixture) -> list[Any]:
    items = json.loads(fixture.sections["INPUT"])
    for index, item in enumerate(items):
        if item.get("id") in (None, ""):
            item["id"] = index
    return [item_from_json(item) for item in items]


def _with_authors(authors: Rich, infix: str, text: Rich) -> Rich:
    """A composite citation: the names, what is between, the rest."""
    return (*authors, f" {infix} " if infix else " ", *text) if authors else text


def _signatures(session: Session, citations: list[Citation]) -> dict[str, object]:
    """By citation, what its text depends on beyond its cites: the suite marks a change of it.

    Numbers, what disambiguation decided, whether an item that looks like another is cited again.
    """
    needs = session.compiled.needs
    looks: dict[str, list[str]] = {}
    ctx = Context(session.order[0]) if session.order else None
    for entry in session.order:
        plain = Entry(entry.item, session.people)
        plain.number = entry.number
        assert ctx is not None
        looks.setdefault(session.compiled.citation.compare_text(plain, None, ctx), []).append(
            entry.item.id
        )
    options = session.compiled.style.citation.options
    tells_apart = needs.conditions or any(
        value == "true" for name, value in options.items() if name.startswith("disambiguate-add")
    )
    groups = [group for group in looks.values() if len(group) > 1 and tells_apart]
    alike = {item_id for group in groups for item_id in group}
    cited = Counter(cite.id for citation in citations for cite in citation.cites)

    def signature(entry: Entry) -> object:
        state, key = entry.names_state, entry.item.id
        return (
            entry.number if needs.cited_number else 0,
            entry.year_suffix,
            entry.disambiguate,
            (state.counts, state.levels) if state else None,
            key in alike and cited[key] > 1,
            session.first_notes[key] if needs.first_note else 0,
        )

    return {
        citation.id: [
            signature(session.entries[cite.id])
            for cite in citation.cites
            if cite.id in session.entries
        ]
        for citation in citations
    }


def _run_citations(session: Session, fixture: Fixture) -> str:
    known: dict[str, Citation] = {}
    infixes: dict[str, str] = {}
    before: dict[str, object] = {}
    lines: list[str] = []
    for step in json.loads(fixture.sections["CITATIONS"]):
        data, pre, post = step
        properties = data.get("properties") or {}
        citation = Citation(
            tuple(read_cite(c) for c in data["citationItems"]),
            int(properties.get("noteIndex") or 0),
            properties.get("mode") or "",
            str(data.get("citationID")),
        )
        known[citation.id] = citation
        infixes[citation.id] = properties.get("infix") or ""
        order = []
        for name, note in [*pre, [citation.id, citation.note_index], *post]:
            if name in known:
                known[name] = replace(known[name], note_index=int(note or 0))
                order.append(known[name])
        session.register((c.id for citation in order for c in citation.cites), order)
        printed = zip(order, session.cite(order), session.authors, strict=True)
        texts = {c.id: _text(_with_authors(a, infixes[c.id], t)) for c, t, a in printed}
        signed = _signatures(session, order)
        marks = {c.id: (texts[c.id], signed[c.id]) for c in order}
        lines = [
            f"{'>>' if before.get(n) != marks[n] or n == citation.id else '..'}[{i}] {text}"
            for i, (n, text) in enumerate(texts.items())
        ]
        before = dict(marks)
    return "\n".join(lines)


def run(fixture: Fixture) -> str:
    """The output of a fixture as the suite writes it."""
    compiled: Compiled = compile_style(
        read_style(fixture.sections["CSL"].strip(), fixture.name), FILES, links="none"
    )
    session = Session(compiled, _items(fixture))
    ids = [str(i) for i in session.items]
    bibliography_mode = fixture.sections["MODE"].strip().startswith("bibliography")
    if "CITATIONS" in fixture.sections:
        text = _run_citations(session, fixture)
        if not bibliography_mode:
            return text
    else:
        session.register(ids)
        if not bibliography_mode:
            clusters = (
                json.loads(fixture.sections["CITATION-ITEMS"])
                if "CITATION-ITEMS" in fixture.sections
                else [[{"id": e.item.id} for e in session.order]]
            )
            citations = [
                Citation(tuple(read_cite({"position": 0, **c}) for c in cluster))
                for cluster in clusters
            ]
            return "\n".join(_text(t) for t in session.cite(citations))
    bibliography = session.bibliography()
    return bibliography_html(bibliography) if bibliography else ""


def passes(fixture: Fixture) -> bool:
    """Whether a fixture's output is exactly the expected one."""
    return same(run(fixture).strip()) == same(fixture.sections["RESULT"].strip())


def default_folder() -> Path:
    """The official suite beside the checkout, or where CITARE_SHARED says."""
    shared = os.environ.get("CITARE_SHARED")
    base = Path(shared) if shared else Path(__file__).resolve().parents[2] / "shared"
    return base / "csl-suite"


def main() -> int:
    """Run fixtures and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--suite", type=Path, default=default_folder())
    parser.add_argument("-k", default="*", help="names, as a shell pattern")
    parser.add_argument("-v", action="store_true", help="show what differs")
    parser.add_argument("--list", action="store_true", help="print the names that pass")
    options = parser.parse_args()
    total, passed = Counter[str](), Counter[str]()
    for fixture in fixtures(options.suite):
        if not fnmatch.fnmatch(fixture.name, options.k):
            continue
        total[fixture.category] += 1
        try:
            text = run(fixture)
        except Exception:
            text = traceback.format_exc(limit=-2)
        want = fixture.sections["RESULT"]
        if same(text.strip()) == same(want.strip()):
            passed[fixture.category] += 1
            if options.list:
                print(fixture.name)
        elif not options.list:
            print(f"FAIL {fixture.name}")
            if options.v:
                print(f"  want: {want}\n  got:  {text}")
    if not options.list:
        for category in sorted(total):
            print(f"  {category:<14} {passed[category]:>4} of {total[category]}")
    print(f"passed {passed.total()} of {total.total()}", file=sys.stderr if options.list else None)
    return 0 if passed.total() == total.total() else 1


if __name__ == "__main__":
    raise SystemExit(main())
