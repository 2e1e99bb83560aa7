"""Crossref: works by DOI, one or many at once, and candidates for a description.

REST API, https://api.crossref.org (documentation of 2026). Facts that shape the lookups:
`filter=doi:A,doi:B` is an "or" and leaves absent DOIs out in silence, aliases too, while
`/works/{doi}` answers 301 to the prime DOI; one malformed DOI fails a whole batch with 400;
the request line may be 4,096 bytes long; `select` drops fields, so whole records are asked
for. Bodies are judged by what they hold: errors come as text labelled JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias
from urllib.parse import quote, unquote

from citare.errors import CouldNotAsk
from citare.model.identifiers import DOI_SHAPE, is_doi, normalise_doi
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
    keep,
    why_unusable,
)
from citare.sources.crossref_work import item_from_work
from citare.sources.status import Status, status_from_updates

NAME = "crossref"
MOST_PER_REQUEST = 40
MOST_BYTES = 3_500
MOST_REDIRECTS = 4
ASKED_SINGLY = 2
SEARCH_DAYS = 7.0  # new works are registered every day

CacheUse: TypeAlias = Literal["use", "only"]


def lookup(doi: str) -> Task[Answer]:
    """The work of a DOI. Follows aliases: `identifier` is then the prime DOI."""
    answers = yield from lookup_singly([bare(doi)])
    return answers[0]


def lookup_many(dois: Sequence[str]) -> Task[list[Answer]]:
    """An answer for each DOI, in order.

    From the cache where it knows them; else in batches, and those absent from a batch's answer
    singly (they may be aliases). What came in a batch is kept record by record.
    """
    wanted = {doi: bare(doi) for doi in dois}
    found = yield from lookup_listed(list(wanted.values()))
    rest = [doi for doi in dict.fromkeys(wanted.values()) if doi not in found]
    if rest:
        answers = yield from lookup_singly(rest)
        found.update(zip(rest, answers, strict=True))
    return [found[wanted[doi]] for doi in dois]


def lookup_listed(dois: Sequence[str]) -> Task[dict[str, Answer]]:
    """Answers by bare DOI for what batches tell; a DOI left out is absent, or an alias.

    One or two DOIs are asked for singly, so that all of them are answered.
    """
    found: dict[str, Answer] = {}
    unknown = yield from _from_cache(list(dict.fromkeys(map(bare, dois))), found)
    if len(unknown) <= ASKED_SINGLY:
        answers = yield from lookup_singly(unknown)
        found.update(zip(unknown, answers, strict=True))
        return found
    batches = batched(
        filter(_fits_filter, unknown),
        MOST_PER_REQUEST,
        length=lambda doi: len(quote(f"doi:{doi},", safe="")),
        most_length=MOST_BYTES,
    )
    while batches:
        replies = yield [_filter_request(batch) for batch in batches]
        again: list[list[str]] = []
        kept: list[Keep] = []
        for batch, reply in zip(batches, replies, strict=True):
            works = _works(reply)
            if works is not None and isinstance(reply, Response):
                kept += _take(found, batch, works, reply)
            elif _is_refusal(reply) and len(batch) > 1:
                again += [batch[: len(batch) // 2], batch[len(batch) // 2 :]]
            elif not _is_refusal(reply):
                found.update({doi: NotAsked(doi, NAME, why_unusable(reply)) for doi in batch})
        if kept:
            yield kept
        batches = again
    return found


def bare(doi: str) -> str:
    """A DOI as it is asked for: as it is if it is bare, else normalised; in lower case."""
    doi = doi.strip().lower()
    return doi if DOI_SHAPE.fullmatch(doi) else normalise_doi(doi) or doi


def _from_cache(dois: list[str], found: dict[str, Answer]) -> Task[list[str]]:
    """Take what the cache knows; returns the DOIs that it does not."""
    if not dois:
        return []
    answers = yield from lookup_singly(dois, "only")
    found.update((a.identifier, a) for a in answers if isinstance(a, NotFound))
    found.update((a.asked_for, a) for a in answers if isinstance(a, Found))
    return [doi for doi in dois if doi not in found]


def search(query: Mapping[str, str], rows: int = 20) -> Task[list[Mapping[str, Any]]]:
    """Candidate works, best first by Crossref's own score (which is not a confidence).

    `query` holds `bibliographic`, `title`, `author`, `container-title`, …: the part after
    `query.` in the API. CouldNotAsk if there was no answer: an empty list says "none".
    """
    params = [(f"query.{name}", value) for name, value in query.items() if value]
    request = Request(NAME, "works", (*params, ("rows", str(rows))), pool="list")
    reply = (yield [request])[0]
    works = _works(reply)
    if works is None or not isinstance(reply, Response):
        raise CouldNotAsk(NAME, why_unusable(reply))
    if not reply.cached:
        yield [Keep(request, reply, SEARCH_DAYS if works else NOT_THERE_DAYS)]
    return works


def found_of(work: Mapping[str, Any], asked: str = "", asked_for: str = "") -> Found:
    """A work record as an answer."""
    item = item_from_work(work)
    doi = item.get("DOI").lower()
    return Found(item, doi, NAME, asked=asked, asked_for=asked_for or doi, record=work)


def lookup_singly(dois: Sequence[str], cache: CacheUse = "use") -> Task[list[Answer]]:
    """One request a DOI, all at once; then the aliases among them, and so on."""
    target = {doi: doi for doi in dois}
    answers: dict[str, Answer] = {}
    for _ in range(MOST_REDIRECTS):
        pending = [doi for doi in target if doi not in answers]
        if not pending:
            break
        requests = [_single_request(target[doi], cache) for doi in pending]
        replies = yield requests
        kept: list[Keep] = []
        for doi, request, reply in zip(pending, requests, replies, strict=True):
            if prime := _alias_of(reply):
                target[doi] = prime
                if isinstance(reply, Response) and not reply.cached:
                    kept.append(Keep(request, reply))
            else:
                answers[doi] = _single_answer(doi, target[doi], reply)
                kept += keep(request, reply, [answers[doi]])
        if kept:
            yield kept
    for doi in target:
        answers.setdefault(doi, NotAsked(doi, NAME, "redirected in a circle"))
    return [answers[doi] for doi in dois]


def _single_answer(doi: str, asked: str, reply: Reply) -> Answer:
    """What one answer means. `asked` is the DOI asked for: `doi`, or what it is an alias of.

    A work under another DOI, whose record does not name this one as its alias, is another work.
    """
    if isinstance(reply, CouldNotAsk):
        return NotAsked(doi, NAME, reply.reason)
    work = _message(reply)
    if reply.status == 404 and not reply.body.lstrip().startswith(b"<"):
        return NotFound(doi, NAME, asked=reply.asked, reason="no such work")
    if reply.status != 200 or not isinstance(work, Mapping) or not work.get("DOI"):
        if reply.status == 400 and isinstance(work, list):
            return NotFound(doi, NAME, asked=reply.asked, reason="not a DOI to Crossref")
        return NotAsked(doi, NAME, why_unusable(reply))
    own = bare(str(work["DOI"]))
    if asked not in (own, *_aliases(work)):
        return NotAsked(doi, NAME, f"it answered with the record of another DOI, {own}")
    return found_of(work, reply.asked, doi)


def _alias_of(reply: Reply) -> str:
    """The DOI that a redirect names; its Location may be relative and its body empty."""
    if not isinstance(reply, Response) or reply.status not in (301, 302, 303, 307, 308):
        return ""
    location = reply.headers.get("location", "").partition("?")[0]
    return normalise_doi(unquote(location.partition("/works/")[2]))


def _fits_filter(doi: str) -> bool:
    """A comma would end the filter's value; what is not a DOI would fail the whole batch."""
    return is_doi(doi) and "," not in doi and len(quote(doi, safe="")) < MOST_BYTES // 2


