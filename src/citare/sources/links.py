"""Are web addresses alive? HEAD first, GET where a server does not care for HEAD.

Only 404 and 410 say that a page is gone. Whoever refuses robots (401, 403, 429), is out of order
or cannot be reached says nothing about the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin

from citare.sources.base import Reply, Request, Response, Task

NAME = "link"
MOST_REDIRECTS = 6


class Life(StrEnum):
    """What an address is."""

    ALIVE = "alive"
    DEAD = "dead"
    UNKNOWN = "not checked"


@dataclass(frozen=True, slots=True)
class Link:
    """An address and what became of it; `moved` is where it leads for good now."""

    url: str
    life: Life
    reason: str = ""
    moved: str = ""


def check(urls: Sequence[str]) -> Task[dict[str, Link]]:
    """What each address is, all asked at once."""
    target = dict.fromkeys(urls, "")
    target = {url: url for url in target}
    method = dict.fromkeys(target, "HEAD")
    moved: dict[str, str] = {}
    found: dict[str, Link] = {}
    for _ in range(MOST_REDIRECTS + 1):
        pending = [url for url in target if url not in found]
        if not pending:
            break
        replies = yield [
            Request(NAME, target[url], method=method[url], cache="none") for url in pending
        ]
        for url, reply in zip(pending, replies, strict=True):
            location = _location(reply, target[url])
            if location:
                if isinstance(reply, Response) and reply.status in (301, 308):
                    moved[url] = location
                target[url] = location
            elif method[url] == "HEAD" and _dislikes_head(reply):
                method[url] = "GET"
            else:
                found[url] = _link(url, reply, moved.get(url, ""))
    for url in target:
        found.setdefault(url, Link(url, Life.UNKNOWN, "redirected in a circle"))
    return found


def _location(reply: Reply, base: str) -> str:
    if not isinstance(reply, Response) or reply.status not in (301, 302, 303, 307, 308):
        return ""
    try:
        location = urljoin(base, reply.headers.get("location", ""))
    except ValueError:  # such as an address with half a bracket
        return ""
    return location if location.startswith(("http://", "https://")) else ""


def _dislikes_head(reply: Reply) -> bool:
    return isinstance(reply, Response) and reply.status >= 400


def _link(url: str, reply: Reply, moved: str) -> Link:
    if not isinstance(reply, Response):
        return Link(url, Life.UNKNOWN, reply.reason)
    if reply.status in (404, 410):
        return Link(url, Life.DEAD, f"HTTP {reply.status}")
    if reply.status < 400:
        return Link(url, Life.ALIVE, moved=moved)
    return Link(url, Life.UNKNOWN, f"HTTP {reply.status}")
