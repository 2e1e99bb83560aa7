"""A pasted list of references cut into single citations.

Lists come numbered ("1.", "[1]", "(1)"), bulleted, one a line, divided by blank lines, or
wrapped with or without hanging indents. The division that explains most lines is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from citare.matching.citation import find_years, leading_authors
from citare.model.identifiers import clue

_NUMBERED = re.compile(
    r"^\s*(?:\[(\d{1,4})\]|\((\d{1,4})\)|(\d{1,4})[.)]|(\d{1,3})(?=\t|\s{2,}))\s*(?=\S)"
)
_LETTERED = re.compile(r"^\s*\[([A-Za-z][\w+:.-]{0,20})\]\s*(?=\S)")
_BULLET = re.compile(r"^\s*(?:[•‣▪●◦*–—]|-(?!\d))\s+(?=\S)")
_HEADING = re.compile(
    r"^\s*(?:#+\s*)?(?:\d+\.?\s+)?(?:references?(?: cited| list)?|bibliography|works cited|"
    r"literature(?: cited)?|literatur(?:verzeichnis)?|références|bibliografía|referencias)"
    r"\s*:?\s*$",
    re.I,
)
_INLINE = re.compile(r"(?:(?<=^)|(?<=[.\])\d]\s))\[(\d{1,4})\]\s+(?=\S)")
_IN_LATEX = re.compile(r"^\s*\\bibitem(?:\[[^\]]*\])?\{[^}]*\}\s*")


def split_references(text: str) -> tuple[str, ...]:
    """The single citations of a pasted text, each on one line without its label.

    A heading ("References") is left out. A text that holds one citation comes back as one.
    """
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = [line for line in lines if not _HEADING.match(line)]
    while lines and not lines[0].strip():
        lines.pop(0)
    blocks = _blocks(lines)
    cut = [" ".join(" ".join(block).split()) for block in blocks]
    return tuple(c for part in cut for c in _inline(part) if _says_something(c))


def _says_something(citation: str) -> bool:
    return sum(c.isalnum() for c in citation) >= 5


def _blocks(lines: Sequence[str]) -> list[list[str]]:
    for starts in (
        _latex_starts,
        _number_starts,
        _pattern_starts(_LETTERED),
        _pattern_starts(_BULLET),
    ):
        found = starts(lines)
        if len(found) > 1 or (found and found[0] == 0):
            return _cut(lines, found)
    groups = _groups(lines)
    if len(groups) > 1 and any(len(g) > 1 for g in groups):
        return groups
    flat = [line for group in groups for line in group]
    hanging = [i for i, line in enumerate(flat) if not line[:1].isspace()]
    if hanging and hanging[0] == 0 and 1 < len(hanging) < len(flat):
        return [flat[a:b] for a, b in zip(hanging, [*hanging[1:], len(flat)], strict=True)]
    return _by_beginnings(flat) if len(groups) == 1 else groups


def _latex_starts(lines: Sequence[str]) -> list[int]:
    return [i for i, line in enumerate(lines) if _IN_LATEX.match(line)]


def _pattern_starts(pattern: re.Pattern[str]) -> Callable[[Sequence[str]], list[int]]:
    def starts(lines: Sequence[str]) -> list[int]:
        found = [i for i, line in enumerate(lines) if pattern.match(line)]
        return found if found and found[0] == 0 else []

    return starts


def _number_starts(lines: Sequence[str]) -> list[int]:
    """Lines whose number follows the one before, as wrapped page numbers do not."""
    starts: list[int] = []
    expected: int | None = None
    for at, line in enumerate(lines):
        match = _NUMBERED.match(line)
        if not match:
            continue
        value = int(next(g for g in match.groups() if g))
        if expected is None:
            if at == 0 or value == 1:
                starts, expected = [at], value + 1
        elif expected <= value <= expected + 2:
            starts.append(at)
            expected = value + 1
    return starts if starts and starts[0] == 0 else []


def _cut(lines: Sequence[str], starts: Sequence[int]) -> list[list[str]]:
    """Blocks from each start to the next, without their labels."""
    blocks = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        first = lines[start]
        for label in (_IN_LATEX, _NUMBERED, _LETTERED, _BULLET):
            match = label.match(first)
            if match:
                first = first[match.end() :]
                break
        blocks.append([first, *lines[start + 1 : end]])
    return blocks


def _groups(lines: Sequence[str]) -> list[list[str]]:
    """Runs of lines between blank ones."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [g for g in groups if g]


def _by_beginnings(lines: Sequence[str]) -> list[list[str]]:
    """No labels and no blank lines: a line begins a citation if it begins like one and what came
    before is complete."""
    blocks: list[list[str]] = []
    for line in lines:
        if not blocks or (_begins(line) and _complete(" ".join(blocks[-1]))):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return blocks


def _begins(line: str) -> bool:
    """Begins with an author, or is a whole citation of its own."""
    if not line[:1].isupper() and not line[:1].isdigit() and line[:1] not in "“\"'‘":
        return bool(leading_authors(line)[0])
    return bool(leading_authors(line)[0]) or (bool(find_years(line)) and len(line) > 50)


def _complete(text: str) -> bool:
    """Has a year and ends as citations end."""
    tail = text.rstrip()
    return (
        bool(find_years(text)) and len(text) > 30 and not tail.endswith((",", "-", "–", ":", "&"))
    )


def _inline(text: str) -> list[str]:
    """Several citations run together on one line, told by "[1] ... [2] ..." in order."""
    marks = list(_INLINE.finditer(text))
    numbers = [int(m[1]) for m in marks]
    in_order = all(b == a + 1 for a, b in pairwise(numbers))
    if len(marks) < 2 or not in_order:
        return [text.strip()]
    first = [text[: marks[0].start()]]
    ends = [*(m.start() for m in marks[1:]), len(text)]
    rest = [text[m.end() : end] for m, end in zip(marks, ends, strict=True)]
    return [part.strip() for part in (*first, *rest)]


_WORKS = frozenset(("doi", "pmid", "pmcid", "arxiv", "isbn", "url"))


def clues_in(text: str) -> tuple[str, ...]:
    """The clues of a text, in order, each once. Lines that begin with # are remarks."""
    lines = [line.strip() for line in text.replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line and not line.startswith("#")]
    if all(_is_identifier(line) for line in lines):
        return tuple(dict.fromkeys(lines))
    if any(_is_identifier(line) for line in lines):
        return tuple(dict.fromkeys(_mixed(lines)))
    return tuple(dict.fromkeys(split_references("\n".join(lines))))


def _is_identifier(line: str) -> bool:
    """An identifier or address alone, with nothing said beside it."""
    return len(line.split()) <= 2 and clue(line).kind in _WORKS


def _mixed(lines: list[str]) -> list[str]:
    """Identifiers stand for themselves; what lies between them is a reference list each."""
    found: list[str] = []
    block: list[str] = []
    for line in [*lines, ""]:
        alone = _is_identifier(line)
        if (alone or not line) and block:
            found += split_references("\n".join(block))
            block = []
        if alone:
            found.append(line)
        elif line:
            block.append(line)
    return found
