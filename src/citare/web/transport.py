"""One HTTP request, sent and answered: identification, retries, size limits.

Only this module and `deadline` import `requests`. Redirects are not followed: sources decide. The
user's address and keys go to the source's own host and nowhere else.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urlsplit

import requests
from requests import exceptions as fault
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from citare import __version__
from citare.errors import CouldNotAsk
from citare.sources.base import Reply, Request, Response
from citare.sources.registry import source_named
from citare.web.cache import utc_now
from citare.web.deadline import DeadlineAdapter
from citare.web.pace import Pace

PROJECT_URL = "https://github.com/citare/citare"
MOST_BYTES = 64 * 1024 * 1024
RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
DEADLINE = 2
"""Timeouts: an answer that is not whole after so many is given up."""


@dataclass(slots=True)
class Transport:
    """Sends requests to sources. Used by several threads; one session per source.

    `base_urls` maps a source to where it is; `mailto` and `api_keys` identify the user to it;
    `anonymous` sources do not learn the address.
    """

    base_urls: Mapping[str, str]
    mailto: str = ""
    anonymous: frozenset[str] = frozenset()
    api_keys: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 20.0
    retries: int = 3
    backoff: float = 1.0
    _sessions: dict[str, requests.Session] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, request: Request, pace: Pace, stop: threading.Event) -> tuple[Reply, int]:
        """The answer to a request, or why there is none, and how often it was sent.

        After a request that the source left unanswered, others are tried once more only.
        """
        url = self.url_of(request)
        if not url.lower().startswith(("http://", "https://")):
            return CouldNotAsk(request.source, f"not a web address: {url[:80]}"), 0
        wait = 0.0
        reply: Reply = CouldNotAsk(request.source, "not asked")
        sent = 0
        while sent <= (min(self.retries, 1) if pace.failures else self.retries):
            if wait:
                pace.sleep(stop, wait)
            pace.begin(request.pool, stop)
            if pace.given_up:
                pace.leave()
                return (reply if sent else CouldNotAsk(request.source, pace.given_up)), sent
            sent += 1
            try:
                reply = self._once(request, url)
            finally:
                pace.leave()
            if isinstance(reply, Response):
                pace.learn(request.pool, reply.status, reply.headers)
                if reply.status not in RETRIED:
                    break
                pace.pause(_retry_after(reply.headers))
                reply = CouldNotAsk(request.source, pace.given_up or f"HTTP {reply.status}")
                if pace.given_up:
                    break
            elif reply.hint == _FINAL:
                reply = CouldNotAsk(reply.source, reply.reason)
                break
            wait = self.backoff * 2 ** (sent - 1) * random.uniform(0.75, 1.25)
        pace.count(answered=isinstance(reply, Response))
        return reply, sent

    def url_of(self, request: Request) -> str:
        """Where a request goes."""
        if "://" in request.path.partition("?")[0][:12]:
            return request.path
        base = self.base_urls.get(request.source, "").rstrip("/")
        return f"{base}/{request.path.lstrip('/')}" if request.path else base

    def close(self) -> None:
        """Close all connections."""
        for session in self._sessions.values():
            session.close()

    def _once(self, request: Request, url: str) -> Reply:
        mailto = "" if request.source in self.anonymous else self.mailto
        own_host = _host(url) == _host(self.base_urls.get(request.source, ""))
        params = list(request.params)
        if own_host:
            params += self._identification(request.source, mailto)
        headers = {
            "User-Agent": _user_agent(mailto if own_host else ""),
            "Accept": "*/*",
            **dict(request.headers),
        }
        try:
            with self._session(request.source).request(
                request.method,
                url,
                params=params,
                headers=headers,
                data=request.body or None,
                timeout=(min(self.timeout, 10.0), self.timeout),
                allow_redirects=False,
                stream=True,
            ) as answer:
                body = bytearray()
                for chunk in answer.iter_content(65_536):
                    body += chunk
                    if len(body) > MOST_BYTES:
                        return CouldNotAsk(request.source, "answer too large", hint=_FINAL)
                return Response(
                    status=answer.status_code,
                    body=bytes(body),
                    headers={name.lower(): value for name, value in answer.headers.items()},
                    url=url,
                    asked=utc_now().isoformat(),
                )
        except (fault.RequestException, ValueError, OSError) as error:
            reason, final = _reason(error)
            return CouldNotAsk(request.source, reason, hint=_FINAL if final else "")

    def _identification(self, source: str, mailto: str) -> list[tuple[str, str]]:
        known = source_named(source)
        params = list(known.parameters)
        if mailto and known.mail_parameter:
            params.append((known.mail_parameter, mailto))
        if (key := self.api_keys.get(source)) and known.key_parameter:
            params.append((known.key_parameter, key))
        return params

    def _session(self, source: str) -> requests.Session:
        with self._lock:
            if source not in self._sessions:
                session = requests.Session()
                session.auth = _no_authentication
                for scheme in ("http://", "https://"):
                    session.mount(scheme, DeadlineAdapter(DEADLINE * self.timeout))
                session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
                self._sessions[source] = session
            return self._sessions[source]


_FINAL = "final"  # marks a failure that trying again cannot help


def _user_agent(mailto: str) -> str:
    address = f"; mailto:{mailto}" if mailto else ""
    return f"citare/{__version__} ({PROJECT_URL}{address})"


def _no_authentication(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keeps `requests` from looking for passwords in ~/.netrc."""
    return request


def _host(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port: what is told over https is not told over http."""
    try:
        parts = urlsplit(url)
        return parts.scheme.lower(), (parts.hostname or "").lower(), parts.port
    except ValueError:
        return "", "", None


def _reason(error: Exception) -> tuple[str, bool]:
    """A few words for a failure, and whether trying again is pointless."""
    if isinstance(error, fault.Timeout):
        return "timed out", False
    if isinstance(error, fault.SSLError):
        return "the secure connection failed", True
    if isinstance(error, fault.ProxyError):
        return "the proxy failed", False
    if isinstance(error, fault.ConnectionError | fault.ChunkedEncodingError):
        text = str(error)
        if "timed out" in text:
            return "timed out", False
        if "NameResolution" in text or "getaddrinfo" in text or "Name or service" in text:
            return "no such host, or no network", True
        return ("connection refused" if "refused" in text else "connection lost"), False
    if isinstance(error, fault.InvalidURL | fault.InvalidSchema | fault.MissingSchema):
        return "not a web address", True
    return f"{type(error).__name__}", False


def _retry_after(headers: Mapping[str, str]) -> float:
    """Seconds asked for by `Retry-After` (RFC 9110, 10.2.3: seconds or a date); 0 for none."""
    try:
        return Retry().parse_retry_after(headers.get("retry-after", "0"))
    except (InvalidHeader, ValueError, OverflowError):
        return 0.0
