"""Entries of one library that are the same work, and near ones that are not.

Only entries that share an identifier, the beginning of a title, or an author and a year are
compared, so that ten thousand entries take about a second.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citare.compare.identifiers import identifier
from citare.compare.journals import same_journal
from citare.compare.names import Match, compare_name, compare_names
from citare.compare.texts import number, page_ranges
from citare.matching.candidate import NOTICE
from citare.model.archives import is_preprint_server
from citare.model.identifiers import identity
from citare.model.item import Item
from citare.model.name import Name
from citare.model.summary import authors_of
from citare.text.numerals import roman_value
from citare.text.similarity import content_words, similarity, strip_markup, word_likeness, words

_NEAR = 0.93
_LARGEST_BLOCK = 80
_NEIGHBOURS = 8
_LABELS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "arxiv": "arXiv"}
_BOOKS = frozenset(["book", "collection", "classic"])
_OWN_NUMBER = dict.fromkeys(("report", "patent", "standard", "software"), ("number",))
"""Types whose number tells one work from another of the same title."""
_PARTS = frozenset(["chapter", "entry", "entry-dictionary", "entry-encyclopedia"])


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two entries that are one work. `certain`: an identifier says so, not likeness alone."""

    first: str
    second: str
    reason: str
    certain: bool
    similarity: float = 1.0


@dataclass(frozen=True, slots=True)
class _Entry:
    """An item with what is compared, worked out once."""

    place: int
    item: Item
    title: tuple[str, ...]
    telling: tuple[str, ...]
    first_author: Name | None
    year: int | None
    ids: tuple[tuple[str, str], ...]


def find_duplicates(items: Sequence[Item]) -> tuple[Duplicate, ...]:
    """All pairs that are one work, in the items' order; each pair once."""
    entries = [_entry(place, item) for place, item in enumerate(items)]
    found: dict[tuple[int, int], Duplicate] = {}
    seen: set[tuple[int, int]] = set()
    for one, other in _pairs(entries):
        pair = (one.place, other.place)
        if pair not in seen:
            seen.add(pair)
            if duplicate := _compare(one, other):
                found[pair] = duplicate
    return tuple(found[pair] for pair in sorted(found))


def groups(duplicates: Sequence[Duplicate]) -> tuple[tuple[str, ...], ...]:
    """Pairs joined into groups of keys that are all one work."""
    group_of: dict[str, list[str]] = {}
    for pair in duplicates:
        one, other = (
            group_of.get(pair.first, [pair.first]),
            group_of.get(pair.second, [pair.second]),
        )
        if one is not other:
            one.extend(k for k in other if k not in one)
        for key in one:
            group_of[key] = one
    unique = {id(group): tuple(group) for group in group_of.values()}
    return tuple(unique.values())


def compare_pair(one: Item, other: Item) -> Duplicate | None:
    """The two as duplicates with the reason, or None."""
    return _compare(_entry(0, one), _entry(1, other))


def _entry(place: int, item: Item) -> _Entry:
    title = words(item.get("title"))
    people = authors_of(item)
    issued = item.dates.get("issued")
    stated = {scheme: item.get(label) for scheme, label in _LABELS.items()}
    stated["arxiv"] = item.get("archive_location") if item.get("archive") == "arXiv" else ""
    ids = (identity(s, text) or (s, identifier(s, text)) for s, text in stated.items() if text)
    return _Entry(
        place=place,
        item=item,
        title=title,
        telling=content_words(title),
        first_author=next((n for n in people if not n.others), None),
        year=issued.year if issued else None,
        ids=tuple(dict.fromkeys(ids)),
    )


def _pairs(entries: Sequence[_Entry]) -> Iterator[tuple[_Entry, _Entry]]:
    blocks: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    for entry in entries:
        for key in _block_keys(entry):
            blocks[key].append(entry)
    for block in blocks.values():
        yield from _pairs_within(block)


