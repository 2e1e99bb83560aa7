"""Hold a candidate's title against a citation: the words, the part, the notice it may be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from citare.compare.journals import same_journal, shortens
from citare.compare.values import as_text
from citare.matching.candidate import NOTICE, Candidate
from citare.matching.evidence import (
    NO_TITLE,
    Agreement,
    CitedText,
    Evidence,
    TitleMatch,
    find_title,
)
from citare.text.numerals import roman_value
from citare.text.similarity import content_words, word_likeness, words

A = Agreement
_BOOKS = frozenset(["book", "collection", "periodical"])
_PARTS = frozenset(["part", "parts", "teil", "chapter", "vol", "no"])


def title_place(record: Candidate, text: CitedText) -> TitleMatch:
    """The best of the record's titles in the citation; shortened forms count a little less."""
    best = NO_TITLE
    for rank, title in enumerate(record.titles):
        found = find_title(title, text)
        lowered = found.similarity * (0.97 if rank else 1.0)
        if rank and len(title) < len(record.titles[0]) and best.similarity > 0.8:
            continue  # the whole title is there; its first half proves less
        if lowered > best.similarity:
            missing = found.missing
            best = TitleMatch(lowered, found.start, found.end, missing, found.extra)
        if best.similarity > 0.97:
            break
    return best


def title_evidence(record: Candidate, text: CitedText, place: TitleMatch) -> Evidence:
    """Does the citation's title say the record's?"""
    citation, recorded = text.citation, record.item.get("title")
    cited = citation.title

    def say(agreement: Agreement) -> Evidence:
        return Evidence("title", agreement, round(place.similarity, 3), cited, recorded)

    if not record.titles:
        return say(A.ABSENT)
    told = _told(record, cited)
    if place.similarity < 0.7:
        return say(A.CONTRADICTS if len(told) >= 3 or unexplained(record, text) >= 4 else A.ABSENT)
    if _elsewhere(text, place, told, record.item.type in _BOOKS) or _other_part(text, place):
        return say(A.CONTRADICTS)
    size = len(content_words(text.tokens[place.start : place.end]))
    foreign = _foreign(record, told)
    # A chapter's title stands before its book's: less is foreign to a whole book's title.
    share = 0.25 if record.item.type in _BOOKS else 0.4
    if foreign >= 2 and foreign >= share * len(told):  # the cited title goes on otherwise
        return say(A.CONTRADICTS if place.similarity < 0.98 or len(told) > 6 else A.CLOSE)
    other_part = _part_unsaid(record.titles[0], text.tokens[place.start : place.end])
    if place.similarity >= 0.9 and not other_part:
        whole = words(cited) in record.titles
        if size >= 3 or (whole and size == 2):
            return say(A.AGREES)
        return say(A.CLOSE if whole or words(cited)[:1] == record.titles[0][:1] else A.ABSENT)
    if other_part:
        place = replace(place, similarity=min(place.similarity, 0.74))
    return say(A.CLOSE if size >= 3 else A.CONTRADICTS if len(told) >= 3 else A.ABSENT)


def _told(record: Candidate, cited: str) -> tuple[str, ...]:
    """The telling words of the citation's title that are no author's name and no journal's."""
    if any(same_journal(cited, name) for name in record.containers):
        return ()
    known = set(words(as_text(record.people)))
    journal = {w for name in record.containers for w in words(name)}
    own = {w for title in record.titles for w in title}
    return tuple(
        w
        for w in content_words(words(cited))
        if w not in known and (w in own or not any(shortens(w, j) for j in journal))
    )


def _foreign(record: Candidate, told: Sequence[str]) -> int:
    """How many telling words of the cited title the record does not have anywhere."""
    own = {w for title in record.titles for w in title}
    for name in (*record.containers, record.publisher, record.item.get("event-title")):
        own.update(words(name))
    joined = "".join(record.titles[0])
    return sum(
        w not in own
        and w not in joined
        and not any(word_likeness(w, o) >= 0.75 or shortens(w, o) for o in own)
        for w in told
        if not w.isdigit() or len(w) < 4
    )


