"""Which candidate, if any, is the work a citation means.

Never the top hit of a search by its score. A candidate is accepted without asking only when at
least three fields agree, nothing contradicts, something identifies the work (its title, or its
place by volume and page), and no other candidate does as well. Otherwise the candidates are
ranked for a person to choose from, each with its evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from citare.matching import evidence
from citare.matching.candidate import Candidate, Kind
from citare.matching.citation import Citation, parse_citation
from citare.matching.evidence import Agreement, CitedText, Evidence, TitleMatch
from citare.model.archives import is_preprint_server
from citare.text.similarity import content_words, edit_similarity, words

A = Agreement
_WEIGHTS = {
    "title": 5.0,
    "author": 2.5,
    "year": 1.0,
    "container": 1.5,
    "volume": 1.5,
    "page": 2.5,
    "issue": 0.3,
    "publisher": 0.5,
    "DOI": 6.0,
}
_COUNTED = ("title", "author", "year", "container", "volume", "page", "publisher", "DOI")
_MARGIN = 1.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """One candidate with what speaks for and against it.

    `slips` are fields in which the citation differs from a record that everything else pins
    down; `against` says in words why it is not accepted, empty if it could be.
    """

    candidate: Candidate
    evidence: tuple[Evidence, ...]
    score: float
    slips: tuple[str, ...] = ()
    against: str = ""

    def of(self, field: str) -> Evidence:
        """The evidence on one field."""
        return next(e for e in self.evidence if e.field == field)

    def fields(self, *agreements: Agreement) -> tuple[str, ...]:
        """The fields that say this."""
        return tuple(e.field for e in self.evidence if e.agreement in agreements)

    @property
    def differences(self) -> tuple[Evidence, ...]:
        """Where both sides say something and not the same: what the citation got wrong."""
        return tuple(
            e
            for e in self.evidence
            if e.cited
            and (
                e.agreement in (A.CLOSE, A.CONTRADICTS)
                or (e.field == "title" and e.similarity < 0.999 and e.agreement is A.AGREES)
            )
        )


@dataclass(frozen=True, slots=True)
class Accepted:
    """One candidate beyond reasonable doubt; `ranked` holds the others.

    `also` are identifiers under which the same work is registered as well.
    """

    judgement: Judgement
    ranked: tuple[Judgement, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Candidates, best first, and why the best was not taken."""

    ranked: tuple[Judgement, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NoMatch:
    """No candidate comes near."""

    reason: str = ""


Outcome: TypeAlias = Accepted | Uncertain | NoMatch


def judge(record: Candidate, text: CitedText) -> Judgement:
    """Compare one candidate with the citation."""
    place = evidence.title_place(record, text)
    page = evidence.page_evidence(record, text)
    said = (
        evidence.title_evidence(record, text, place),
        evidence.author_evidence(record, text, place),
        evidence.year_evidence(record, text),
        evidence.container_evidence(record, text, place),
        evidence.volume_evidence(record, text),
        evidence.issue_evidence(record, text, page),
        page,
        evidence.publisher_evidence(record, text),
        evidence.doi_evidence(record, text.citation),
    )
    judgement = Judgement(record, said, _score(said))
    clash = _kind_clash(record, text, place)
    if clash:
        return replace(judgement, score=judgement.score - 3.0, against=clash)
    slips = _slips(judgement, place, text)
    judgement = replace(judgement, slips=slips)
    return replace(judgement, against=_against(judgement, text))


def _score(evidence: Iterable[Evidence]) -> float:
    total = 0.0
    for e in evidence:
        value = {
            A.AGREES: max(e.similarity, 0.6),
            A.CLOSE: 0.5 * e.similarity,
            A.CONTRADICTS: -1.0,
            A.ABSENT: 0.0,
        }
        total += _WEIGHTS[e.field] * value[e.agreement]
    return round(total, 4)


def _kind_clash(record: Candidate, text: CitedText, place: TitleMatch) -> str:
    """A record of another sort than the citation can mean, in words; empty if it may be meant."""
    citation = text.citation
    if citation.doi and citation.doi.lower() == record.identifier.lower():
        return ""
    kind = record.kind
    if record.item.type in _WHOLE_BOOKS and _cites_part(record, text, place):
        return "it is a whole book, the citation is of a part"
    if kind in (Kind.COMPONENT, Kind.REVIEW, Kind.WHOLE, Kind.COPY):
        return f"it is a {kind}, not the work itself"
    mistaken = evidence.is_other_notice(record, place) or (
        not record.is_notice and evidence.cites_notice(text, place)
    )
    if mistaken and place.similarity >= 0.7:
        return "one is a notice about the work, the other the work itself"
    says_preprint = is_preprint_server(citation.text)
    if kind is Kind.PREPRINT and not says_preprint and evidence.cites_a_place(record, citation):
        return "it is a preprint, the citation names where the work was published"
    server = is_preprint_server(" ".join((*record.containers, record.publisher)))
    if (
        kind is Kind.WORK
        and says_preprint
        and not server
        and not (citation.volume or citation.page)
    ):
        return "the citation is of a preprint"
    return _edition_clash(record, citation)


_WHOLE_BOOKS = frozenset(["book", "collection", "periodical"])


def _cites_part(record: Candidate, text: CitedText, place: TitleMatch) -> bool:
    """The book's title follows another title, or a range of its pages is cited."""
    citation = text.citation
    if citation.last_page and not record.pages and not citation.volume:
        return True
    if place.similarity < 0.7:
        return False
    people = {
        w for n in (*citation.authors, *record.people) for w in words(f"{n.family} {n.given}")
    }
    own = {w for title in record.titles for w in title}
    before = content_words(text.tokens[: place.start])
    stated = [w for w in before if len(w) > 3 and not w.isdigit() and w not in people | own]
    # Without readable authors the words before may be their names.
    return len(stated) >= (1 if citation.authors else 4) and not _is_role(stated)


def _is_role(stated: Sequence[str]) -> bool:
    """Only what is said of editors and of the kind of book."""
    return all(w.startswith(("edit", "hrsg", "transl", "with")) for w in stated)


def _edition_clash(record: Candidate, citation: Citation) -> str:
    cited = re.search(
        r"\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:edn?|edition|aufl)\b", citation.body, re.I
    )
    recorded = re.search(r"\d+", record.edition)
    if cited and recorded and cited[1] != recorded[0]:
        return f"another edition ({recorded[0]})"
    return ""


def _slips(j: Judgement, place: TitleMatch, text: CitedText) -> tuple[str, ...]:
    """The one contradiction that everything else outweighs, if there is just one."""
    contradicting = j.fields(A.CONTRADICTS)
    if len(contradicting) != 1:
        return ()
    field = contradicting[0]
    agreed = set(j.fields(A.AGREES))
    size = len(content_words(text.tokens[place.start : place.end]))
    title = j.of("title")
    uncited = title.agreement is A.ABSENT and not title.cited
    if field == "year" and uncited and {"author", "container", "volume", "page"} <= agreed:
        return (field,)
    if not place.whole and "page" not in agreed:
        return ()  # the head of a title proves too little
    titled = title.agreement is A.AGREES or (title.agreement is A.CLOSE and title.similarity >= 0.8)
    titled = titled and (size >= 4 or {"author", "container", "volume", "page"} - {field} <= agreed)
    if field == "page":
        titled = title.agreement is A.AGREES and title.similarity >= 0.95
        if j.of("issue").agreement is A.CLOSE:  # another issue and page: the next of a series
            return ()
    if field == "author" and not _misspelt(j, text.citation):
        return ()  # letters and their replies share title, volume and page
    needed = {
        "year": {"author", "page"},
        "volume": {"author", "year", "page"},
        "page": {"author", "year", "container", "volume"},
        "container": {"author", "year", "volume", "page"},
        "author": {"year", "container", "volume", "page"},
    }.get(field)
    if needed is None or not titled or not needed <= agreed:
        return ()
    return (field,)


def _misspelt(j: Judgement, citation: Citation) -> bool:
    """The first author cited may be one of the record's with slips, or could not be read."""
    cited = [n for n in citation.authors if not n.others][:1]
    families = [(n.family or n.literal).lower() for n in j.candidate.people]
    return not cited or any(
        edit_similarity((cited[0].family or cited[0].literal).lower(), family) >= 0.5
        for family in families
    )


def _against(j: Judgement, text: CitedText) -> str:
    """Why this candidate may not be taken without asking; empty if it may."""
    against = [f for f in j.fields(A.CONTRADICTS) if f not in j.slips]
    if against:
        return f"{', '.join(against)} contradict" + ("s" if len(against) == 1 else "")
    agreed = [f for f in _COUNTED if j.of(f).agreement is A.AGREES]
    if len(agreed) < 3:
        return f"only {len(agreed)} fields agree" if agreed else "no field agrees"
    return "" if _identified(j, set(agreed), text) else "nothing identifies the work for certain"


def _identified(j: Judgement, agreed: set[str], text: CitedText) -> bool:
    """The title with an author or a place; or the place alone, where no title is cited.

    A journal without volumes is cited by its year, with the first and the last page.
    """
    record = j.candidate
    title, author = j.of("title").agreement, j.of("author").agreement
    placed = {"volume", "page"} <= agreed
    if not record.volume and {"year", "container", "page"} <= agreed:
        placed = evidence.last_page_agrees(record, text.citation)
    if "DOI" in agreed:
        return title in (A.AGREES, A.CLOSE) or "author" in agreed or placed
    if title is A.AGREES:
        if author is A.AGREES:
            # a chapter or a note of another book or series may have the same title and author
            if _is_generic(record) and text.citation.page and "page" not in agreed:
                return False
            moved = j.of("container").agreement is A.CLOSE and not {"volume", "page"} & agreed
            return not (moved and (text.citation.page or record.item.type == "chapter"))
        by_place = "container" in agreed and bool({"volume", "page"} & agreed)
        return by_place or (author is A.CLOSE and len(agreed) >= 3)
    if title is A.CLOSE:
        near = j.of("title").similarity
        return author is A.AGREES and (placed or ("container" in agreed and near >= 0.85))
    if not placed or not (record.titles or record.people):
        return False
    if not evidence.is_distinctive(record, text):
        return False
    if author is A.AGREES:
        near = j.of("container").agreement is A.CLOSE
        return near or "container" in agreed or "year" in agreed
    if author is A.CLOSE:
        return {"container", "year"} <= agreed
    uncited = author is A.ABSENT and not j.of("author").cited
    return uncited and {"container", "year"} <= agreed and not j.of("title").cited


def match(citation: Citation | str, candidates: Iterable[Candidate]) -> Outcome:
    """Decide which candidate a citation means, if any."""
    parsed = parse_citation(citation) if isinstance(citation, str) else citation
    text = CitedText(parsed)
    unique = {c.identifier.lower(): c for c in candidates}
    ranked = sorted((judge(c, text) for c in unique.values()), key=lambda j: -j.score)
    ranked = [j for j in ranked if j.score > 0]
    if not ranked:
        return NoMatch("no candidate shares enough with the citation")
    best = next((j for j in ranked if not j.against), None)
    if best is None:
        if not _worth_showing(ranked[0]):
            return NoMatch(ranked[0].against)
        return Uncertain(tuple(ranked), ranked[0].against)
    twins = [j for j in ranked if j is not best and _is_twin(j.candidate, best.candidate)]
    others = [j for j in ranked if j is not best and j not in twins]
    rivals = [j for j in others if _rivals(j, best)]
    ordered = (best, *(j for j in ranked if j is not best))
    if rivals:
        other = rivals[0].candidate.identifier
        return Uncertain(ordered, f"{other} fits as well")
    return Accepted(best, tuple(others), tuple(j.candidate.identifier for j in twins))


def _is_generic(record: Candidate) -> bool:
    """A title that many items have: "Questions and answers", "Literature review"."""
    return len(content_words(record.titles[0])) <= 2


def _is_twin(one: Candidate, other: Candidate) -> bool:
    """One work registered under two DOIs (JSTOR and the publisher, an old DOI and a new one)."""
    if not one.titles or not other.titles or one.titles[0] != other.titles[0]:
        return False
    if one.kind is not other.kind or len(content_words(one.titles[0])) < 2:
        return False
    a, b = ([w for n in c.people[:1] for w in words(n.family or n.literal)] for c in (one, other))
    pages = bool(set(one.pages) & set(other.pages))
    same_volume = one.volume == other.volume or not (one.volume and other.volume)
    near = bool({y + d for y in one.years for d in (-1, 0, 1)} & set(other.years))
    return a == b and pages and same_volume and near


def _rivals(other: Judgement, best: Judgement) -> bool:
    """Another candidate that may be meant just as well."""
    ours, theirs = best.of("title"), other.of("title")
    better = ours.agreement is A.AGREES and theirs.agreement is not A.AGREES
    if better and ours.similarity > min(0.97, theirs.similarity + 0.1):
        return False
    if other.against and ours.similarity > theirs.similarity + 0.05:
        return False
    if other.score > best.score + 0.5:
        return True
    close = other.score >= best.score - _MARGIN and not other.fields(A.CONTRADICTS)
    same_sort = other.candidate.kind in (Kind.WORK, Kind.PREPRINT)
    return close and same_sort and "notice" not in other.against


def _worth_showing(j: Judgement) -> bool:
    """Something of the work itself agrees, not the journal and the year alone."""
    title = j.of("title")
    if title.agreement in (A.AGREES, A.CLOSE) or title.similarity > 0.6:
        return True
    return len(j.fields(A.AGREES)) >= 3