def _pairs_within(block: list[_Entry]) -> Iterator[tuple[_Entry, _Entry]]:
    """All pairs of a block; of a large one each entry with the first and with those nearest to
    it by title, year, volume and page, so that the effort grows with the block."""
    if len(block) <= _LARGEST_BLOCK:
        for at, one in enumerate(block):
            for other in block[at + 1 :]:
                yield one, other
        return
    for other in block[1:]:
        yield block[0], other
    near = sorted(block, key=_nearness)
    for at, one in enumerate(near):
        for other in near[at + 1 : at + 1 + _NEIGHBOURS]:
            yield (one, other) if one.place < other.place else (other, one)


def _nearness(entry: _Entry) -> tuple[object, ...]:
    item = entry.item
    return entry.title, entry.year or 0, item.get("volume"), item.get("page"), entry.place


def _block_keys(entry: _Entry) -> set[tuple[str, ...]]:
    keys: set[tuple[str, ...]] = set(entry.ids)
    family = (
        "".join(words(entry.first_author.family or entry.first_author.literal))[:6]
        if entry.first_author
        else ""
    )
    telling = entry.telling
    if len(telling) > 2:
        keys.add(("begins", *telling[:3]))
        keys.add(("longest", *sorted(sorted(telling, key=len)[-3:])))
    elif telling:
        keys.add(("short", *telling, family))
    if family and entry.year:
        keys |= {("author", family, str(entry.year + shift)) for shift in (0, 1)}
    return keys


def _compare(one: _Entry, other: _Entry) -> Duplicate | None:
    """Decide a pair."""
    shared = next((pair for pair in one.ids if pair in other.ids), None)
    alike = _title_likeness(one, other)

    def same(reason: str, certain: bool) -> Duplicate:
        return Duplicate(one.item.id, other.item.id, reason, certain, round(alike, 3))

    if shared:
        if alike < 0.5 and one.title and other.title:
            return same(f"same {_LABELS[shared[0]]} {shared[1]}, but the titles differ", False)
        return same(f"same {_LABELS[shared[0]]} {shared[1]}", True)
    if alike < _NEAR or _apart(one, other):
        return None
    isbn = identifier("isbn", one.item.get("ISBN"))
    if isbn and isbn == identifier("isbn", other.item.get("ISBN")):
        return same("same ISBN and title", True)
    agreeing = _agreeing(one, other)
    if len(agreeing) < 2 and alike == 1.0 and len(one.telling) >= 4 and _same_authors(one, other):
        return same("same title, same authors", False)  # one entry lacks what the other says
    if "author" not in agreeing and (len(agreeing) < 3 or len(one.telling) < 4):
        return None  # too many editorials, indexes and issues share title, year and volume
    if len(agreeing) < 2:
        return None
    title = "same title" if alike == 1.0 else f"nearly the same title ({alike:.0%})"
    reason = f"{title}, same {' and '.join(agreeing)}"
    if one.year and other.year and one.year != other.year:
        reason += ", but the years differ"
    return same(reason, False)


def _title_likeness(one: _Entry, other: _Entry) -> float:
    if one.title == other.title:
        return 1.0 if one.title else 0.0
    a, b = len(one.title), len(other.title)
    if not a or not b or min(a, b) < 0.7 * max(a, b) or one.title[0][:1] != other.title[0][:1]:
        return 0.5 if not a or not b else 0.0
    alike = similarity(one.item.get("title"), other.item.get("title"))
    return min(alike, 0.9) if _word_replaced(one.telling, other.telling) else alike


def _word_replaced(one: Sequence[str], other: Sequence[str]) -> bool:
    """A word is in the place of another ("treating", "preventing"): that is not a typing error."""
    here = [w for w in one if w not in other]
    there = [w for w in other if w not in one]
    return any(all(word_likeness(w, v) < 0.7 for v in there) for w in here) and any(
        all(word_likeness(w, v) < 0.7 for v in here) for w in there
    )


def _agreeing(one: _Entry, other: _Entry) -> list[str]:
    """What agrees besides the title: author, year, journal, volume, pages."""
    agreeing = []
    if _same_author(one, other, Match.COARSER):
        agreeing.append("author")
    if one.year and one.year == other.year:
        agreeing.append("year")
    for field in ("container-title", "publisher"):
        a, b = one.item.get(field), other.item.get(field)
        if a and b and same_journal(a, b):
            agreeing.append("journal" if field == "container-title" else field)
    for field in ("volume", "page"):
        a, b = _place(one.item, field), _place(other.item, field)
        if a and a == b:
            agreeing.append(field)
    return agreeing


