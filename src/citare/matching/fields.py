"""Hold one candidate against one citation, field by field."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citare.compare.journals import initialism, journal_in, same_journal, shortens
from citare.compare.names import compare_given
from citare.compare.texts import number, page_ranges
from citare.compare.values import as_text
from citare.matching.candidate import Candidate
from citare.matching.citation import Citation
from citare.matching.evidence import (
    Agreement,
    CitedText,
    Evidence,
    TitleMatch,
)
from citare.model.name import Name
from citare.model.people import spelled_out
from citare.text.similarity import (
    content_words,
    edit_similarity,
    name_likeness,
    similarity,
    word_likeness,
    words,
)

A = Agreement


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
    """The name stands there with slips of the pen, or divided by a line's end."""
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
    """The share of the cited container's words that may stand for words of the name."""
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


def issue_evidence(record: Candidate, text: CitedText) -> Evidence:
    cited, recorded = text.citation.issue, record.issue
    if not cited or not recorded:
        return Evidence("issue", A.ABSENT, 0.0, cited, recorded)
    same = number(cited) == number(recorded)
    return Evidence("issue", A.AGREES if same else A.CLOSE, float(same), cited, recorded)


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
    return say(A.CLOSE if near >= 0.75 and len(ours) >= 3 else A.CONTRADICTS, round(near * 0.5, 3))


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
