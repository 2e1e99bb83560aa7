"""What a command changed (or would change) in files, as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from citare.changes import FileChange


def unified(files: Mapping[str, FileChange]) -> str:
    """A diff of each file's text before and after; "" where nothing differs."""
    parts: list[str] = []
    for file, change in files.items():
        before, after = change.before or "", change.after
        lines = difflib.unified_diff(
            before.splitlines(keepends=True),
            after.splitlines(keepends=True),
            f"a/{file}",
            f"b/{file}",
        )
        parts += [line if line.endswith("\n") else f"{line}\n" for line in lines]
    return "".join(parts)
