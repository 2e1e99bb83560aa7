"""What a source is: requests and parsing, no network.

A source's lookups are generators. They yield a batch of requests and are sent one reply for
each, in the same order: a `Response` (any HTTP status), or a `CouldNotAsk` when no answer
came after all retries. They return values; "found", "not found" and "could not ask" are three
different ones. web/client runs them and adds pace, retries, identification and the cache.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, TypeVar

from citare.errors import CouldNotAsk
from citare.model.item import Item

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. `source` names whose pace and base URL apply; `path` is relative to it.

    `pool` distinguishes a source's paces ("single", "list"). An absolute URL as `path` goes to
    that host (a redirect, a link to check) without the user's address. `cache` says what the
    cache of answers is to do: answer it when it can and remember the answer ("use"); answer
    without asking anybody ("only"); stand aside ("none"); remember `body` as the answer to this
    request, which is not sent ("keep": one record out of a batch).
    """

    source: str
    path: str
    params: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    pool: str = "single"
    method: str = "GET"
    body: bytes = b""
    cache: Literal["use", "only", "none", "keep"] = "use"


@dataclass(frozen=True, slots=True)
class Response:
    """One answer. `headers` has lower-case names; `asked` is the ISO date-time of the answer."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    asked: str = ""
    cached: bool = False

    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body as JSON; ValueError if it is none, whatever its content type says."""
        return json.loads(self.body)


Reply: TypeAlias = "Response | CouldNotAsk"
Task: TypeAlias = Generator[Sequence[Request], Sequence[Reply], T]


@dataclass(frozen=True, slots=True)
class Found:
    """A record. `identifier` is the registry's own (an alias's prime); `asked_for` what we sent.

    `record` is the registry's answer as it came (the Crossref work, the DataCite attributes).
    """

    item: Item
    identifier: str
    source: str
    asked: str = ""
    asked_for: str = ""
    record: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotFound:
    """The source answered that it has no such record; `agency` names who owns it, if known."""

    identifier: str
    source: str
    asked: str = ""
    reason: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class NotAsked:
    """No answer was to be had; says nothing about the reference."""

    identifier: str
    source: str
    reason: str


Answer: TypeAlias = "Found | NotFound | NotAsked"
