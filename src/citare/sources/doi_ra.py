"""doi.org's agency service: which registration agency a DOI belongs to, or that it is none.

`https://doi.org/ra/A,B` answers `[{"DOI": …, "RA": "DataCite"}, {"DOI": …, "status": "DOI does
not exist"}]` (DOI Handbook, "Which RA?"). 200 DOIs a call were seen to work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from citare.errors import CouldNotAsk
from citare.sources.base import Request, Response, Task

NAME = "doi"
TITLE = "doi.org"
MOST_PER_REQUEST = 100
MOST_BYTES = 3_500


@dataclass(frozen=True, slots=True)
class Agency:
    """What doi.org says of a DOI: its `agency`, or that it does not `exist`.

    With neither an agency nor a "no", nobody could be asked: `reason` says why.
    """

    doi: str
    agency: str = ""
    exists: bool | None = None
    reason: str = ""
    asked: str = ""


def agencies(dois: Sequence[str]) -> Task[dict[str, Agency]]:
    """What doi.org says of each DOI (in lower case)."""
    wanted = list(dict.fromkeys(doi.lower() for doi in dois))
    batches = _batches(wanted)
    replies = yield [_request(batch) for batch in batches]
    found: dict[str, Agency] = {}
    for batch, reply in zip(batches, replies, strict=True):
        if isinstance(reply, CouldNotAsk):
            found.update({doi: Agency(doi, reason=reply.reason) for doi in batch})
        else:
            found.update(_read(batch, reply))
    return found


def _request(dois: Sequence[str]) -> Request:
    return Request(NAME, "ra/" + ",".join(quote(doi, safe="/") for doi in dois), pool="list")


def _batches(dois: Sequence[str]) -> list[list[str]]:
    """A comma separates DOIs, so those that hold one go alone."""
    batches: list[list[str]] = []
    size = 0
    open_batch = False
    for doi in dois:
        length = len(quote(doi, safe="/")) + 1
        alone = "," in doi
        full = len(batches[-1]) >= MOST_PER_REQUEST if batches else True
        if alone or not open_batch or full or size + length > MOST_BYTES:
            batches.append([])
            size = 0
        batches[-1].append(doi)
        size += length
        open_batch = not alone
    return batches


def _read(batch: Sequence[str], reply: Response) -> dict[str, Agency]:
    try:
        entries = reply.json() if reply.status == 200 else None
    except (ValueError, RecursionError):
        entries = None
    if not isinstance(entries, list):
        reason = f"HTTP {reply.status}" if reply.status != 200 else "an answer that is none"
        return {doi: Agency(doi, reason=reason) for doi in batch}
    said = {str(e.get("DOI") or "").lower(): e for e in entries if isinstance(e, Mapping)}
    if len(batch) == 1 and len(entries) == 1 and isinstance(entries[0], Mapping):
        said.setdefault(batch[0], entries[0])
    return {doi: _agency(doi, said.get(doi), reply.asked) for doi in batch}


def _agency(doi: str, entry: Mapping[str, object] | None, asked: str) -> Agency:
    if entry is None:
        return Agency(doi, reason="left out of the answer", asked=asked)
    if agency := str(entry.get("RA") or ""):
        return Agency(doi, agency=agency, exists=True, asked=asked)
    status = str(entry.get("status") or "")
    exists = False if status else None
    return Agency(doi, exists=exists, reason=status or "no agency named", asked=asked)
