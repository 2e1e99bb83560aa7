"""A free-text citation read into its parts, by rules and without asking anyone.

Every style orders and punctuates the parts differently, and real citations are damaged, so each
part is a guess; what is not recognised is left empty. Scoring (matching/score) looks for a
record's fields in the whole text and uses these guesses to say what contradicts.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

from citare.matching.citation_authors import leading_authors
from citare.matching.citation_numbers import find_numbers, find_years
from citare.model.identifiers import arxiv_in, doi_in
from citare.model.name import Name
from citare.text.similarity import content_words, words

_DASHES = re.compile(r"\s*[‐‑‒–—―−]\s*(?=[A-Za-z]{0,2}\d)|[‐‑‒–—―−]|(?<=\d)--+(?=\d)")
_LOST_DASH = re.compile(r"(?<=\d)[?�](?=\d)")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_]{2})-[ \t]*\r?\n\s*(?=[^\W\d_A-Z]{2})")
_GLUED_LABEL = re.compile(r"(?<=[.;,])(?=PMC?ID\b)")
_LABEL = re.compile(r"^\s*(?:\[\w{1,12}\]|\(\d{1,3}\)|\d{1,3}[.)](?=\s)|[•*‣▪●·-]+\s)\s*")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.I)
_DOI_MENTION = re.compile(
    r"\b(?:doi|DOI)\b:?\s*(?:https?://\S+|10\.\d{4,9}/\S+(?:\s-\d+)?)|\b10\.\d{4,9}/\S+"
)
_PMID = re.compile(r"\bPMID:?\s*(\d{4,9})\b", re.I)
_PMCID = re.compile(r"\bPMC\s?(\d{4,9})\b")
_ARXIV = re.compile(
    r"\[?\s*\b(?:arXiv:?\s*)?(?:\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7})\b\s*\]?"
)
_GLUED_YEAR = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)(?=[A-Z][a-z]?\.?\s?[A-Z(])")
_GLUED_VOLUME = re.compile(r"([A-Za-z][a-z]{3,})(\d{1,4})(?=\s?[,:(])")
_AFTER_AUTHORS = re.compile(
    r"^[\s.,:;]*(?:\(?\s*(?:eds?|editors?|hrsg|hg)\b\.?\s*\)?)?[\s.,:;]*"
    r"(?:[(\[]?\s*(?:c\.?\s*)?(?:in press|n\.d\.|(?:1[5-9]|20)\d\d\s?[a-z]?)"
    r"(?:,\s*[A-Z][\w\s,-]*)?\s*[)\]]?)?"
    r"[\s.,:;]*"
)
_QUOTES = re.compile(
    r"[\"“„«‟]\s*(.{8,}?)\s*[,.]?[\"”“»]|[‘'`]{1,2}\s*(.{8,}?)\s*[,.]?['’]{1,2}(?=[\s,.;)]|$)"
)
_SENTENCE = re.compile(
    r"(?<![\s.(][A-Za-z])(?<!\bvs)(?<!\bspp)(?<!\bcf)(?<!\bSt)(?<!\bal)[.?!]\s+(?=[A-Z\"“‘(\d]|in\s)|[?!]\s+"
)
_PART_NUMBER = re.compile(r"(?:[Pp]art\s)?(?:[IVX]{1,5}|\d{1,2})")
_DATED = re.compile(r"\W*\([^()]*\)\W*")
_IN = re.compile(r"(?:^|[\s.,;])[Ii]n:?\s+(?=[A-Z\"“‘])")


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation's text on one line and what was recognised in it.

    `body` is the text without identifiers and addresses. `years` holds the likeliest year first.
    `page` is the first page or the article number; `last_page` may be empty.
    """

    text: str
    body: str = ""
    authors: tuple[Name, ...] = ()
    years: tuple[int, ...] = ()
    title: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    last_page: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    arxiv: str = ""

    @property
    def year(self) -> int | None:
        return self.years[0] if self.years else None


def one_line(text: str) -> str:
    """The text composed, on one line, with plain hyphens between numbers and no label in front.

    A word that a line break has divided is made whole.
    """
    text = unicodedata.normalize("NFC", html.unescape(text))
    text = _GLUED_LABEL.sub(" ", _BROKEN_WORD.sub("", text))
    text = " ".join(text.replace("\u00ad", "").replace("\u200b", "").split())
    text = _LOST_DASH.sub("-", _DASHES.sub("-", text))
    return _LABEL.sub("", text, count=1)


