"""What each field of a candidate says about a citation: agrees, close, contradicts, absent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from citare.compare.journals import initialism, journal_in, same_journal, shortens
from citare.compare.names import compare_given
from citare.compare.texts import number, page_ranges
from citare.compare.values import as_text
from citare.matching.candidate import NOTICE, Candidate
from citare.matching.citation import Citation
from citare.model.name import Name
from citare.model.people import spelled_out
from citare.text.numerals import roman_value
from citare.text.similarity import (
    STOP_WORDS,
    content_words,
    edit_similarity,
    name_likeness,
    similarity,
    word_likeness,
    words,
)


class Agreement(StrEnum):
    """What one field says."""

    AGREES = "agrees"
    CLOSE = "close"  # agrees except for a slip: a typing error, a year off by one, lost words
    CONTRADICTS = "contradicts"
    ABSENT = "absent"  # one side does not say


A = Agreement


@dataclass(frozen=True, slots=True)
class Evidence:
    """One field: what it says, how alike the two are, and both values as written."""

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
    """Where a title is in the citation: `extra` words are inside it, `missing` are lost.

    `whole`: it is not only the part before a colon.
    """

    similarity: float
    start: int = 0
    end: int = 0
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    whole: bool = True


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
    corrected = {}
    for token in text.known - known:
        if len(token) < 4 or token.isdigit():
            continue
        near = max(lost, key=lambda w: word_likeness(token, w))
        if word_likeness(token, near) >= 0.75:
            corrected[token] = near
    return tuple(corrected.get(t, t) for t in text.tokens) if corrected else text.tokens


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
            whole = len(title) >= len(record.titles[0])
            best = replace(found, similarity=lowered, whole=whole)
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
    stated = _stated(record, cited)
    if place.similarity < 0.7:
        if len(stated) >= 3 and not _foreign(record, stated):
            return say(A.CLOSE)  # cut at its end, or words lost
        return say(A.CONTRADICTS if _says_another(record, text, stated) else A.ABSENT)
    if _elsewhere(text, place, stated, record.item.type in _BOOKS) or _other_part(text, place):
        return say(A.CONTRADICTS)
    size = len(content_words(text.tokens[place.start : place.end]))
    foreign = _foreign(record, stated)
    # A chapter's title comes before its book's: less is foreign to a whole book's title.
    share = 0.25 if record.item.type in _BOOKS else 0.4
    if foreign >= 2 and foreign >= share * len(stated):  # the cited title goes on otherwise
        return say(A.CONTRADICTS if place.similarity < 0.98 or len(stated) > 6 else A.CLOSE)
    if _substituted(record, text, stated):
        return say(A.CONTRADICTS if place.similarity < 0.97 or not place.whole else A.CLOSE)
    other_part = _part_unsaid(record.titles[0], text.tokens[place.start : place.end])
    if place.similarity >= 0.9 and not other_part:
        whole = words(cited) in record.titles
        if size >= 3 or (whole and size == 2):
            return say(A.AGREES)
        return say(A.CLOSE if whole or words(cited)[:1] == record.titles[0][:1] else A.ABSENT)
    if other_part:
        place = replace(place, similarity=min(place.similarity, 0.74))
    return say(A.CLOSE if size >= 3 else A.CONTRADICTS if len(stated) >= 3 else A.ABSENT)


def _says_another(record: Candidate, text: CitedText, stated: Sequence[str]) -> bool:
    """The citation has a title, and it is not the record's."""
    if len(stated) >= 3 or unexplained(record, text) >= 3:
        return True
    read = bool(text.citation.authors and text.citation.container)
    return read and bool(stated) and _foreign(record, stated) == len(stated)


_MISSPELT = 0.61
"""Words less alike than this are two words: "preventing" is not "treating" misspelt."""


def _substituted(record: Candidate, text: CitedText, stated: Sequence[str]) -> bool:
    """A telling word of the cited title is in the place of one of the record's: "upper" for
    "lower", another meeting of the same series. A slip of the pen and a lost word are not."""
    foreign = _foreign_words(record, stated, _MISSPELT)
    return bool(foreign) and any(
        word not in text.known
        and word not in text.joined
        and not any(_kin(token, word, _MISSPELT) for token in text.known)
        for word in content_words(record.titles[0])
    )


