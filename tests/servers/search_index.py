"""A small BM25 index over works, in the manner of Crossref's search; used by tests and benches.

BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), k1=1.2,
b=0.75, over the words of title, authors, container, year, volume and page.
"""

from __future__ import annotations

import heapq
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

K1, B = 1.2, 0.75
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]{1,200}>|&\w+;")


def words(text: str) -> list[str]:
    """Folded words of a text."""
    text = unicodedata.normalize("NFKD", _TAG.sub(" ", text)).casefold()
    return _WORD.findall("".join(c for c in text if not unicodedata.combining(c)))


class SearchIndex:
    """Works found by words; `fields` limits which of their fields count."""

    def __init__(self, works: Sequence[Mapping[str, Any]]) -> None:
        self.works = works
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths: list[int] = []
        for number, work in enumerate(works):
            counts = Counter(words(_text_of(work)))
            self._lengths.append(sum(counts.values()))
            for word, count in counts.items():
                self._postings[word].append((number, count))
        self._mean = (sum(self._lengths) / len(works)) if works else 1.0

    def search(
        self, text: str, rows: int = 20, offset: int = 0
    ) -> tuple[list[tuple[float, Mapping[str, Any]]], int]:
        """The best works with their scores, and how many matched at all."""
        scores: dict[int, float] = defaultdict(float)
        total = len(self.works)
        for word in dict.fromkeys(words(text)):
            postings = self._postings.get(word)
            if not postings:
                continue
            weight = math.log(1 + (total - len(postings) + 0.5) / (len(postings) + 0.5))
            if weight < 0.3 and len(scores) > 1000:  # "the", "of": change nothing at the top
                continue
            for number, count in postings:
                norm = K1 * (1 - B + B * self._lengths[number] / self._mean)
                scores[number] += weight * count * (K1 + 1) / (count + norm)
        best = heapq.nlargest(offset + rows, scores.items(), key=lambda pair: (pair[1], -pair[0]))
        return [(score, self.works[number]) for number, score in best[offset:]], len(scores)


def _text_of(work: Mapping[str, Any]) -> str:
    return " ".join(_pieces(work))


def _pieces(work: Mapping[str, Any]) -> Iterable[str]:
    for key in ("title", "subtitle", "container-title", "short-container-title"):
        value = work.get(key)
        yield from (str(v) for v in (value if isinstance(value, list) else [value or ""]))
    for role in ("author", "editor"):
        for person in work.get(role) or []:
            yield from (str(person.get(part) or "") for part in ("given", "family", "name"))
    for key in ("published-print", "published-online", "issued"):
        parts = (work.get(key) or {}).get("date-parts") or [[None]]
        if parts[0] and parts[0][0]:
            yield str(parts[0][0])
    yield from (str(work.get(key) or "") for key in ("volume", "issue", "page", "article-number"))
