"""What a candidate's field says about a citation: agrees, is close, contradicts, is absent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from citare.matching.citation import Citation
from citare.text.similarity import STOP_WORDS, word_likeness, words


class Agreement(StrEnum):
    """What one field says."""

    AGREES = "agrees"
    CLOSE = "close"  # agrees but for a slip: a typing error, a year off by one, lost words
    CONTRADICTS = "contradicts"
    ABSENT = "absent"  # one side does not say


@dataclass(frozen=True, slots=True)
class Evidence:
    """One field: what it says, how alike the two are, and both values as they stand."""

    field: str
    agreement: Agreement
    similarity: float = 0.0
    cited: str = ""
    recorded: str = ""


# "B55" is a journal's section and its volume more often than one number.
_SECTION_VOLUME = re.compile(r"\b([A-Z])(\d{2,4})(?=\s*[,:(])")


class CitedText:
    """A citation's words, ready to be searched for a record's fields."""

    def __init__(self, citation: Citation) -> None:
        self.citation = citation
        self.tokens: tuple[str, ...] = words(_SECTION_VOLUME.sub(r"\1 \2", citation.body))
        self.known = frozenset(self.tokens)
        self.joined = "".join(self.tokens)
        numbers: set[str] = set()
        for token in (*self.tokens, *words(citation.body)):
            if any(c.isdigit() for c in token):
                numbers.add(token)
                numbers.update(re.findall(r"\d+", token))
        self.numbers = frozenset(n.lstrip("0") or "0" for n in numbers) | frozenset(numbers)

    def positions(self, wanted: Sequence[str]) -> list[int]:
        """Where a run of words begins in the text."""
        first, size = wanted[0], len(wanted)
        goal = tuple(wanted)
        return [
            at
            for at, token in enumerate(self.tokens)
            if token == first and self.tokens[at : at + size] == goal
        ]


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """Where a title stands in the citation: `extra` words stand inside it, `missing` are lost."""

    similarity: float
    start: int = 0
    end: int = 0
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


NO_TITLE = TitleMatch(0.0)


def weight(word: str) -> float:
    """How much a word of a title tells."""
    if word in STOP_WORDS:
        return 0.25
    return 0.6 if len(word) < 3 else 1.0 + min(len(word), 12) / 12


def find_title(title: Sequence[str], text: CitedText) -> TitleMatch:
    """Find a title in a citation, tolerant of slips, lost words and lost spaces."""
    tokens = text.tokens
    if not title or not tokens:
        return NO_TITLE
    mapped = _with_slips_mended(title, text)
    total = sum(weight(w) for w in title)
    shared = sum(weight(w) for w in set(title) & set(mapped))
    if shared < 0.4 * total:
        return _joined_match(title, text)
    pairs = [
        (block.src_start + i, block.dest_start + i)
        for block in LCSseq.opcodes(list(title), list(mapped))
        if block.tag == "equal"
        for i in range(block.src_end - block.src_start)
    ]
    run = _densest(pairs, title)
    if not run:
        return _joined_match(title, text)
    start, end = run[0][1], run[-1][1] + 1
    met = {i for i, _ in run}
    inside = {j for _, j in run}
    missing = tuple(w for i, w in enumerate(title) if i not in met)
    extra = tuple(mapped[j] for j in range(start, end) if j not in inside)
    common = sum(weight(title[i]) for i in met)
    spoiled = common + sum(weight(w) for w in extra)
    similarity = 2 * common / (total + spoiled)
    if similarity < 0.97:
        joined = _joined_match(title, text)
        if joined.similarity > similarity:
            lost = tuple(w for w in missing if w not in text.joined)
            return TitleMatch(joined.similarity, start, end, lost, ())
    return TitleMatch(similarity, start, end, missing, extra)


def _with_slips_mended(title: Sequence[str], text: CitedText) -> tuple[str, ...]:
    """The citation's words with mistyped ones replaced by the title's words they come nearest."""
    lost = [w for w in dict.fromkeys(title) if w not in text.known and len(w) > 3]
    if not lost or len(lost) > 0.7 * len(title):
        return text.tokens
    known = set(title)
    mended = {}
    for token in text.known - known:
        if len(token) < 4 or token.isdigit():
            continue
        near = max(lost, key=lambda w: word_likeness(token, w))
        if word_likeness(token, near) >= 0.75:
            mended[token] = near
    return tuple(mended.get(t, t) for t in text.tokens) if mended else text.tokens


def _densest(pairs: list[tuple[int, int]], title: Sequence[str]) -> list[tuple[int, int]]:
    """The run of matched words with most weight and fewest foreign words between them."""
    best: list[tuple[int, int]] = []
    best_score = score = 0.0
    start = 0
    for at, (i, j) in enumerate(pairs):
        gap = j - pairs[at - 1][1] - 1 if at else 0
        cost = 0.9 * gap
        if score - cost <= 0:
            score, start = 0.0, at
        else:
            score -= cost
        score += weight(title[i])
        if score > best_score:
            best_score, best = score, pairs[start : at + 1]
    return best


def _joined_match(title: Sequence[str], text: CitedText) -> TitleMatch:
    """Compare letters alone: spaces are lost in many citations."""
    joined = "".join(title)
    if len(joined) < 20 or len(joined) > len(text.joined):
        return NO_TITLE
    found = fuzz.partial_ratio_alignment(joined, text.joined, score_cutoff=85)
    if found is None or found.score < 85:
        return NO_TITLE
    start = end = passed = 0
    for at, token in enumerate(text.tokens):
        if passed <= found.dest_start:
            start = at
        if passed < found.dest_end:
            end = at + 1
        passed += len(token)
    return TitleMatch(found.score / 100, start, end)
