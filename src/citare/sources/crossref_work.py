"""Crossref's work types as CSL types (Crossref REST API, `/types`; CSL 1.0.2, appendix III)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from citare.model.archives import is_preprint_server
from citare.model.dates import Date
from citare.model.identifiers import normalise_isbn, normalise_issn
from citare.model.item import Item
from citare.model.name import Name
from citare.model.variables import TYPES as CSL_TYPES
from citare.sources.base import as_list, as_mappings
from citare.sources.record_dates import date as record_date
from citare.sources.record_dates import event_date, publication_dates
from citare.sources.record_names import names
from citare.sources.title_text import all_clean, clean, first_clean, without_markup

TYPES = {
    "journal-article": "article-journal",
    "journal": "periodical",
    "journal-volume": "periodical",
    "journal-issue": "periodical",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "book-series": "book",
    "proceedings": "book",
    "proceedings-series": "book",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry",
    "proceedings-article": "paper-conference",
    "report": "report",
    "report-series": "report",
    "report-component": "report",
    "dissertation": "thesis",
    "dataset": "dataset",
    "database": "dataset",
    "posted-content": "article",
    "peer-review": "review",
    "standard": "standard",
    "standard-series": "standard",
    "component": "document",
    "grant": "document",
    "software": "software",
}
"""Crossref type → CSL type. What is not here is a document, or a chapter where it has a book."""

POSTED = {
    "preprint": ("article", "Preprint"),
    "working_paper": ("report", "Working paper"),
    "report": ("report", ""),
    "dissertation": ("thesis", ""),
    "blog": ("post-weblog", ""),
    "letter": ("article", ""),
    "other": ("article", ""),
}
"""Posted content's `subtype` → CSL type and genre."""

REVIEW_GENRES = {
    "referee-report": "Peer review",
    "editor-report": "Editor’s report",
    "author-comment": "Author’s response",
    "community-comment": "Community comment",
    "aggregate": "Peer review",
    "recommendation": "Recommendation",
}
"""Peer review's `review.type` → genre."""

BOOKS = frozenset({"book", "monograph", "edited-book", "reference-book", "book-set", "proceedings"})


def csl_type(work: Mapping[str, Any]) -> str:
    """The CSL type of a work; CSL's own names (of content negotiation) pass through."""
    kind = str(work.get("type") or "")
    subtype = str(work.get("subtype") or "")
    if kind == "posted-content":
        return POSTED.get(subtype, ("article", ""))[0]
    if kind == "reference-entry":
        return _entry_type(str(work.get("container-title") or ""))
    if kind in TYPES:
        return TYPES[kind]
    if kind in CSL_TYPES:
        return kind
    if work.get("container-title"):
        return "article-journal" if work.get("volume") or work.get("issue") else "chapter"
    return "document"


def _entry_type(container: str) -> str:
    if re.search(r"dictionar|lexi[ck]|wörterbuch|glossary", container, re.IGNORECASE):
        return "entry-dictionary"
    if re.search(r"en[cz]y[ck]lop", container, re.IGNORECASE):
        return "entry-encyclopedia"
    return "entry"


def genre(work: Mapping[str, Any]) -> str:
    """What kind of its type a work is ("Preprint", a thesis's degree), or ""."""
    kind = work.get("type")
    if kind == "posted-content":
        return POSTED.get(str(work.get("subtype") or ""), ("", ""))[1]
    if kind == "peer-review":
        review = work.get("review")
        return REVIEW_GENRES.get(str(review.get("type")), "") if isinstance(review, Mapping) else ""
    return "Grant" if kind == "grant" else ""


