"""Documents that may cite the library: found under the project, hidden folders left out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from citare.documents.registry import SYNTAXES, syntax_for

_SKIPPED = frozenset(("node_modules", "venv", "__pycache__", "_site", "site-packages", "build"))


def documents_under(folder: Path) -> Iterator[Path]:
    """Markdown, LaTeX, Typst and reStructuredText files below a folder, sorted."""
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


def with_included(paths: Iterable[str], read: Callable[[str], str]) -> dict[str, str]:
    """Documents and all that they take in, by path, each once; missing files are left out.

    A name is looked for beside the first document (as LaTeX does) and beside the one that names
    it, with the ending of that document if it has none. Only files below those folders count.
    """
    found: dict[str, str] = {}
    for path in paths:
        home = Path(path).parent
        waiting = [path]
        while waiting:
            one = waiting.pop(0)
            if one in found:
                continue
            found[one] = read(one)
            syntax = syntax_for(one)
            names = syntax.includes(found[one]) if syntax else ()
            waiting += [p for name in names if (p := _included(name, Path(one), home))]
    return found


def _included(name: str, document: Path, home: Path) -> str:
    """The file that a document means by a name, or ""."""
    for folder in (home, document.parent):
        for candidate in (folder / f"{name}{document.suffix}", folder / name):
            inside = candidate.resolve().is_relative_to(folder.resolve())
            if inside and candidate.is_file() and syntax_for(candidate.name):
                return str(candidate)
    return ""
