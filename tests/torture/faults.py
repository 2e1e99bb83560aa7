"""Faults at the system calls that write: the n-th one kills the process, or fails.

Python announces `open`, `os.rename` and their kind to audit hooks before they happen; a hook that
raises makes the call fail. `os.fsync` is not announced and is replaced (it only counts): a kill
there leaves half of what was written, as a power cut may.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

_WRITING = frozenset(
    ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.link")
)
_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT

Kind = Literal["count", "kill", "fail"]


@dataclass
class Plan:
    """What happens at the `at`-th event (from 1) below `folder`; `events` names those seen."""

    kind: Kind = "count"
    at: int = 0
    folder: str = ""
    code: int = errno.ENOSPC
    events: list[str] = field(default_factory=list)


_plan: Plan | None = None
_installed = False


@contextlib.contextmanager
def faults(plan: Plan) -> Iterator[Plan]:
    """Within this block the plan holds."""
    global _plan, _installed
    fsync = os.fsync
    if not _installed:
        sys.addaudithook(_hook)
        _installed = True
    os.fsync = _counted_fsync  # type: ignore[assignment]
    _plan = plan
    try:
        yield plan
    finally:
        _plan = None
        os.fsync = fsync


def in_a_child(work: Callable[[], object], plan: Plan) -> bool:
    """Do the work in a forked process under a plan; whether it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            with faults(plan):
                work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert os.WEXITSTATUS(status) == 0, "the work failed in the child"
    return True


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _plan is None or not (event in _WRITING or event == "open"):
        return
    name = arguments[0]
    if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & _FLAGS):
        return
    path = Path(f"/proc/self/fd/{name}" if isinstance(name, int) else os.fsdecode(name)).resolve()
    if str(path).startswith(_plan.folder) and path.suffix != ".lock":
        _happens(f"{event} {path.name}")


def _counted_fsync(handle: int) -> None:
    if _plan is not None:
        _happens("fsync", handle)


def _happens(event: str, handle: int | None = None) -> None:
    plan = _plan
    assert plan is not None
    plan.events.append(event)
    if len(plan.events) != plan.at:
        return
    if plan.kind == "kill":
        if handle is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(handle, os.fstat(handle).st_size // 2)
        os.kill(os.getpid(), signal.SIGKILL)
    if plan.kind == "fail":
        raise OSError(plan.code, os.strerror(plan.code))