def _filter_request(dois: Sequence[str]) -> Request:
    params = (("filter", ",".join(f"doi:{doi}" for doi in dois)), ("rows", str(len(dois))))
    return Request(NAME, "works", params, pool="list", cache="none")


def _single_request(doi: str, cache: CacheUse = "use") -> Request:
    return Request(NAME, f"works/{quote(doi, safe='')}", cache=cache)


def _take(
    found: dict[str, Answer], batch: Sequence[str], works: list[Mapping[str, Any]], reply: Response
) -> list[Keep]:
    """Match a batch's answer to what was asked, by DOI and by alias; returns what to keep."""
    asked_for = set(batch)
    kept = []
    for work in works:
        doi = str(work.get("DOI") or "").lower()
        for name in (doi, *_aliases(work)):
            if name in asked_for and name not in found:
                found[name] = found_of(work, reply.asked, name)
                body = json.dumps({"status": "ok", "message": work}, ensure_ascii=False).encode()
                kept.append(Keep(_single_request(name), Response(200, body, asked=reply.asked)))
    return kept


def _aliases(work: Mapping[str, Any]) -> list[str]:
    aliases = work.get("aliases")
    return [str(alias).lower() for alias in aliases] if isinstance(aliases, list) else []


def _message(reply: Response) -> Any:
    try:
        body = reply.json()
    except ValueError:
        return None
    return body.get("message") if isinstance(body, Mapping) else None


def _works(reply: Reply) -> list[Mapping[str, Any]] | None:
    """The works of a list answer; None if it is none."""
    if not isinstance(reply, Response) or reply.status != 200:
        return None
    message = _message(reply)
    items = message.get("items") if isinstance(message, Mapping) else None
    if not isinstance(items, list):
        return None
    return [work for work in items if isinstance(work, Mapping)]


def _is_refusal(reply: Reply) -> bool:
    """A malformed DOI among the batch (400), or a line too long after all (414)."""
    return isinstance(reply, Response) and reply.status in (400, 414, 431)


def status(record: Mapping[str, Any], title: str) -> Status:
    """What became of a work, by its update notices, relations and title."""
    return status_from_updates(record, title)
