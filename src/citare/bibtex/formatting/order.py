"""The order of entries in a file, and the blank lines between them.

An entry moves with the remark directly above it and with what follows it on its last
line. Everything else stays where it is, and nothing moves across it: an @string or @preamble,
a @comment, a block that could not be read, a remark with blank lines around it (mostly a heading).
In files for BibTeX, entries that others inherit from come last, where BibTeX looks for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from citare.bibtex.inherit import speaks_biblatex
from citare.bibtex.macros import Macros
from citare.bibtex.names import parse_names
from citare.bibtex.nodes import Document, Entry, Junk
from citare.findings import Edit
from citare.text.similarity import fold_text

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_BREAK = re.compile(r"(?:\r\n|\n|\r)")
_DIGITS = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class _Unit:
    """An entry with the text that moves with it."""

    entry: Entry
    text: str


def blank_line_edits(document: Document, number: int, newline: str) -> tuple[Edit, ...]:
    """The edits that leave that many blank lines between an entry and its neighbours."""
    edits = []
    segments = document.segments
    wanted = newline * (number + 1)
    for before, gap, after in zip(segments, segments[1:], segments[2:], strict=False):
        if not isinstance(gap, Junk) or gap.text.strip(" \t\r\n") or gap.text == wanted:
            continue
        if isinstance(before, Entry) or isinstance(after, Entry):
            edits.append(Edit(gap.start, gap.end, wanted))
    return tuple(edits)


def sorted_text(document: Document, keys: Sequence[str]) -> str:
    """The text with its entries in order, each run of them between fixed things on its own."""
    rank = _rank(document, keys)
    pieces: list[str] = []
    run: list[_Unit] = []
    gaps: list[str] = []

    def settle() -> None:
        ordered = sorted(run, key=lambda unit: rank(unit.entry))
        _downward(ordered, keys, rank)
        for number, unit in enumerate(ordered):
            pieces.append(unit.text)
            if number < len(gaps):
                pieces.append(gaps[number])
        run.clear()
        gaps.clear()

    waiting = ""
    segments = document.segments
    for index, segment in enumerate(segments):
        if isinstance(segment, Entry):
            if len(gaps) < len(run):
                settle()
            after, _, _ = _cut(segments, index + 1)
            run.append(_Unit(segment, waiting + segment.text + after))
            waiting = ""
        elif isinstance(segment, Junk):
            _, gap, waiting = _cut(segments, index)
            follows = index + 1 < len(segments) and isinstance(segments[index + 1], Entry)
            if run and follows and not gap.strip() and _BREAK.search(gap):
                gaps.append(gap)
            else:
                settle()
                pieces.append(gap)
        else:
            settle()
            pieces.append(waiting + segment.text)
            waiting = ""
    settle()
    return "".join(pieces) + waiting


def _cut(segments: Sequence[object], index: int) -> tuple[str, str, str]:
    """The text between two blocks: the end of the upper one's line, what stays, and the remark
    directly above the lower one."""
    segment = segments[index] if index < len(segments) else None
    if not isinstance(segment, Junk):
        return "", "", ""
    text = segment.text
    after = above = ""
    if index > 0 and isinstance(segments[index - 1], Entry):
        found = _BREAK.search(text)
        end = found.start() if found else len(text)
        if text[:end].strip():
            after, text = text[:end], text[end:]
    if index + 1 < len(segments) and isinstance(segments[index + 1], Entry):
        lines = [m[0] for m in _LINE.finditer(text) if m[0]]
        # The first line is the rest of the upper block's last one.
        count = 0
        while count < len(lines) - 1 and lines[-1 - count].strip(" \t\r\n"):
            count += 1
        # What a file begins with is its head, unless a blank line parts it.
        is_head = index == 0 and not "".join(lines[: len(lines) - count]).strip()
        if count and _BREAK.search(lines[-1]) and not is_head:
            above = "".join(lines[len(lines) - count :])
            text = "".join(lines[: len(lines) - count])
    return after, text, above


def _downward(
    units: list[_Unit], keys: Sequence[str], rank: Callable[[Entry], tuple[Any, ...]]
) -> None:
    """Sort again by the keys that run downward, the last one first: sorting is stable."""
    if not any(key.startswith("-") for key in keys):
        return
    for number in range(len(keys), 0, -1):
        units.sort(key=lambda u: rank(u.entry)[number], reverse=keys[number - 1].startswith("-"))
    units.sort(key=lambda u: rank(u.entry)[0])


def _rank(document: Document, keys: Sequence[str]) -> Callable[[Entry], tuple[Any, ...]]:
    """What entries are sorted by: parents last, then the keys. Equal keys keep their order."""
    macros = Macros(document)
    parents: set[str] = set()
    if not speaks_biblatex(document):
        parents = {e.content("crossref").strip().lower() for e in document.entries} - {""}
    first: dict[str, Entry] = {}
    for entry in document.entries:
        first.setdefault(entry.key.lower(), entry)
    ranks: dict[int, tuple[Any, ...]] = {}

    def rank(entry: Entry) -> tuple[Any, ...]:
        entry = first[entry.key.lower()] if entry.key else entry
        if id(entry) not in ranks:
            fields = macros.fields(entry)
            values = [_value(entry, fields, key.lstrip("-")) for key in keys]
            ranks[id(entry)] = (entry.key.lower() in parents, *values)
        return ranks[id(entry)]

    return rank


def _value(entry: Entry, fields: dict[str, str], key: str) -> Any:
    if key == "key":
        return (entry.key.lower(), entry.key)
    if key == "type":
        return entry.type
    if key == "year":
        found = _DIGITS.search(fields.get("year", "") or fields.get("date", ""))
        return int(found[0]) if found else 9999
    if key == "title":
        return fold_text(re.sub(r"[{}\\]", "", fields.get("title", "")))
    people = parse_names(fields.get("author", "") or fields.get("editor", "")).names
    return [fold_text(one.family or one.literal or one.given) for one in people] or ["\uffff"]
