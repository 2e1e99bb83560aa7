"""HTTP connections on which an answer has to be whole by a deadline.

A timeout of `requests` is that of a single read: a server that sends a byte now and then, in the
headers or in the body, is never late. Here each read gets only the time that is left.
"""

from __future__ import annotations

import io
import socket
import time
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class _Reads(io.RawIOBase):
    """The bytes that a socket gives until the deadline."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._file = sock.makefile("rb", buffering=0)
        self._socket = sock
        self._deadline = deadline
        self._timeout = sock.gettimeout()

    def readable(self) -> bool:
        """Always true; the reader asks."""
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        """Bytes as they come. TimeoutError after the deadline."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self._socket.settimeout(left if self._timeout is None else min(left, self._timeout))
        return self._file.readinto(buffer)

    def close(self) -> None:
        """Close the reader, not the socket."""
        self._file.close()
        super().close()


class _Socket:
    """A socket whose answer is read until a deadline, and which is a socket in all else."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock
        self.deadline = 0.0

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        """A reader of the next answer."""
        return io.BufferedReader(_Reads(self._socket, self.deadline), 65_536)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)


class _WithDeadline:
    """What makes a connection of urllib3 one with a deadline, so many `seconds` an answer."""

    seconds = 60.0
    sock: Any

    def connect(self) -> None:
        """Connect, through a proxy if there is one."""
        super().connect()  # type: ignore[misc]
        self.sock = _Socket(self.sock)

    def getresponse(self, *args: Any, **settings: Any) -> Any:
        """Read the answer, beginning now."""
        if isinstance(self.sock, _Socket):
            self.sock.deadline = time.monotonic() + self.seconds
        return super().getresponse(*args, **settings)  # type: ignore[misc]


def _pool(pool: type, connection: type, seconds: float) -> type:
    """A kind of connection pool whose connections have a deadline."""
    made = type("Connection", (_WithDeadline, connection), {"seconds": seconds})
    return type("Pool", (pool,), {"ConnectionCls": made})


class DeadlineAdapter(HTTPAdapter):
    """Sends requests of `requests`; an answer that is not whole in time is a timeout."""

    def __init__(self, seconds: float) -> None:
        self._pools = {
            "http": _pool(HTTPConnectionPool, HTTPConnection, seconds),
            "https": _pool(HTTPSConnectionPool, HTTPSConnection, seconds),
        }
        super().__init__()

    def init_poolmanager(self, *args: Any, **settings: Any) -> None:
        """Make the pools of direct connections."""
        super().init_poolmanager(*args, **settings)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **settings: Any) -> Any:
        """Make the pools of connections through a proxy."""
        manager = super().proxy_manager_for(*args, **settings)
        manager.pool_classes_by_scheme = self._pools
        return manager