def _kin(one: str, other: str, least: float) -> bool:
    """Two words that are one, misspelt, shortened or with another ending."""
    if word_likeness(one, other) >= least:
        return True
    if len(one) <= len(other):
        return len(one) > 2 and shortens(one, other)
    return len(other) > 4 and one.startswith(other)


def _stated(record: Candidate, cited: str) -> tuple[str, ...]:
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


def _foreign(record: Candidate, stated: Sequence[str]) -> int:
    """How many telling words of the cited title the record does not have anywhere."""
    return len(_foreign_words(record, stated))


def _foreign_words(record: Candidate, stated: Sequence[str], least: float = 0.75) -> list[str]:
    own = {w for title in record.titles for w in title}
    for name in (*record.containers, record.publisher, record.item.get("event-title")):
        own.update(words(name))
    joined = "".join(record.titles[0])
    return [
        w
        for w in stated
        if (not w.isdigit() or len(w) < 4)
        and w not in own
        and w not in joined
        and not any(_kin(w, o, least) for o in own)
    ]


def _elsewhere(text: CitedText, place: TitleMatch, stated: Sequence[str], whole_book: bool) -> bool:
    """The record's title is where the citation has its container: a chapter's book, say."""
    cited = words(text.citation.title)
    if not cited or len(stated) < (1 if whole_book else 3):
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
    quoting = " ".join(text.tokens[max(0, place.start - 30) : place.start])
    tail = re.search(
        r"\b(?:correction|corrigendum|erratum|retraction|addendum|comment|reply|response|"
        r"review|rebuttal|expression of concern)(?: \w+)? (?:to|of|on|for|concerning)(?: the)?$|"
        r"\b(?:correction|corrigendum|erratum|retraction|retraction notice)$",
        before,
    )
    after = text.tokens[place.end : place.end + 1]
    # What is answered may be quoted whole, authors and all, after "Response to ..."
    tail = tail or re.search(
        r"\b(?:response|reply|comments?|rebuttal) (?:to|on) |\bletter (?:by|from|of|to) "
        r"|\bregarding$",
        quoting,
    )
    return bool(tail) or bool(NOTICE.match(text.citation.title)) or after[:1] in _SUFFIXES


def author_evidence(record: Candidate, text: CitedText, place: TitleMatch) -> Evidence:
    """Is the record's first author the citation's?"""
    citation = text.citation
    people = [n for n in record.people if not n.others]
    cited_names = [n for n in citation.authors if not n.others]
    cited, recorded = as_text(tuple(citation.authors)), as_text(tuple(people[:4]))
    zone = text.tokens[: place.start] if place.similarity >= 0.7 else text.tokens
    if len(zone) < 1:
        zone = text.tokens[place.end :]

    def say(agreement: Agreement, score: float) -> Evidence:
        return Evidence("author", agreement, round(score, 3), cited, recorded)

    if not people:
        return say(A.ABSENT, 0.0)
    others = sum(_named(n, zone) >= 0.8 for n in people[1:8])
    first = _named(people[0], zone)
    share = (first + others) / (1 + min(len(people) - 1, max(len(cited_names) - 1, 0)))
    if first >= 0.8:
        return say(_first_found(people, cited_names, first), min(1.0, max(share, first)))
    if others and cited_names and any(_same_family(cited_names[0], n) for n in people):
        return say(A.CLOSE, min(share, 0.8))
    if others >= 2 or (others and not cited_names):
        return say(A.CLOSE, min(share, 0.7))
    if not cited_names and (
        len(zone) < 2 or place.start < 2 or not (place.similarity >= 0.7 or _begins_with_name(text))
    ):
        return say(A.ABSENT, 0.0)
    return say(A.CONTRADICTS, min(share, 0.5))


def _begins_with_name(text: CitedText) -> bool:
    return bool(re.match(r"[^\W\d]\S+,? [A-Z]\b", text.citation.body))


