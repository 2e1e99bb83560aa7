"""Crossref's REST API on loopback, answering with real records in Crossref's own manner.

Pools and their limits, paging by offset and cursor, filters, aliases (301 singly, silence in
lists), 404 as text labelled JSON, 400 with a validation failure, 414 for long lines.

By hand: python -m tests.servers.crossref --port 8080 [--works FILE.jsonl.gz]
"""

from __future__ import annotations

import argparse
import functools
import gzip
import json
import re
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from tests.servers.local import Answer, Asked, LocalServer
from tests.servers.search_index import SearchIndex

DATA = Path(__file__).parent.parent / "data" / "crossref"
Work = Mapping[str, Any]

NOT_SELECTABLE = frozenset(
    [
        *("language", "institution", "subtype", "edition-number", "isbn-type", "published-other"),
        *("journal-issue", "aliases"),
    ]
)
PUBLISHED_LIMITS = {("public", "single"): 5, ("public", "list"): 1}
PUBLISHED_LIMITS |= {("polite", "single"): 10, ("polite", "list"): 3}
AT_ONCE = {"public": 1, "polite": 3}


def load_works(path: Path) -> list[Work]:
    """Works of a JSON Lines file (gzipped or not), bare or under "message"."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    return [record.get("message", record) for record in records]


@functools.cache
def kept_works() -> list[Work]:
    """The works kept for the tests: real ones, and the composed ones of the three reviews."""
    return [
        *load_works(DATA / "works.jsonl.gz"),
        *load_works(DATA / "composed.jsonl"),
    ]


class CrossrefServer(LocalServer):
    """`enforce` refuses (429) what goes beyond the limits of the caller's pool.

    `faster` multiplies the limits that are told and enforced, so that tests need not wait.
    """

    def __init__(
        self,
        works: Sequence[Work] | None = None,
        *,
        port: int = 0,
        delay: float = 0.0,
        enforce: bool = False,
        faster: float = 100.0,
    ) -> None:
        super().__init__(port=port, delay=delay)
        self.works: dict[str, Work] = {}
        self.aliases: dict[str, str] = {}
        self.enforce = enforce
        self.faster = faster
        self.refused = 0
        self._begun: dict[tuple[str, str], deque[float]] = defaultdict(deque)
        self._under_way: dict[str, int] = defaultdict(int)
        self._turns = threading.Lock()
        self._index: SearchIndex | None = None
        for work in kept_works() if works is None else works:
            self.add(work)

    def add(self, work: Work) -> None:
        """Register a work (or a new version of one) and its aliases."""
        doi = str(work["DOI"]).lower()
        self.works[doi] = work
        self._index = None
        for alias in work.get("aliases") or []:
            self.aliases[str(alias).lower()] = doi

    def answer(self, asked: Asked) -> Answer:
        pool = "polite" if _is_polite(asked) else "public"
        path = re.sub(r"^/v1(?=/)", "", asked.path)
        kind = "list" if path.rstrip("/") == "/works" else "single"
        headers = self._headers(pool, kind)
        if self.enforce and not self._enter(pool, kind):
            self.refused += 1
            return Answer(429, b"", "text/html", headers)
        try:
            if self.enforce and self.delay:
                time.sleep(self.delay)
            answer = self._route(asked, path)
        finally:
            if self.enforce:
                self._leave(pool)
        return Answer(
            answer.status, answer.body, answer.content_type, {**headers, **answer.headers}
        )

    def _route(self, asked: Asked, path: str) -> Answer:
        if len(asked.path) + len(_line(asked)) > 4096:
            return Answer(414, b"", "text/html")
        if path.rstrip("/") == "/works":
            return self._list(asked)
        if path.startswith("/works/"):
            return self._single(path.removeprefix("/works/"))
        return _not_found()

    def _single(self, raw: str) -> Answer:
        raw, agency = (raw[:-7], True) if raw.endswith("/agency") else (raw, False)
        doi = unquote(raw).lower()
        if doi in self.aliases:
            location = f"/works/{self.aliases[doi]}"
            return Answer(301, b"", "text/plain", {"Location": quote(location, safe="/:;()<>")})
        work = self.works.get(doi)
        if work is None:
            return _not_found()
        if agency:
            body = {"DOI": doi, "agency": {"id": "crossref", "label": "Crossref"}}
            return _ok("work-agency", body)
        return _ok("work", work)

    def _list(self, asked: Asked) -> Answer:
        try:
            filters = _filters(asked.get("filter"))
            rows = _integer(asked.get("rows", "20"), 1000)
            offset = _integer(asked.get("offset", "0"), 10_000)
            select = _selection(asked.get("select"))
        except ValueError as problem:
            return _failure(*problem.args[0])
        cursor = asked.get("cursor")
        if cursor and cursor != "*" and not cursor.isdigit():
            return _failure("cursor-invalid", cursor, "Cursor specified but it is invalid", 404)
        offset = int(cursor) if cursor.isdigit() else offset
        text = " ".join(value for key, value in asked.query if key.startswith("query"))
        scored, total = self._select(text, filters, rows, offset)
        items = [
            {k: v for k, v in {**work, "score": score}.items() if not select or k in select}
            for score, work in scored
        ]
        message: dict[str, Any] = {"facets": {}, "total-results": total, "items": items}
        message["items-per-page"] = rows
        message["query"] = {"start-index": offset, "search-terms": text or None}
        if cursor:
            message["next-cursor"] = str(offset + rows)
        return _ok("work-list", message)

    def _select(
        self, text: str, filters: Mapping[str, list[str]], rows: int, offset: int
    ) -> tuple[list[tuple[float, Work]], int]:
        if text and not filters:
            if self._index is None:
                self._index = SearchIndex(list(self.works.values()))
            return self._index.search(text, rows, offset)
        if "doi" in filters and len(filters) == 1 and not text:
            dois = dict.fromkeys(doi.lower() for doi in filters["doi"])
            chosen: Iterable[Work] = [self.works[doi] for doi in dois if doi in self.works]
        else:
            chosen = [work for work in self.works.values() if _passes(work, filters)]
        chosen = list(chosen)
        if text:
            found, _ = SearchIndex(chosen).search(text, rows, offset)
            return found, len(chosen)
        return [(1.0, work) for work in chosen[offset : offset + rows]], len(chosen)

    def _headers(self, pool: str, kind: str) -> dict[str, str]:
        limit = PUBLISHED_LIMITS[pool, kind] * self.faster
        return {
            "X-Rate-Limit-Limit": f"{limit:.0f}",
            "X-Rate-Limit-Interval": "1s",
            "X-Concurrency-Limit": str(AT_ONCE[pool]),
            "X-Api-Pool": pool,
        }

    def _enter(self, pool: str, kind: str) -> bool:
        with self._turns:
            now = time.monotonic()
            begun = self._begun[pool, kind]
            while begun and now - begun[0] > 1.0:
                begun.popleft()
            if len(begun) >= PUBLISHED_LIMITS[pool, kind] * self.faster:
                return False
            if self._under_way[pool] >= AT_ONCE[pool]:
                return False
            begun.append(now)
            self._under_way[pool] += 1
            return True

    def _leave(self, pool: str) -> None:
        with self._turns:
            self._under_way[pool] -= 1


def _is_polite(asked: Asked) -> bool:
    return "@" in asked.get("mailto") or "mailto:" in asked.headers.get("user-agent", "")


def _line(asked: Asked) -> str:
    return "&".join(f"{quote(k, safe='.')}={quote(v, safe='')}" for k, v in asked.query)


_FILTERS: dict[str, Callable[[Work, str], bool]] = {
    "doi": lambda work, value: str(work["DOI"]).lower() == value.lower(),
    "type": lambda work, value: work.get("type") == value,
    "issn": lambda work, value: value.upper() in (work.get("ISSN") or []),
    "isbn": lambda work, value: value in (work.get("ISBN") or []),
    "updates": lambda work, value: any(
        u.get("DOI", "").lower() == value.lower() for u in work.get("update-to") or []
    ),
    "is-update": lambda work, value: bool(work.get("update-to")) == (value != "false"),
    "from-pub-date": lambda work, value: _year(work) >= int(value[:4]),
    "until-pub-date": lambda work, value: _year(work) <= int(value[:4]),
}


def _filters(text: str) -> dict[str, list[str]]:
    filters: dict[str, list[str]] = defaultdict(list)
    for part in filter(None, text.split(",")):
        name, colon, value = part.partition(":")
        if not colon or name not in _FILTERS:
            problem = f"Filter {name} specified but there is no such filter for this route."
            raise ValueError(("filter-not-available", name, problem))
        if name == "doi" and not re.fullmatch(r"10\.\d{4,9}(\.\d+)*/\S+", value):
            raise ValueError(("doi-invalid", value, f"DOI {value} is invalid."))
        filters[name].append(value)
    return filters


def _passes(work: Work, filters: Mapping[str, list[str]]) -> bool:
    """Values of one filter are an "or", filters an "and"."""
    return all(any(_FILTERS[n](work, v) for v in values) for n, values in filters.items())


def _year(work: Work) -> int:
    parts = (work.get("issued") or {}).get("date-parts") or [[0]]
    return int((parts[0] or [0])[0] or 0)


def _integer(text: str, most: int) -> int:
    if not text.isdigit() or int(text) > most:
        problem = f"Integer specified as {text} but must be a positive integer less than or equal"
        raise ValueError(("integer-not-valid", text, f"{problem} to {most}. "))
    return int(text)


def _selection(text: str) -> set[str]:
    chosen = set(filter(None, text.split(",")))
    for name in chosen & NOT_SELECTABLE:
        raise ValueError(("select-not-available", name, f"Select element {name} not available"))
    return chosen


def _ok(kind: str, message: object) -> Answer:
    body = {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}
    return Answer(200, json.dumps(body, ensure_ascii=False).encode())


def _not_found() -> Answer:
    return Answer(404, b"Resource not found.", "application/json;charset=utf-8")


def _failure(kind: str, value: str, problem: str, status: int = 400) -> Answer:
    message = [{"type": kind, "value": value, "message": problem}]
    body = {"status": "failed", "message-type": "validation-failure", "message": message}
    return Answer(status, json.dumps(body).encode(), "application/json;charset=utf-8")


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--works", type=Path, help="a .jsonl or .jsonl.gz of works")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds an answer takes")
    parser.add_argument("--enforce", action="store_true", help="hold callers to the limits")
    options = parser.parse_args()
    works = load_works(options.works) if options.works else None
    faster = 1.0 if options.enforce else 100.0
    server = CrossrefServer(
        works, port=options.port, delay=options.delay, enforce=options.enforce, faster=faster
    )
    print(f"http://127.0.0.1:{options.port}: {len(server.works)} works", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
