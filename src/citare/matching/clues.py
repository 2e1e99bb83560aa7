"""A pasted text or a file as single clues: identifiers line by line, or a reference list."""

from __future__ import annotations

from citare.matching.reference_list import split_references
from citare.model.identifiers import clue

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