_SERIES = re.compile(
    r"lecture notes|\bseries\b|^(?:studies|topics|advances|developments|progress) (?:in|on|of)"
    r"|^(?:communications|workshops|methods|problems|perspectives|research) (?:in|on)"
    r"|^contributions to"
    r"|^springer|\bmonographs?\b|\blibrary of\b|^contemporary |^texts |^(?:under)?graduate|^UNITEXT"
    r"|^international (?:handbooks|series|library)|schriften|beiträge"
    r"|^collection|^IFIP advances|^CISM"
    r"|^conference proceedings|^proceedings of symposia|^SPIE proceedings$|^mathematics (?:in|and)"
    r"|^(?:AIP|IOP|ACM|ACS|CEUR|ASTM|NATO|IEEE)\b.{0,30}\b(?:proceedings|symposium|workshop)",
    re.IGNORECASE,
)
_BOOK = re.compile(
    r"\b(?:1[89]|20)\d\d\b|^proceedings of|[:;]"
    r"|\b(?:first|second|third|\d+(?:st|nd|rd|th)|[XVI]+th)\b"
    r"|^(?:handbook|encyclopedia|companion|the )|\b(?:conference|symposium|workshop)\b"
    r"|[,;] and | [IVX]+$",
    re.IGNORECASE,
)


def book_and_series(titles: list[str], title: str = "") -> tuple[str, str]:
    """Of a chapter's container titles, the book's and its series'; the order of the two varies.

    Told apart by their wording: "Lecture Notes in …" is a series, a year or "Proceedings of
    the …" is a book's. With nothing to tell, the second is the book's (as most newer records
    have it). `title` is the work's own, which is neither.
    """
    titles = [t for t in dict.fromkeys(titles) if t] or [""]
    if len(titles) > 1 and title in titles:
        titles.remove(title)
    if len(titles) == 1:
        return titles[0], ""
    first, second = titles[:2]
    score = _series_score(first) - _series_score(second)
    return (first, second) if score < 0 else (second, first)


def _series_score(title: str) -> int:
    return 3 * bool(_SERIES.search(title)) - 2 * bool(_BOOK.search(title)) - (len(title) > 60)


RUNNING_TITLES = frozenset({"10.1002", "10.1029", "10.1046", "10.1111", "10.1113"})
"""Prefixes whose journal articles carry their running title ("XU ET AL.") as the subtitle.

They are those of one platform; of 105 such works among 17,138 hardly one had a true subtitle.
"""

_ROLES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "chair": "chair",
    "series-editor": "collection-editor",
}
_PLACEHOLDERS = frozenset(
    [
        *("", "0", "-", "--", "?", "na", "n/a", "n/a n/a", "no", "no no", "none", "null", "tba"),
        *("tbd", "unknown", "n.pag", "n.pag.", "aop", "preprint", "in press", "inpress"),
        *("ahead of print", "publish ahead of print", "online first", "onlinefirst", "early view"),
    ]
)


def item_from_work(work: Mapping[str, Any], *, abstract: bool = False) -> Item:
    """The item of a Crossref work; its id is the DOI. Never fails on a record's oddities."""
    kind = csl_type(work)
    text: dict[str, str] = {}
    _titles(work, kind, text)
    _containers(work, kind, text)
    _numbers(work, text)
    _publisher(work, kind, text)
    _identifiers(work, text)
    event = work.get("event")
    if isinstance(event, Mapping):
        text["event-title"] = first_clean(event.get("name"))
        text["event-place"] = first_clean(event.get("location")).strip(" ,;")
    text["language"] = first_clean(work.get("language"))
    if abstract:
        text["abstract"] = re.sub(r"^Abstract:?\s+", "", first_clean(work.get("abstract")))
    return Item(
        id=text.get("DOI", ""),
        type=kind,
        text={variable: value for variable, value in text.items() if value},
        names=_names(work),
        dates=_dates(work),
    )


def _titles(work: Mapping[str, Any], kind: str, text: dict[str, str]) -> None:
    title = first_clean(work.get("title"))
    if work.get("type") == "grant":
        title = title or _grant_title(work)
    for subtitle in _subtitles(work):
        title = with_subtitle(title, subtitle)
    if not title and kind == "periodical":
        title = first_clean(work.get("container-title"))
    text["title"] = title
    original = first_clean(work.get("original-title"))
    if original and not same_words(original, title):
        text["original-title"] = original
    short = first_clean(work.get("short-title"))
    if short and not same_words(short, title):
        text["title-short"] = short
    if kind == "review" and (match := re.search(r"""for ["“'‘](.+)["”'’]$""", title)):
        text["reviewed-title"] = match[1]


