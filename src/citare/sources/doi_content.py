"""Content negotiation at doi.org: CSL-JSON from whichever agency has the DOI.

Serves mEDRA, JaLC, KISTI, CNKI, Airiti and others that have no source of their own here
(https://citation.crosscite.org/docs.html). doi.org redirects to the agency's service.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from citare.errors import CouldNotAsk
from citare.model.item import Item
from citare.model.variables import NUMBERS, STANDARD
from citare.sources.base import Answer, Found, NotAsked, NotFound, Request, Response, Task
from citare.sources.crossref_work import item_from_work
from citare.sources.title_text import first_clean

NAME = "doi"
KINDS = ("doi",)
TITLE = "doi.org"
ACCEPT = ("Accept", "application/vnd.citationstyles.csl+json")
MOST_REDIRECTS = 5

_NOT_TAKEN = frozenset(
    ["abstract", "URL", "note", "source", "status", "keyword", "license", "citation-number"]
)
"""What agencies say under these names is about the record, or is only the DOI again."""


def lookup(doi: str, agency: str = "") -> Task[Answer]:
    """What the DOI's agency says in CSL-JSON. `agency` is named in the answer."""
    target = quote(doi, safe="/")
    for _ in range(MOST_REDIRECTS):
        reply = (yield [Request(NAME, target, headers=(ACCEPT,))])[0]
        if isinstance(reply, CouldNotAsk):
            return NotAsked(doi, NAME, reply.reason)
        if reply.status not in (301, 302, 303, 307, 308):
            return _answer(doi, agency, reply)
        target = _target(reply)
        if not target:
            return NotAsked(doi, NAME, "redirected to what is no web address")
    return NotAsked(doi, NAME, "redirected too often")


def _target(reply: Response) -> str:
    """Where a redirect leads, or "" if that is nowhere on the web."""
    location = reply.headers.get("location", "")
    try:
        target = urljoin(reply.url, location)
        return target if location and urlsplit(target).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _answer(doi: str, agency: str, reply: Response) -> Answer:
    if reply.status in (404, 410):
        return NotFound(doi, NAME, asked=reply.asked, reason="no such DOI", agency=agency)
    if reply.status in (204, 406):
        reason = "its agency gives no citation data"
        return NotFound(doi, NAME, asked=reply.asked, reason=reason, agency=agency)
    try:
        record = reply.json() if reply.status == 200 else None
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, Mapping) or not (record.get("title") or record.get("type")):
        reason = f"HTTP {reply.status}" if reply.status != 200 else "an answer that is no record"
        return NotAsked(doi, NAME, reason)
    item = item_from_csl(record, doi)
    return Found(item, doi.lower(), NAME, asked=reply.asked, asked_for=doi, record=record)


def item_from_csl(record: Mapping[str, Any], doi: str = "") -> Item:
    """The item of an agency's CSL-JSON, its markup and entities cleaned."""
    item = item_from_work({"DOI": doi, **record} if doi else record)
    text = dict(item.text)
    for variable in (STANDARD | NUMBERS) - _NOT_TAKEN:
        if variable not in text and (value := record.get(variable)):
            text[variable] = first_clean(str(value) if isinstance(value, int) else value)
    return item.with_(text={variable: value for variable, value in text.items() if value})