def parse_citation(text: str) -> Citation:
    """Read one citation. Never fails; an empty text gives an empty citation."""
    line = one_line(text)
    body = _without_identifiers(line)
    pmid, pmcid = _PMID.search(line), _PMCID.search(line)
    authors, rest = leading_authors(body)
    years = find_years(body)
    numbers = find_numbers(rest, years)
    head = _AFTER_AUTHORS.sub("", rest[: numbers.start], count=1)
    if numbers.journal:
        title, container = head.strip(" ,."), numbers.journal.strip(" ,")
    else:
        placed = bool(numbers.volume or numbers.page)
        title, container = _title_and_container(head, placed, bool(authors))
    return Citation(
        text=line,
        body=body,
        authors=authors,
        years=years,
        title=title,
        container=container,
        volume=numbers.volume,
        issue=numbers.issue,
        page=numbers.page,
        last_page=numbers.last_page,
        doi=doi_in(line),
        pmid=pmid[1] if pmid else "",
        pmcid=f"PMC{pmcid[1]}" if pmcid else "",
        arxiv=arxiv_in(line),
    )


def query_of(citation: Citation) -> str:
    """What to ask a registry's bibliographic search: the text without labels and addresses."""
    return citation.body[:600]


def _without_identifiers(line: str) -> str:
    for pattern in (_DOI_MENTION, _URL, _PMID, _PMCID, _ARXIV):
        line = pattern.sub(" ", line)
    line = re.sub(
        r"\[\s*(?:INSPIRE|CrossRef|PubMed|Google Scholar|Medline|SPIRES)?\s*\]", " ", line
    )
    line = _GLUED_VOLUME.sub(r"\1 \2", _GLUED_YEAR.sub(r"\1 ", line))
    return " ".join(line.split())


def _title_and_container(head: str, has_numbers: bool, named: bool) -> tuple[str, str]:
    """Divide what stands between the authors and the volume.

    Unless authors are `named`, they may stand before a title in quotes.
    """
    quoted = _QUOTES.search(head)
    late = quoted and not named and quoted[1] and len(words(quoted[1])) >= 3
    if quoted and (quoted.start() < 15 or late or _DATED.fullmatch(head[: quoted.start()])):
        return (quoted[1] or quoted[2]).strip(" ,."), _tidy(head[quoted.end() :])
    if " // " in head:  # GOST
        title, _, container = head.partition(" // ")
        return title.strip(" ,."), _tidy(container)
    if has_numbers and (cut := _comma_before_abbreviation(head)):
        return head[:cut].strip(" ,."), _tidy(head[cut + 1 :])
    parts = [p for p in _SENTENCE.split(head) if p.strip(" .,:;")]
    if len(parts) > 2 and _PART_NUMBER.fullmatch(parts[1]):
        parts[:3] = [". ".join(parts[:3])]
    if len(parts) > 1 and len(content_words(words(parts[0]))) >= 2 and not _abbreviated(parts[0]):
        return parts[0].strip(" ,."), _tidy(" ".join(parts[1:]))
    inside = _IN.search(head)
    if inside and inside.start() > 8:
        return head[: inside.start()].strip(" ,."), _tidy(head[inside.end() :])
    if has_numbers and _abbreviated(head):
        return "", _tidy(head)
    title, comma, container = head.rpartition(", ")
    if comma and len(words(title)) >= 4 and has_numbers:
        return title.strip(" ,."), _tidy(container)
    if has_numbers and len(words(head)) <= 4:
        return "", _tidy(head)
    return head.strip(" ,."), ""


def _comma_before_abbreviation(head: str) -> int:
    """Where "title, J. Abbr." is cut: the first comma after which all is abbreviated; 0 if none."""
    found = 0
    at = head.rfind(", ")
    while at > 0 and "." in head[at:] and _abbreviated(head[at:]):
        found = at
        at = head.rfind(", ", 0, at)
    return found if len(words(head[:found])) >= 3 else 0


def _abbreviated(text: str) -> bool:
    """Looks like an abbreviated journal name: short words, stops or capitals, few of them."""
    tokens = text.replace(",", " ").split()
    if not tokens or len(tokens) > 9:
        return False
    short = sum(t.endswith(".") or len(t) <= 4 for t in tokens)
    return short >= 0.6 * len(tokens) and not any(t[:1].islower() and len(t) > 4 for t in tokens)


def _tidy(text: str) -> str:
    text = re.sub(r"^(?:[Ii]n:?|[Ii]bid\.?)\s+", "", text.strip(" ,.;:§()"))
    return text.strip(" ,.;:§(")
