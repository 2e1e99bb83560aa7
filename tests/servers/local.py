"""A real HTTP server on loopback for tests: a WSGI app, a log of what was asked, planned faults."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

Environ = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answers."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived. `path` is raw (percent-encoded), `query` decoded, in order."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes
    at: float

    def get(self, name: str, default: str = "") -> str:
        """A query parameter's value."""
        return next((value for key, value in self.query if key == name), default)

    def all(self, name: str) -> list[str]:
        """All values of a query parameter."""
        return [value for key, value in self.query if key == name]


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


class LocalServer:
    """Serves `answer(asked)`; use it as a context manager or start() and stop().

    `log` holds every request. `fail(answer, times)` answers the next ones with a fault,
    `fail_after(n, answer)` all from the n-th further one on (an outage in the middle of a run).
    `delay` is the seconds every answer takes.
    """

    def __init__(self, *, port: int = 0, delay: float = 0.0) -> None:
        self.log: list[Asked] = []
        self.statuses: list[int] = []
        self.delay = delay
        self._faults: list[Answer] = []
        self._outage: tuple[int, Answer] | None = None
        self._lock = threading.Lock()
        self._port = port
        self._server: BaseWSGIServer | None = None
        self._thread: threading.Thread | None = None

    def answer(self, asked: Asked) -> Answer:
        """What this server says to a request."""
        raise NotImplementedError

    @property
    def url(self) -> str:
        """Where the server is."""
        assert self._server is not None, "not started"
        return f"http://127.0.0.1:{self._server.port}"

    def start(self) -> Self:
        """Begin to serve, in a thread."""
        self._server = make_server(
            "127.0.0.1", self._port, self._app, threaded=True, request_handler=_Quiet
        )
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop serving."""
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server = None

    def serve_forever(self) -> None:
        """Serve until interrupted (for use by hand)."""
        self.start()
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            self.stop()

    def fail(self, answer: Answer | int, times: int = 1) -> None:
        """Answer the next `times` requests with a fault."""
        fault = answer if isinstance(answer, Answer) else fault_of(answer)
        self._faults += [fault] * times

    def fail_after(self, requests: int, answer: Answer | int = 503) -> None:
        """After so many more requests, answer with nothing but a fault."""
        fault = answer if isinstance(answer, Answer) else fault_of(answer)
        self._outage = (len(self.log) + requests, fault)

    def recover(self) -> None:
        """End all planned faults."""
        self._faults.clear()
        self._outage = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _app(
        self, environ: Environ, start_response: Callable[[str, list[tuple[str, str]]], Any]
    ) -> Iterable[bytes]:
        asked = _asked(environ)
        with self._lock:
            number = len(self.log)
            self.log.append(asked)
            if self._outage is not None and number >= self._outage[0]:
                answer: Answer | None = self._outage[1]
            else:
                answer = self._faults.pop(0) if self._faults else None
        answer = answer or self.answer(asked)
        if self.delay:
            time.sleep(self.delay)
        self.statuses.append(answer.status)
        headers = [("Content-Type", answer.content_type), ("Content-Length", str(len(answer.body)))]
        start_response(f"{answer.status} {answer.status}", headers + list(answer.headers.items()))
        return [answer.body if asked.method != "HEAD" else b""]


def fault_of(status: int) -> Answer:
    """A fault as it comes from the machines in front of a registry: an HTML page, or nothing."""
    if status == 429:
        return Answer(429, b"", "text/html")
    page = f"<html>\r\n<head><title>{status}</title></head>\r\n<body></body>\r\n</html>\r\n"
    return Answer(status, page.encode(), "text/html")


def _asked(environ: Environ) -> Asked:
    raw = str(environ.get("REQUEST_URI") or environ.get("RAW_URI") or environ["PATH_INFO"])
    path, _, query = raw.partition("?")
    length = int(environ.get("CONTENT_LENGTH") or 0)
    body = environ["wsgi.input"].read(length) if length else b""
    headers = {
        name[5:].replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    return Asked(
        method=str(environ["REQUEST_METHOD"]),
        path=path,
        query=tuple(parse_qsl(query, keep_blank_values=True)),
        headers={**headers, "content-type": str(environ.get("CONTENT_TYPE") or "")},
        body=body,
        at=time.monotonic(),
    )
