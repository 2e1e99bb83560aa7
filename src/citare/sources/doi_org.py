"""doi.org: which registration agency has a DOI, and what that agency says of it.

`https://doi.org/ra/A,B` answers `[{"DOI": …, "RA": "DataCite"}, {"DOI": …, "status": "DOI does
not exist"}]` (DOI Handbook, "Which RA?"). 200 DOIs a call were seen to work. Content negotiation
gives CSL-JSON from whichever agency has the DOI (https://citation.crosscite.org/docs.html): it
serves mEDRA, JaLC, KISTI, CNKI, Airiti and others that have no source of their own here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from citare.model.item import Item
from citare.model.variables import NUMBERS, STANDARD
from citare.sources.base import (
    NOT_THERE_DAYS,
    Answer,
    Found,
    Keep,
    NotAsked,
    NotFound,
    Reply,
    Request,
    Response,
    Task,
    batched,
    json_of,
    keep,
    together,
    why_unusable,
)
from citare.sources.crossref_work import item_from_work
from citare.sources.status import Status, status_from_updates
from citare.sources.title_text import first_clean

NAME = "doi"
MOST_PER_REQUEST = 100
MOST_BYTES = 3_500
ACCEPT = ("Accept", "application/vnd.citationstyles.csl+json")
MOST_REDIRECTS = 5
_DENIALS = frozenset(["DOI does not exist", "Invalid DOI"])  # "Unknown" is neither

_NOT_TAKEN = frozenset(
    ["abstract", "URL", "note", "source", "status", "keyword", "license", "citation-number"]
)
"""What agencies say under these names is about the record, or is only the DOI again."""


@dataclass(frozen=True, slots=True)
class Agency:
    """What doi.org says of a DOI: its `agency`, or that it does not `exist`.

    With neither an agency nor a "no", nothing is known: `reason` says why. `entry` is the answer
    as it came, where it says either.
    """

    doi: str
    agency: str = ""
    exists: bool | None = None
    reason: str = ""
    asked: str = ""
    entry: Mapping[str, object] | None = None


def agencies(dois: Sequence[str]) -> Task[dict[str, Agency]]:
    """What doi.org says of each DOI (in lower case); what it said lately is not asked again."""
    wanted = list(dict.fromkeys(map(str.lower, dois)))
    if not wanted:
        return {}
    known = yield [replace(_request([doi]), cache="only") for doi in wanted]
    found: dict[str, Agency] = {}
    for doi, reply in zip(wanted, known, strict=True):
        if isinstance(reply, Response):
            found |= _read([doi], reply)
    batches = batched(
        (doi for doi in wanted if doi not in found),
        MOST_PER_REQUEST,
        length=lambda doi: len(quote(doi, safe="/")) + 1,
        most_length=MOST_BYTES,
        alone=lambda doi: "," in doi,  # a comma separates DOIs
    )
    if not batches:
        return found
    replies = yield [replace(_request(batch), cache="none") for batch in batches]
    kept: list[Keep] = []
    for batch, reply in zip(batches, replies, strict=True):
        read = _read(batch, reply)
        found |= read
        kept += [_kept(agency) for agency in read.values() if agency.entry]
    if kept:
        yield kept
    return found


def _request(dois: Sequence[str]) -> Request:
    return Request(NAME, "ra/" + ",".join(quote(doi, safe="/") for doi in dois), pool="list")


def _kept(agency: Agency) -> Keep:
    """What doi.org said of one DOI, as the answer to a question for it alone."""
    body = json.dumps([agency.entry], ensure_ascii=False).encode()
    days = None if agency.exists else NOT_THERE_DAYS
    return Keep(_request([agency.doi]), Response(200, body, asked=agency.asked), days)


def _read(batch: Sequence[str], reply: Reply) -> dict[str, Agency]:
    entries = json_of(reply)
    if not isinstance(reply, Response) or not isinstance(entries, list):
        return {doi: Agency(doi, reason=why_unusable(reply)) for doi in batch}
    said = {str(e.get("DOI") or "").lower(): e for e in entries if isinstance(e, Mapping)}
    return {doi: _agency(doi, said.get(doi), reply.asked) for doi in batch}


def _agency(doi: str, entry: Mapping[str, object] | None, asked: str) -> Agency:
    """What an entry says: an agency, one of the two texts that mean no, or nothing certain."""
    if entry is None:
        return Agency(doi, reason="left out of the answer", asked=asked)
    if agency := str(entry.get("RA") or ""):
        return Agency(doi, agency, exists=True, asked=asked, entry=entry)
    status = str(entry.get("status") or "")
    if status in _DENIALS:
        return Agency(doi, exists=False, reason=status, asked=asked, entry=entry)
    return Agency(doi, reason=status or "no agency named", asked=asked)


def lookup(doi: str) -> Task[Answer]:
    """What the DOI's agency says in CSL-JSON."""
    target = quote(doi, safe="/")
    way: list[tuple[Request, Reply]] = []
    for _ in range(MOST_REDIRECTS):
        request = Request(NAME, target, headers=(ACCEPT,))
        reply = (yield [request])[0]
        way.append((request, reply))
        if not isinstance(reply, Response) or reply.status not in (301, 302, 303, 307, 308):
            answer = _answer(doi, reply)
            kept = [step for asked, said in way for step in keep(asked, said, [answer])]
            if kept:
                yield kept
            return answer
        target = _target(reply)
        if not target:
            return NotAsked(doi, NAME, "redirected to something that is not a web address")
    return NotAsked(doi, NAME, "redirected too often")


def lookup_many(dois: Sequence[str]) -> Task[list[Answer]]:
    """An answer for each DOI, in order."""
    return together([lookup(doi) for doi in dois])


def _target(reply: Response) -> str:
    """Where a redirect leads, or "" if that is nowhere on the web."""
    location = reply.headers.get("location", "")
    try:
        target = urljoin(reply.url, location)
        return target if location and urlsplit(target).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _answer(doi: str, reply: Reply) -> Answer:
    if not isinstance(reply, Response):
        return NotAsked(doi, NAME, reply.reason)
    if reply.status in (404, 410):
        return NotFound(doi, NAME, asked=reply.asked, reason="no such DOI")
    if reply.status in (204, 406):
        reason = "its agency gives no citation data"
        return NotFound(doi, NAME, asked=reply.asked, reason=reason)
    record = json_of(reply)
    if not isinstance(record, Mapping) or not (record.get("title") or record.get("type")):
        return NotAsked(doi, NAME, why_unusable(reply))
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


def status(record: Mapping[str, Any], title: str) -> Status:
    """What became of a work: agencies that say it use Crossref's members."""
    return status_from_updates(record, title)