def _place(item: Item, field: str) -> str:
    if field == "volume":
        return number(item.get("volume"))
    article = item.get("number") if item.type.startswith("article") else ""
    ranges = page_ranges(item.get("page") or article)
    return ranges[0][0] if ranges else ""


def _apart(one: _Entry, other: _Entry) -> str:
    """Why the two are two works, in words; empty if nothing says so."""
    a, b = one.item, other.item
    if _numerals(one.title) != _numerals(other.title):
        return "they are different parts"
    if bool(NOTICE.match(strip_markup(a.get("title")))) != bool(
        NOTICE.match(strip_markup(b.get("title")))
    ):
        return "one is a notice about the other"
    for name, value in one.ids:
        theirs = dict(other.ids).get(name)
        if theirs and theirs != value:
            return f"they have different {_LABELS[name]}s"
    if one.year and other.year and abs(one.year - other.year) > 1:
        return "the years differ"
    if one.first_author and other.first_author and not _same_author(one, other, Match.SIMILAR):
        return "the first authors differ"
    return _kinds_apart(a, b) or _places_apart(a, b)


def _same_authors(one: _Entry, other: _Entry) -> bool:
    """All authors are the same, at least one of them a person or group with a name."""
    a, b = authors_of(one.item), authors_of(other.item)
    return bool(a and b) and compare_names(a, b)[0] and len(a) == len(b)


def _same_author(one: _Entry, other: _Entry, least: Match) -> bool:
    a, b = one.first_author, other.first_author
    return bool(a and b and compare_name(a, b) >= least)


def _kinds_apart(a: Item, b: Item) -> str:
    kinds = {_kind(a), _kind(b)}
    if kinds == {"preprint", "article"} or kinds == {"preprint", "conference paper"}:
        return "one is a preprint, the other the published article"
    if kinds == {"conference paper", "article"}:
        return "one is a conference paper, the other a journal article"
    if kinds == {"chapter", "book"}:
        return "one is a chapter, the other a book"
    if kinds == {"thesis", "article"} or kinds == {"thesis", "book"}:
        return "one is a thesis"
    if kinds == {"report", "article"}:
        return "one is a report, the other a journal article"
    return ""


def _kind(item: Item) -> str:
    """The kinds of work that share titles without being one work; others are one kind."""
    kind = item.type
    if kind == "article" or (item.get("archive") == "arXiv" and not item.get("volume")):
        return "preprint"
    if is_preprint_server(item.get("container-title")) and not item.get("issue"):
        return "preprint"
    if kind.startswith("article-"):
        return "article"
    if kind == "paper-conference":
        return "conference paper"
    if kind in _BOOKS:
        return "book"
    return "chapter" if kind in _PARTS else kind


def _places_apart(a: Item, b: Item) -> str:
    """Volume, edition, pages or container say that they are two."""
    for field in ("edition", "volume", "issue", *_OWN_NUMBER.get(a.type, ())):
        x, y = number(a.get(field)), number(b.get(field))
        if x and y and x != y:
            return f"the {field}s differ"
    x, y = _place(a, "page"), _place(b, "page")
    ahead_of_print = "1" in (x, y) and a.type.startswith("article")  # counted on its own
    if x and y and x != y and not ahead_of_print:
        return "the pages differ"
    x, y = a.get("container-title"), b.get("container-title")
    if x and y and not same_journal(x, y) and similarity(x, y) < 0.8:
        return "they are in different journals or books"
    return ""


def _numerals(title: Sequence[str]) -> frozenset[str]:
    """The numbers of a title, Roman ones as Arabic."""
    found = set()
    for token in title:
        value = roman_value(token)
        if token.isdigit():
            found.add(token.lstrip("0"))
        elif 0 < value < 40 and token not in ("c", "d", "l", "m", "di", "mi", "mix"):
            found.add(str(value))
    return frozenset(found)
