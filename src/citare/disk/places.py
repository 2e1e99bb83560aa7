"""Where people keep .bib files: the library of a project whose settings do not name one."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

PLACES = (
    "refs/*.bib", "*.bib", "bib/*.bib", "references/*.bib", "bibliography/*.bib", "paper/*.bib",
    "docs/*.bib", "doc/*.bib", "tex/*.bib",
)  # fmt: skip
"""Glob patterns below a project, in the order in which they are tried. The first with a file is
the library."""

_PATIENCE = 5.0  # seconds for git
_MOST = 1_000  # files


@dataclass(frozen=True, slots=True)
class Place:
    """The library that was found: its patterns, and how. `others` are folders that have .bib files
    too, where it is not clear which of them is the library."""

    patterns: tuple[str, ...] = ()
    how: str = ""
    others: tuple[str, ...] = ()


def place_below(folder: Path) -> str:
    """The first of PLACES that has a file, or ""."""
    for pattern in PLACES:
        if any(path.is_file() for path in folder.glob(pattern)):
            return pattern
    return ""


def find_library(root: Path) -> Place:
    """The library of a project: in one of PLACES, else in the one folder whose files git knows."""
    if pattern := place_below(root):
        return Place((pattern,), "found")
    folders = sorted({str(Path(name).parent.as_posix()) for name in _tracked(root)})
    if len(folders) == 1:
        return Place((f"{folders[0]}/*.bib",), "found by git")
    return Place(others=tuple(folders))


def _tracked(root: Path) -> list[str]:
    """The .bib files that git knows, relative to the root; none without git or a repository."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return []
    # A repository's own settings must not start a program: core.fsmonitor names one.
    command = ["git", "-c", "core.fsmonitor=false", "ls-files", "-z", "--", "*.bib"]
    try:
        done = subprocess.run(
            command,
            cwd=root,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return []
    names = os.fsdecode(done.stdout).split("\0") if done.returncode == 0 else []
    return [name for name in names[:_MOST] if name and (root / name).is_file()]