def _first_found(people: list[Name], cited: list[Name], first: float) -> Agreement:
    """The first author is named: but as the first, and with the right initial?"""
    if not cited:
        return A.AGREES
    given = next((n.given for n in cited if _same_family(n, people[0])), "")
    if given and people[0].given and not compare_given(given, people[0].given):
        if any(words(given) == words(n.family) for n in people):  # "Smith, Jones" are two
            return A.AGREES
        same_start = words(given)[:1] and words(given)[0][:1] == words(people[0].given)[0][:1]
        if not same_start:
            return A.CLOSE
    if not _same_family(cited[0], people[0]) and not any(
        _same_family(cited[0], n) for n in people[1:]
    ):
        return A.CLOSE if len(cited) > 1 else A.AGREES
    return A.AGREES if first >= 0.8 else A.CLOSE


def _same_family(one: Name, other: Name) -> bool:
    a, b = one.family or one.literal, other.family or other.literal
    if name_likeness(a, b) >= 0.92:
        return True
    x, y = words(a), words(b)
    return bool(x and y) and (x[-1] == y[-1] and len(x[-1]) > 3)


def _named(person: Name, zone: Sequence[str]) -> float:
    """How surely a person is named among these words."""
    if person.literal:
        wanted = content_words(words(person.literal))
        met = sum(w in zone for w in wanted)
        return met / len(wanted) if wanted else 0.0
    spelled = person.family
    best = 0.0
    for family in (words(spelled), words(spelled_out(spelled))):
        if not family:
            continue
        if _run_in(family, zone) or "".join(family) in zone:
            return 1.0
        core = max(family, key=len)
        if len(core) > 3 and core in zone:
            best = max(best, 0.9)
        elif len(core) > 4:
            near = max((word_likeness(core, token) for token in zone), default=0.0)
            best = max(best, near if near >= 0.8 else 0.0)
    return best


def _run_in(run: Sequence[str], tokens: Sequence[str]) -> bool:
    size, goal = len(run), tuple(run)
    return any(tuple(tokens[i : i + size]) == goal for i in range(len(tokens) - size + 1))


def container_evidence(record: Candidate, text: CitedText, place: TitleMatch) -> Evidence:
    """Is it the same journal, book or meeting, whole or abbreviated?"""
    citation = text.citation
    cited = citation.container
    if set(words(cited)) <= set(text.tokens[place.start : place.end]):
        cited = ""  # the end of the title was taken for it
    outside = (
        text.tokens[place.end :] or text.tokens[: place.start]
        if place.similarity >= 0.7
        else text.tokens
    )

    def say(agreement: Agreement, score: float, recorded: str) -> Evidence:
        return Evidence("container", agreement, round(score, 3), cited, recorded)

    if not record.containers:
        return say(A.ABSENT, 0.0, "")
    shown = record.containers[0]
    for name in record.containers:
        found = journal_in(outside, name)
        if found and not _more_follows(outside, found, name, cited):
            return say(A.AGREES, 1.0, shown)
        letters = initialism(name)
        if (cited and same_journal(cited, name)) or (len(letters) >= 3 and letters in outside):
            return say(A.AGREES, 1.0, shown)
    score = max(max(similarity(cited, n), _shared(cited, n)) for n in record.containers)
    if not cited:
        return say(A.ABSENT, 0.0, shown)
    if score >= 0.6:
        return say(A.CLOSE, score, shown)
    if any(_nearly_in(words(n), outside) for n in record.containers):
        return say(A.CLOSE, 0.85, shown)
    journal = record.item.type.startswith("article") and bool(citation.volume or citation.page)
    return say(A.CONTRADICTS if journal else A.ABSENT, score, shown)


def _nearly_in(name: Sequence[str], tokens: Sequence[str]) -> bool:
    """The name is there with typing errors, or divided at the end of a line."""
    size, joined = len(name), "".join(name)
    if len(joined) < 10:
        return False
    runs = ("".join(tokens[i : i + n]) for n in (size, size + 1) for i in range(len(tokens)))
    return any(edit_similarity(joined, run) >= 0.88 for run in runs)


def _more_follows(tokens: Sequence[str], at: tuple[int, int], name: str, cited: str) -> bool:
    """The name goes on beyond what was found: "Brain" inside "Brain Research"."""
    if not cited or len(content_words(words(name))) > 2 or same_journal(cited, name):
        return False
    after = tokens[at[1] : at[1] + 1]
    cited = re.sub(r"\([^)]*\)?", " ", cited)  # "(Oxf)", "(Phila Pa 1976)"
    return bool(after) and after[0].isalpha() and after[0] in words(cited)