def _subtitles(work: Mapping[str, Any]) -> list[str]:
    """The subtitles that are some: neither running titles nor an abstract's bare number."""
    prefix = str(work.get("DOI") or "").partition("/")[0]
    if prefix in RUNNING_TITLES and csl_type(work) == "article-journal":
        return []
    return [text for text in all_clean(work.get("subtitle")) if not text.isdigit()]


def with_subtitle(title: str, subtitle: str) -> str:
    """A title and its subtitle as one, unless the title has it already."""
    if not title:
        return subtitle
    if _has_subtitle(title, subtitle):
        return title
    if subtitle[0] in "([":
        return f"{title} {subtitle}"
    if title[-1] in ":?!…—–":
        return f"{title.rstrip()} {subtitle}"
    if title.endswith(".") and not title.endswith("..") and not re.search(r"\b\w\.\w?\.$", title):
        title = title[:-1]
    return f"{title}: {subtitle}"


def _has_subtitle(title: str, subtitle: str) -> bool:
    """Whether a title says its subtitle already: as its beginning, or at its end.

    Fewer than three words may be there by chance, unless a stop sets them off.
    """
    whole, part = _words(title), _words(subtitle)
    if whole == part or (len(part.split()) > 2 and whole.startswith(part)):
        return True
    if not whole.endswith(part):
        return False
    return len(part.split()) > 2 or _words(re.split(r"[:.?!—–]\s|[([]", title)[-1]) == part


def same_words(one: str, other: str) -> bool:
    """Whether two titles say the same except for markup, case and punctuation."""
    return _words(one) == _words(other)


def _words(text: str) -> str:
    words = re.findall(r"\w+", without_markup(text).casefold())
    return f" {' '.join(words)} "


def _containers(work: Mapping[str, Any], kind: str, text: dict[str, str]) -> None:
    containers = all_clean(work.get("container-title"))
    short = first_clean(work.get("short-container-title") or work.get("container-title-short"))
    if kind == "periodical":
        return
    if str(work.get("type")) in BOOKS or kind == "book":
        text["collection-title"] = containers[0] if containers else ""
        return
    if kind in ("chapter", "paper-conference", "entry", "document") and len(containers) > 1:
        container, series = book_and_series(containers, text["title"])
        text["container-title"], text["collection-title"] = container, series
        return
    if kind in ("article", "post-weblog") and not containers:
        if kind == "post-weblog":
            text["container-title"] = first_clean(work.get("group-title"))
        return
    container = containers[0] if containers else short
    text["container-title"] = container
    if short and not same_words(short, container) and len(short) < len(container):
        text["container-title-short"] = short


def _numbers(work: Mapping[str, Any], text: dict[str, str]) -> None:
    """Volume, issue, pages and article number.

    An article number that is also given as the page is not a page. One that only repeats the DOI
    is a publisher's manuscript number and none.
    """
    issue = work.get("journal-issue")
    text["issue"] = _number(work.get("issue")) or (
        _number(issue.get("issue")) if isinstance(issue, Mapping) else ""
    )
    volume = _number(work.get("volume"))
    text["collection-number" if text.get("collection-title") else "volume"] = volume
    page = _page(work.get("page"))
    article = _number(work.get("article-number"))
    suffix = str(work.get("DOI") or "").partition("/")[2].lower()
    if article.lower() == suffix and ("." in article or page):
        article = ""
    if article and same_words(article, page):
        page = ""
    text["page"] = page
    text["number"] = article or _number(work.get("award"))
    text["edition"] = re.sub(r"/e$", "", _number(work.get("edition-number")))
    version = work.get("version")
    if isinstance(version, Mapping):
        text["version"] = first_clean(version.get("version"))


def _number(value: object) -> str:
    text = without_markup(first_clean(str(value))) if isinstance(value, str | int) else ""
    return "" if text.lower().replace("-", " ").strip() in _PLACEHOLDERS else text


