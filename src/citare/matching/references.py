"""A pasted list of references cut into single citations.

Lists come numbered ("1.", "[1]", "(1)"), bulleted, one a line, divided by blank lines, or
wrapped with or without hanging indents. The division that explains most lines is taken."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from citare.matching.citation import find_years, leading_authors
from citare.model.identifiers import clue, dois_in, without_identifiers

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
        if value == 1 and starts and not lines[at - 1].strip():
            starts.append(at)  # another list
            expected = 2
        elif expected is None:
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
    """Several citations run together on one line, numbered "[1] ... [2] ..." in order."""
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
    text = _without_html(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [line for line in lines if not line.lstrip().startswith("#")]
    filled = [line.strip() for line in lines if line.strip()]
    if all(_is_identifier(line) for line in filled):
        found = [clue for line in filled for clue in clues_of(line)]
    elif any(_is_identifier(line) for line in filled):
        found = _mixed(filled)
    else:
        references = split_references("\n".join(lines))
        found = [clue for reference in references for clue in clues_of(reference)]
    return tuple(dict.fromkeys(found))


def clues_of(text: str) -> tuple[str, ...]:
    """The clues of one argument or reference: several identifiers, or citations run together."""
    parts = [part for part in re.split(r"[,;\s]+", text.strip()) if part]
    if len(parts) > 1 and all(_names_a_work(part) for part in parts):
        return tuple(parts)
    dois = dois_in(text)
    if len(dois) > 1:
        return _each_with_its_doi(text, dois) if _beside(text) else dois
    return tuple(_run_together(text))


def _names_a_work(text: str) -> bool:
    known = clue(text)
    return known.kind in _WORKS and (known.kind != "pmid" or len(known.value) > 4)


def _each_with_its_doi(text: str, dois: Sequence[str]) -> tuple[str, ...]:
    """A text cut after each DOI in it, so that each part has one."""
    ends: list[int] = []
    for doi in dois[:-1]:
        at = text.lower().find(doi, ends[-1] if ends else 0)
        ends.append(at + len(doi) if at >= 0 else 0)
    if any(b <= a for a, b in pairwise([0, *ends])):
        return tuple(dois)
    cuts = [0, *ends, len(text)]
    return tuple(text[a:b].strip(" ,;.\n") for a, b in pairwise(cuts))


def _beside(text: str) -> bool:
    """More is said than identifiers and their labels."""
    return len(re.findall(r"[^\W\d_]{3,}", without_identifiers(text))) > 3


# A citation's end, where another may begin: after an identifier, a stop, a page or a bracket.
_END = re.compile(r"(?<=[.\d)\]])\s+(?=[^\W\d_a-z])|(?<=\S)\s+(?=[^\W\d_a-z][^\W\d_]+, )")
_DATED_AUTHORS = re.compile(r"^[\s.,]*\(?(?:1[5-9]|20)\d\d[a-z]?\)?[\s.,:)]")


def _run_together(text: str) -> list[str]:
    """Citations that follow each other on one line, each of authors with their year.

    Cut only where what comes before is a citation with a year of its own and what follows begins
    with authors and their year.
    """
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        before, after = text[start : end.start()], text[end.end() :]
        if len(before) < 40 or not find_years(before):
            continue
        authors, rest = leading_authors(after)
        if authors and _DATED_AUTHORS.match(rest) and len(rest) > 30 and _complete(before):
            found.append(before.strip())
            start = end.end()
    return [*found, text[start:].strip()]


_BLOCK_TAG = re.compile(r"(?i)</?(?:li|p|br|div|tr|dd|dt|ol|ul|h[1-6])\b[^<>]*>")
_HTML = re.compile(r"(?i)</?(?:li|ol|ul|p|div|br|td|dd)\b[^<>]*>")


def _without_html(text: str) -> str:
    """The text of a piece of a web page, each list item, paragraph and row on its own."""
    if not _HTML.search(text):
        return text
    text = re.sub(r"(?is)<(script|style|head)\b.*?</\1\s*>", " ", text)
    text = _BLOCK_TAG.sub("\n\n", re.sub(r"\s*\n\s*", " ", text))
    return html.unescape(re.sub(r"<[^<>]*>", "", text))


def _is_identifier(line: str) -> bool:
    """An identifier or address alone, with nothing said beside it."""
    parts = [part for part in re.split(r"[,;\s]+", line) if part]
    if len(parts) > 1 and all(_names_a_work(part) for part in parts):
        return True
    return len(line.split()) <= 2 and clue(line).kind in _WORKS


def _mixed(lines: list[str]) -> list[str]:
    """Each identifier is a clue; what is between two of them is a list of references."""
    found: list[str] = []
    block: list[str] = []
    for line in [*lines, ""]:
        alone = _is_identifier(line)
        if (alone or not line) and block:
            for reference in split_references("\n".join(block)):
                found += clues_of(reference)
            block = []
        if alone:
            found += clues_of(line)
        elif line:
            block.append(line)
    return found
