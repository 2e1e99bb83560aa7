"""A web page as an item: what it says of itself in its head.

In the order of trust: Highwire Press tags (`citation_title`, as Google Scholar asks for them),
JSON-LD of schema.org, Dublin Core (`dc.title`, `dcterms.issued`), Open Graph (`og:title`), and the
plain title. Nothing of the page's body is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from citare.model.dates import Date, read_date
from citare.model.item import Item
from citare.model.name import Name
from citare.model.people import NameHints, is_organisation, read_name

_MOST = 2_000_000  # characters of a page that are read
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)
_TITLES = ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title")
_AUTHORS = ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author")
_DATES = (
    "citation_publication_date", "citation_date", "citation_online_date", "dc.date",
    "dcterms.issued", "dc.date.issued", "article:published_time", "date", "pubdate",
)  # fmt: skip
_SITES = ("og:site_name", "application-name")
_KINDS = {
    "NewsArticle": "article-newspaper",
    "ReportageNewsArticle": "article-newspaper",
    "BlogPosting": "post-weblog",
    "ScholarlyArticle": "article-journal",
    "Book": "book",
    "Report": "report",
    "Dataset": "dataset",
    "SoftwareApplication": "software",
    "SoftwareSourceCode": "software",
    "Thesis": "thesis",
}
"""Types of schema.org and the CSL types that they are."""
_DESCRIBED = (
    *_KINDS,
    "Article",
    "WebPage",
    "CreativeWork",
    "EducationalOccupationalProgram",
    "Course",
)


def item_of_page(html: str, url: str, accessed: str = "") -> Item | None:
    """The item of a page at an address, read on a day (ISO 8601). None if it has no title."""
    head = _Head()
    head.feed(html[:_MOST])
    linked = next(_descriptions(head.scripts), {})
    site = head.first(_SITES) or _name_of(linked.get("publisher"))
    title = _without_site(_title(head, linked), site)
    if not title:
        return None
    kind = _kind(head, linked)
    text = {"title": title, "URL": _address(head, url), **_container(head, linked, kind, site)}
    publisher = head.first(("citation_publisher", "dc.publisher")) or _name_of(
        linked.get("publisher")
    )
    if publisher and kind not in ("article-journal", "article-newspaper", "post-weblog"):
        text["publisher"] = publisher
    if language := head.language or str(linked.get("inLanguage") or ""):
        text["language"] = language
    dates = {"issued": _date(head, linked), "accessed": read_date(accessed[:10])}
    authors = _authors(head, linked)
    names = {"author": authors} if authors else {}
    return Item(
        "", kind, {k: v for k, v in text.items() if v}, names,
        {name: date for name, date in dates.items() if date},
    )  # fmt: skip


class _Head(HTMLParser):
    """Collects meta elements, the title, the canonical address and JSON-LD."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.metas: dict[str, list[str]] = {}
        self.title = ""
        self.canonical = ""
        self.language = ""
        self.scripts: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = (given.get("name") or given.get("property") or "").lower()
            content = " ".join(given.get("content", "").split())
            if name and content:
                self.metas.setdefault(name, []).append(content)
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            self.canonical = self.canonical or given.get("href", "")
        elif tag == "html":
            self.language = given.get("lang", "")
        elif tag == "title" and not self.title:
            self._inside = "title"
        elif tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self._inside = "script"
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.title += data
        elif self._inside == "script":
            self.scripts[-1] += data

    def first(self, names: tuple[str, ...]) -> str:
        """The first content of the first of these names that the page has."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")


def _descriptions(scripts: list[str]) -> Iterator[Mapping[str, Any]]:
    """What JSON-LD says about works, the page itself or an article in it."""
    for script in scripts:
        try:
            found = json.loads(script)
        except (ValueError, RecursionError):
            continue
        graph = found.get("@graph", found) if isinstance(found, dict) else found
        for one in graph if isinstance(graph, list) else [graph]:
            if isinstance(one, dict) and _type_of(one) in _DESCRIBED:
                yield one


def _type_of(one: Mapping[str, Any]) -> str:
    kind = one.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return next((str(name) for name in kinds if str(name) in _DESCRIBED), "")


def _name_of(value: object) -> str:
    """The name of a person, an organisation or a work in JSON-LD; a text is its own name."""
    if isinstance(value, list):
        return _name_of(value[0]) if value else ""
    if isinstance(value, dict):
        return _name_of(value.get("name"))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _title(head: _Head, linked: Mapping[str, Any]) -> str:
    stated = head.first(("citation_title",)) or _name_of(linked.get("headline"))
    return (
        stated
        or _name_of(linked.get("name"))
        or head.first(_TITLES)
        or " ".join(head.title.split())
    )


def _without_site(title: str, site: str) -> str:
    """A title without the site's name after (or before) it."""
    for mark in (" | ", " - ", " – ", " — ", " :: ", " · "):
        front, found, back = title.rpartition(mark)
        if found and site and back.strip().lower() == site.lower():
            return front.strip()
    return title.strip()


