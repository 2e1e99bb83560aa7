"""Documents that may cite the library: found under the project, hidden folders left out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from citare.documents.registry import SYNTAXES

_SKIPPED = frozenset(("node_modules", "venv", "__pycache__", "_site", "site-packages", "build"))


def documents_under(folder: Path) -> Iterator[Path]:
    """Markdown, LaTeX and Typst files below a folder, sorted."""
    endings = tuple(ending for kind in SYNTAXES for ending in kind.extensions)
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _SKIPPED)
        for name in sorted(names):
            if name.lower().endswith(endings):
                yield Path(where) / name


def expand(paths: Iterable[str]) -> list[str]:
    """Files as they are, folders as the documents below them."""
    found: list[str] = []
    for path in paths:
        if Path(path).is_dir():
            found += [str(p) for p in documents_under(Path(path))]
        else:
            found.append(path)
    return list(dict.fromkeys(found))