def _elsewhere(text: CitedText, place: TitleMatch, told: Sequence[str], whole_book: bool) -> bool:
    """The record's title stands where the citation has its container: a chapter's book, say."""
    cited = words(text.citation.title)
    if not cited or len(told) < (1 if whole_book else 3):
        return False
    for at in text.positions(cited[: min(3, len(cited))]):
        return not (at < place.end and place.start < at + len(cited))
    return False


def _part_unsaid(title: Sequence[str], said: Sequence[str]) -> bool:
    """The record is a numbered part ("II", "part 2") and the citation does not say so."""
    for at, token in enumerate(title):
        if token in said:
            continue
        labelled = at > 0 and title[at - 1] in _PARTS
        value = roman_value(token)
        if labelled and (token.isdigit() or value):
            return True
        if 0 < value < 40 and (len(token) > 1 or at == len(title) - 1):
            return token not in ("mi", "di", "mix", "vi", "c", "d", "l", "m")
    return False


def _numerals(tokens: Sequence[str]) -> set[str]:
    """The numbers among words, Roman ones as Arabic."""
    found = set()
    for token in tokens:
        value = roman_value(token)
        if token.isdigit() and len(token) < 4:
            found.add(token.lstrip("0"))
        elif 0 < value < 40 and token not in ("c", "d", "m", "l", "mi", "di"):
            found.add(str(value))
    return found


def _other_part(text: CitedText, place: TitleMatch) -> bool:
    """Part I is not part II: numerals inside the title differ, or one follows it."""
    following = text.tokens[place.end : place.end + 1]
    here, there = _numerals(place.missing), _numerals((*place.extra, *following))
    if here and there and not here & there:
        return True
    after = text.tokens[place.end : place.end + 2]
    if not after or place.similarity < 0.9 or here:
        return False
    value = roman_value(after[0])
    follows = after[0] in _PARTS and len(after) > 1 and bool(_numerals(after[1:]))
    return (after[0] in ("part", "teil") and follows) or (1 < value < 20 and len(after[0]) > 1)


def unexplained(record: Candidate, text: CitedText) -> int:
    """How many telling words of the citation no field of the record accounts for."""
    known: set[str] = set()
    for person in record.people:
        known.update(words(as_text((person,))))
    for name in (*record.containers, record.publisher, record.item.get("publisher-place")):
        known.update(words(name))
    cited_people = {w for n in text.citation.authors for w in words(f"{n.family} {n.given}")}
    left = 0
    for token in content_words(text.tokens):
        if len(token) < 4 or token.isdigit() or token in known or token in cited_people:
            continue
        if not any(shortens(token, k) for k in known if k[0] == token[0]):
            left += 1
    return left


_SUFFIXES = frozenset(
    (word,)
    for word in (
        "reply",
        "erratum",
        "correction",
        "corrigendum",
        "comment",
        "rebuttal",
        "retraction",
    )
)


def is_other_notice(record: Candidate, place: TitleMatch) -> bool:
    """The record is a notice and the citation leaves out just the words that say so."""
    title = record.titles[0] if record.titles else ()
    if title[-1:] in _SUFFIXES and title[-1] in place.missing:
        return True
    return record.is_notice and bool(set(title[:3]) & set(place.missing))


def cites_notice(text: CitedText, place: TitleMatch) -> bool:
    """The citation itself is of a correction, a reply, a review of the titled work."""
    before = " ".join(text.tokens[max(0, place.start - 5) : place.start])
    tail = re.search(
        r"\b(?:correction|corrigendum|erratum|retraction|addendum|comment|reply|response|"
        r"review|rebuttal|expression of concern)(?: \w+)? (?:to|of|on|for|concerning)(?: the)?$|"
        r"\b(?:correction|corrigendum|erratum|retraction|retraction notice)$",
        before,
    )
    after = text.tokens[place.end : place.end + 1]
    return bool(tail) or bool(NOTICE.match(text.citation.title)) or after[:1] in _SUFFIXES
