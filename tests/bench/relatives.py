"""Near relatives among real records: what is most easily taken for a work that is not there."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from citare.text.similarity import content_words, words

Work = Mapping[str, Any]
LARGEST_GROUP = 60


def _first(work: Work, name: str) -> str:
    value = work.get(name)
    text = value[0] if isinstance(value, list) and value else value
    return " ".join(words(text)) if isinstance(text, str) else ""


def _author(work: Work) -> str:
    people = work.get("author") or work.get("editor") or [{}]
    return " ".join(words(str(people[0].get("family") or people[0].get("name") or "")))


def _year(work: Work) -> int:
    parts = ((work.get("issued") or {}).get("date-parts") or [[None]])[0]
    return parts[0] if parts and isinstance(parts[0], int) else 0


def kinships(work: Work) -> Iterator[tuple[str, ...]]:
    """What a work shares with its relatives, each with the kind of kinship first."""
    container, title, author = _first(work, "container-title"), _first(work, "title"), _author(work)
    told = content_words(title.split())
    year = str(_year(work))
    if container and author and year:
        yield "journal, year, author", container, year, author
    if container and len(told) > 3:
        yield "journal, head of the title", container, *told[:3]
    if len(told) > 2:
        yield "title", title
        yield "author, head of the title", author, *told[:3]
        for opening in ("reply", "response", "erratum", "correction", "comment", "corrigendum"):
            if opening in told[:3]:
                tail = [w for w in told if w not in (opening, "author", "letter")]
                yield "notice", *tail[-4:]
        yield "notice", *told[-4:]
    if work.get("type") == "book-chapter" and container:
        yield "book", container
    if work.get("type") in ("book", "monograph", "edited-book", "reference-book"):
        yield "book", title
    if container and work.get("volume") and work.get("page"):
        page = str(work["page"]).split("-")[0]
        yield "journal, first page", container, page
    if container and work.get("volume") and work.get("issue"):
        yield "journal, volume, title of a series", container, str(work["volume"]), *told[:2]


def with_a_relative(
    works: Sequence[Work], count: int, rng: random.Random
) -> list[tuple[Work, str]]:
    """Works of which a near relative remains when they are taken out, with the kinship.

    At most one of each group is chosen, so that its relatives stay.
    """
    groups: dict[tuple[str, ...], list[Work]] = defaultdict(list)
    for work in works:
        for kinship in dict.fromkeys(kinships(work)):
            groups[kinship].append(work)
    near = sorted(
        (kinship for kinship, group in groups.items() if 2 <= len(group) <= LARGEST_GROUP),
        key=repr,
    )
    rng.shuffle(near)
    by_kind: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for kinship in near:
        by_kind[kinship[0]].append(kinship)
    chosen: dict[str, tuple[Work, str]] = {}
    touched: set[str] = set()
    turns = [kinships for _, kinships in sorted(by_kind.items())]
    while len(chosen) < count and any(turns):
        for turn in turns:
            if not turn:
                continue
            kinship = turn.pop()
            dois = [str(w["DOI"]).lower() for w in groups[kinship]]
            if touched & set(dois):
                continue
            work = rng.choice(groups[kinship])
            touched |= set(dois)
            chosen[str(work["DOI"]).lower()] = (work, kinship[0])
    return list(chosen.values())[:count]
