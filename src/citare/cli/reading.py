"""Says what could not be read, and ends with 3 then: an entry is never left out in silence."""

from __future__ import annotations

from collections.abc import Sequence

from citare.cli import output
from citare.findings import Finding

UNREAD = 3


def say_unread(lost: Sequence[Finding]) -> int:
    """The exit code for blocks that could not be read, after naming them: 3, or 0 if none."""
    for finding in lost:
        output.say(f"{finding.place}: {finding.severity}: {finding.message}")
        if finding.hint:
            output.say(f"  hint: {finding.hint}")
    return UNREAD if lost else 0