def _kind(head: _Head, linked: Mapping[str, Any]) -> str:
    if "citation_journal_title" in head.metas:
        return "article-journal"
    if "citation_conference_title" in head.metas:
        return "paper-conference"
    if "citation_dissertation_institution" in head.metas:
        return "thesis"
    if "citation_technical_report_institution" in head.metas:
        return "report"
    return _KINDS.get(_type_of(linked), "webpage")


def _container(head: _Head, linked: Mapping[str, Any], kind: str, site: str) -> dict[str, str]:
    container = head.first(
        ("citation_journal_title", "citation_conference_title", "citation_inbook_title")
    ) or _name_of(linked.get("isPartOf"))
    found = {"container-title": container or ("" if kind == "book" else site)}
    found["volume"] = head.first(("citation_volume",))
    found["issue"] = head.first(("citation_issue",))
    found["ISSN"] = head.first(("citation_issn",))
    found["ISBN"] = head.first(("citation_isbn",))
    first, last = head.first(("citation_firstpage",)), head.first(("citation_lastpage",))
    found["page"] = f"{first}-{last}" if last and last != first else first
    institution = ("citation_dissertation_institution", "citation_technical_report_institution")
    found["publisher"] = head.first(institution)
    return found


def _authors(head: _Head, linked: Mapping[str, Any]) -> tuple[Name, ...]:
    for name in _AUTHORS:
        stated = [one for one in head.metas.get(name, ()) if not one.startswith("http")]
        if name == "citation_author" and stated:
            return _read(stated)
        people = linked.get("author") or linked.get("creator") or linked.get("provider")
        if people:
            known = people if isinstance(people, list) else [people]
            return tuple(filter(None, map(_person, known)))
        if stated:
            return _read(stated if len(stated) > 1 else re.split(r";| and ", stated[0]))
    return ()


def _read(names: list[str]) -> tuple[Name, ...]:
    return tuple(
        Name(literal=text) if is_organisation(text) else found
        for text in names
        if (found := read_name(text, NameHints(natural=True)))
    )


def _person(one: object) -> Name | None:
    if isinstance(one, dict):
        if one.get("familyName"):
            return Name(str(one["familyName"]), str(one.get("givenName") or ""))
        if "Organization" in str(one.get("@type")) or "University" in str(one.get("@type")):
            text = _name_of(one)
            return Name(literal=text) if text else None
    found = _read([_name_of(one)])
    return found[0] if found else None


def _date(head: _Head, linked: Mapping[str, Any]) -> Date | None:
    stated = head.first(_DATES[:3]) or _name_of(linked.get("datePublished")) or head.first(_DATES)
    stated = re.sub(r"(?<=\d)[T ]\d\d:.*", "", stated).replace("/", "-")
    return read_date(stated) if stated else None


def _address(head: _Head, url: str) -> str:
    """The page's address: its canonical one if that is on the same host, without tracking."""
    canonical = head.canonical or head.first(("og:url",))
    if urlsplit(canonical).netloc.removeprefix("www.") == urlsplit(url).netloc.removeprefix("www."):
        url = canonical
    parts = urlsplit(url)
    kept = [(n, v) for n, v in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(n)]
    query = parts.query if len(kept) == len(parse_qsl(parts.query, True)) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
