"""A web page: the identifier that it states of itself, else what it says that it is.

Publishers state an identifier for Google Scholar and others in `<meta name="citation_doi"
content="...">` (Highwire Press), `dc.identifier` (Dublin Core) or `prism.doi`. A page without one
is a work of its own, as far as its head describes it (sources/page_item).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html.parser import HTMLParser
from urllib.parse import urljoin

from citare.errors import CouldNotAsk
from citare.model.identifiers import Clue, normalise_arxiv, normalise_doi, normalise_pmid
from citare.sources.base import NOT_THERE_DAYS, Found, Keep, Request, Response, Task
from citare.sources.page_item import item_of_page

NAME = "page"
MOST_REDIRECTS = 5

_NAMES = (
    "citation_doi", "bepress_citation_doi", "prism.doi", "dc.identifier.doi", "dc.identifier",
    "dcterms.identifier", "doi", "citation_arxiv_id", "citation_pmid",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: an identifier, or the item that it is; neither if it says too little."""

    identifier: Clue | None = None
    found: Found | None = None


def identifier_of(url: str) -> Task[Clue | None]:
    """The identifier that the page at `url` states; None if it states none (or is not there).

    Raises CouldNotAsk if the page did not answer.
    """
    page = yield from read_page(url)
    return page.identifier


def read_page(url: str) -> Task[Page]:
    """What the page at `url` says; nothing if it is not there.

    Raises CouldNotAsk if the page did not answer.
    """
    way: list[Keep] = []
    for _ in range(MOST_REDIRECTS):
        request = Request(NAME, url)
        reply = (yield [request])[0]
        if not isinstance(reply, Response):
            raise CouldNotAsk(NAME, reply.reason)
        if not reply.cached:
            way.append(Keep(request, reply))
        if reply.status in (200, 404, 410):
            page = _page(reply, url) if reply.status == 200 else Page()
            if way:
                days = None if page.identifier or page.found else NOT_THERE_DAYS
                yield [replace(step, days=days) for step in way]
            return page
        if reply.status not in (301, 302, 303, 307, 308):
            raise CouldNotAsk(NAME, f"HTTP {reply.status}")
        try:
            url = urljoin(url, reply.headers.get("location", ""))
        except ValueError:
            raise CouldNotAsk(NAME, "redirected to something that is not a web address") from None
    raise CouldNotAsk(NAME, "redirected in a circle")


def _page(reply: Response, url: str) -> Page:
    html = reply.text()
    if identifier := read_identifier(html):
        return Page(identifier)
    item = item_of_page(html, url, reply.asked)
    return Page(found=Found(item, url, NAME, reply.asked, url) if item else None)


def read_identifier(html: str) -> Clue | None:
    """The identifier that a page's meta elements state, the surest name first."""
    reader = _Metas()
    reader.feed(html)
    for name in _NAMES:
        for content in reader.found.get(name, ()):
            if name == "citation_pmid" and (pmid := normalise_pmid(content)):
                return Clue("pmid", pmid)
            if name == "citation_arxiv_id" and (arxiv := normalise_arxiv(content)):
                return Clue("arxiv", arxiv)
            if doi := normalise_doi(content):
                return Clue("doi", doi)
    return None


class _Metas(HTMLParser):
    """Collects the contents of meta elements by lower-case name."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            given = dict(attrs)
            name = (given.get("name") or given.get("property") or "").lower()
            self.found.setdefault(name, []).append(given.get("content") or "")