def _shared(cited: str, name: str) -> float:
    """The share of the cited container's words that may abbreviate words of the name."""
    short, full = content_words(words(cited)), words(name)
    if len(short) < 2:
        return 0.0
    return 0.9 * sum(any(shortens(s, f) for f in full) for s in short) / len(short)


def year_evidence(record: Candidate, text: CitedText) -> Evidence:
    """One of the record's years; a year off by one is online against print."""
    years, theirs = text.citation.years, record.years
    cited, recorded = ", ".join(map(str, years[:2])), "/".join(map(str, theirs))
    if not years or not theirs:
        return Evidence("year", A.ABSENT, 0.0, cited, recorded)
    if years[0] in theirs:
        return Evidence("year", A.AGREES, 1.0, cited, recorded)
    if any(y in theirs for y in years[1:]):
        return Evidence("year", A.CLOSE, 0.9, cited, recorded)
    gap = min(abs(y - t) for y in years[:1] for t in theirs)
    if gap == 1:
        return Evidence("year", A.CLOSE, 0.8, cited, recorded)
    return Evidence("year", A.CONTRADICTS, max(0.0, 0.6 - 0.1 * gap), cited, recorded)


def volume_evidence(record: Candidate, text: CitedText) -> Evidence:
    citation = text.citation
    cited, recorded = citation.volume, record.volume
    if not recorded:
        return Evidence("volume", A.ABSENT, 0.0, cited, recorded)
    theirs = _digits(number(recorded))
    ours = _digits(number(cited)) if cited else ""
    if ours and ours == theirs:
        return Evidence("volume", A.AGREES, 1.0, cited, recorded)
    elsewhere = theirs in text.numbers and theirs != _digits(citation.page)
    if elsewhere and theirs not in map(str, citation.years):
        return Evidence("volume", A.CLOSE, 0.8, cited, recorded)
    lone = not citation.page and not citation.issue
    if not ours or (lone and ours in {_digits(p) for p in record.pages if len(_digits(p)) > 1}):
        return Evidence("volume", A.ABSENT, 0.0, "", recorded)  # the one number is the page
    return Evidence("volume", A.CONTRADICTS, 0.0, cited, recorded)


_LATE_PAGE = 50
"""Beyond it a page is hardly in two issues of a volume: pages are counted through the year."""


def issue_evidence(record: Candidate, text: CitedText, page: Evidence) -> Evidence:
    """Another issue is another item where each issue's pages begin anew, or no page agrees."""
    cited, recorded = text.citation.issue, record.issue
    if not cited or not recorded:
        return Evidence("issue", A.ABSENT, 0.0, cited, recorded)
    ours, theirs = (set(re.findall(r"\d+", number(text))) for text in (cited, recorded))
    same = number(cited) == number(recorded) or bool(ours & theirs)
    late = page.agreement is A.AGREES and _first_page(record) >= _LATE_PAGE
    if not same and ours and theirs and not late:
        return Evidence("issue", A.CONTRADICTS, 0.0, cited, recorded)
    return Evidence("issue", A.AGREES if same else A.CLOSE, float(same), cited, recorded)


def _first_page(record: Candidate) -> int:
    """The largest first page or article number of the record; 0 if it has none in digits."""
    return max((int(d) for p in record.pages if (d := _digits(p)).isdigit()), default=0)


def is_distinctive(record: Candidate, text: CitedText) -> bool:
    """Whether volume and first page can name one work: not the early page of any issue.

    A page beyond a first issue's does, or the issue, three authors, or two and the last page.
    """
    citation = text.citation
    if _first_page(record) >= 2 * _LATE_PAGE:
        return True
    issue = set(re.findall(r"\d+", citation.issue)) & set(re.findall(r"\d+", record.issue))
    people = [n for n in citation.authors if not n.others]
    named = all(_same_family(a, b) for a, b in zip(people, record.people, strict=False))
    if named and 3 <= len(people) <= len(record.people):
        return True
    both = named and len(people) == len(record.people) == 2
    return bool(issue) or (both and last_page_agrees(record, citation))


