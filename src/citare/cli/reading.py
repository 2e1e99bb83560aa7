"""Says what could not be read, and ends with 3 then: an entry is never left out in silence."""

from __future__ import annotations

from collections.abc import Sequence

from citare.actions.collection import unread
from citare.cli import output
from citare.findings import Finding
from citare.library.library import Library

UNREAD = 3


def report_unread(library: Library) -> int:
    """The exit code for a library: 0, or 3 when blocks could not be read (they are named)."""
    return say_unread(unread(library))


def say_unread(lost: Sequence[Finding]) -> int:
    """The exit code for blocks that could not be read, after naming them."""
    for finding in lost:
        output.say(f"{finding.place}: {finding.severity}: {finding.message}")
        if finding.hint:
            output.say(f"  hint: {finding.hint}")
    return UNREAD if lost else 0