def _page(value: object) -> str:
    """Pages as cited: one page once, no placeholder."""
    page = re.sub(r"\s*[-‐‑‒–—−]+\s*", "-", _number(value)).strip("-, ")
    first, dash, last = page.partition("-")
    if dash and first == last:
        page = first
    return "" if page.lower() in _PLACEHOLDERS else page


def _publisher(work: Mapping[str, Any], kind: str, text: dict[str, str]) -> None:
    institution = _institution(work)
    name = first_clean(institution.get("name"))
    publisher = first_clean(work.get("publisher"))
    text["genre"] = genre(work) or first_clean(work.get("degree"))
    if kind == "thesis" or kind == "report" or work.get("type") == "posted-content":
        group = first_clean(work.get("group-title"))
        publisher = name or (group if is_preprint_server(group) else publisher)
        text["division"] = first_clean(institution.get("department"))
    elif work.get("type") == "grant":
        publisher = _funder(work) or publisher
    text["publisher"] = publisher
    place = first_clean(work.get("publisher-location")) or first_clean(institution.get("place"))
    text["publisher-place"] = "" if place in ("-", publisher) else place.strip(" ,;")
    body = work.get("standards-body")
    body = body[0] if isinstance(body, list) and body else body
    if isinstance(body, Mapping):
        text["authority"] = first_clean(body.get("name"))


def _institution(work: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first institution; a list in newer records, one object in older ones."""
    value = work.get("institution")
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, Mapping) else {}


def _identifiers(work: Mapping[str, Any], text: dict[str, str]) -> None:
    doi = work.get("DOI")
    text["DOI"] = doi.strip() if isinstance(doi, str) else ""
    text["ISSN"] = _preferred(work, "ISSN", "issn-type", normalise_issn)
    text["ISBN"] = _preferred(work, "ISBN", "isbn-type", normalise_isbn)


def _preferred(work: Mapping[str, Any], key: str, typed: str, normalise: Any) -> str:
    """The print number, else the electronic one, else the first; only valid ones."""
    types = work.get(typed)
    by_type = {
        str(one.get("type")): str(one.get("value") or "")
        for one in reversed(types if isinstance(types, list) else [])
        if isinstance(one, Mapping)
    }
    listed = work.get(key)
    listed = listed if isinstance(listed, list) else [listed or ""]
    candidates = [by_type.get("print", ""), by_type.get("electronic", ""), *map(str, listed)]
    return next((found for c in candidates if (found := normalise(c.rpartition("/")[2]))), "")


def _names(work: Mapping[str, Any]) -> dict[str, tuple[Name, ...]]:
    found = {variable: names(work.get(role)) for role, variable in _ROLES.items()}
    if work.get("type") == "grant":
        found["author"] = found["author"] or names(_investigators(work))
    return {variable: people for variable, people in found.items() if people}


def _dates(work: Mapping[str, Any]) -> dict[str, Date]:
    dates = publication_dates(work)
    if "issued" not in dates and (awarded := record_date(work.get("award-start"))):
        dates["issued"] = awarded
    event = work.get("event")
    if isinstance(event, Mapping) and (days := event_date(event)):
        dates["event-date"] = days
    return dates


def _projects(work: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """A grant's projects (Crossref grant schema 0.1, as the REST API gives it)."""
    return as_mappings(work.get("project"))


def _grant_title(work: Mapping[str, Any]) -> str:
    for project in _projects(work):
        for title in as_list(project.get("project-title")):
            if isinstance(title, Mapping) and (found := clean(str(title.get("title") or ""))):
                return found
    return ""


def _investigators(work: Mapping[str, Any]) -> list[Any]:
    roles = ("lead-investigator", "co-lead-investigator", "investigator")
    return [
        person
        for project in _projects(work)
        for role in roles
        for person in as_list(project.get(role))
    ]


def _funder(work: Mapping[str, Any]) -> str:
    for project in _projects(work):
        for funding in as_list(project.get("funding")):
            funder = funding.get("funder") if isinstance(funding, Mapping) else None
            if isinstance(funder, Mapping) and (name := first_clean(funder.get("name"))):
                return name
    return ""