def last_page_agrees(record: Candidate, citation: Citation) -> bool:
    """Both name a last page, and it is the same; the citation may shorten it."""
    recorded = page_ranges(record.item.get("page"))
    cited = page_ranges(f"{citation.page}-{citation.last_page}") if citation.last_page else ()
    return bool(recorded and cited and cited[0][1] and cited[0][1] == recorded[0][1])


def _letter(page: str) -> str:
    """The letter after a page's digits: 261a, 261b and 261c are three items."""
    found = re.search(r"\d([a-z])$", page.lower())
    return found[1] if found else ""


def _run_together(record: Candidate, page: str) -> bool:
    """Both pages without the dash between them: 823825 for 823-825."""
    return any(page == first + last for first, last in page_ranges(record.item.get("page")) if last)


def _digits(text: str) -> str:
    found = re.search(r"\d+", text)
    return found[0].lstrip("0") or "0" if found else text


def page_evidence(record: Candidate, text: CitedText) -> Evidence:
    """First page or article number."""
    citation, recorded = text.citation, record.item.get("page") or record.item.get("number")
    cited = citation.page
    if citation.last_page:
        cited = f"{cited}-{citation.last_page}"

    def say(agreement: Agreement, score: float) -> Evidence:
        return Evidence("page", agreement, score, cited, recorded)

    if not record.pages:
        return say(A.ABSENT, 0.0)
    bare = {_digits(p): p for p in record.pages}
    ours = _digits(page_ranges(citation.page)[0][0]) if page_ranges(citation.page) else ""
    if ours and ours in bare:
        lettered = _letter(citation.page) != _letter(bare[ours])
        return say(A.CLOSE, 0.5) if lettered else say(A.AGREES, 1.0)
    if _run_together(record, citation.page):
        return say(A.AGREES, 1.0)
    if any(
        len(p) >= 3 and p in text.numbers and int(p) not in citation.years
        for p in bare
        if p.isdigit()
    ):
        return say(A.AGREES if len(max(bare, key=len)) > 3 else A.CLOSE, 0.9)
    is_issue = not citation.issue and not citation.last_page and ours == _digits(record.issue)
    if not ours or (ours and is_issue):
        return say(A.ABSENT, 0.0)
    if all(p == "1" for p in bare):  # an article counted on its own, or not yet in an issue
        return say(A.ABSENT, 0.0)
    last = page_ranges(record.item.get("page"))
    if (
        last
        and citation.last_page
        and last[0][1]
        and last[0][1].endswith(citation.last_page)
        and len(citation.last_page) > 1
    ):
        return say(A.CLOSE, 0.7)
    near = max(edit_similarity(ours, p) for p in bare)
    return say(
        A.CLOSE if near >= 0.75 and len(ours) >= 3 else A.CONTRADICTS,
        round(near * 0.5, 3),
    )


def publisher_evidence(record: Candidate, text: CitedText) -> Evidence:
    """Only for what has no journal: a publisher named in the citation."""
    recorded = record.publisher
    wanted = content_words(words(recorded))[:2]
    if record.item.type.startswith("article") or not wanted:
        return Evidence("publisher", A.ABSENT, 0.0, "", recorded)
    met = wanted[0] in text.known
    return Evidence("publisher", A.AGREES if met else A.ABSENT, float(met), "", recorded)


def doi_evidence(record: Candidate, citation: Citation) -> Evidence:
    cited, recorded = citation.doi, record.identifier
    if not cited or not recorded.startswith("10."):
        return Evidence("DOI", A.ABSENT, 0.0, cited, recorded)
    same = cited.lower() == recorded.lower()
    return Evidence("DOI", A.AGREES if same else A.CONTRADICTS, float(same), cited, recorded)


def cites_a_place(record: Candidate, citation: Citation) -> bool:
    """The citation says where the work was published: volume, pages, a container that is not just
    the record's own publisher or server."""
    if citation.volume or citation.page:
        return True
    container = set(content_words(words(citation.container)))
    own = (record.publisher, record.item.get("genre"), *record.containers)
    return bool(container) and not container & {w for name in own for w in words(name)}
