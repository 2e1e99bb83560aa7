"""Which references a command is about: keys, .bib files or folders, standard input, a query."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from citare.cli import output
from citare.cli.context import App
from citare.disk.files import BibFiles
from citare.errors import InputError
from citare.library.library import Library, Record


def read_library(app: App, arguments: Sequence[str]) -> tuple[Library, tuple[str, ...]]:
    """The library the arguments mean, and the keys among them.

    An argument that is a .bib file or a folder is read instead of the project's library, `-`
    is standard input; everything else is a citation key.
    """
    paths: list[str] = []
    keys: list[str] = []
    stdin = False
    for argument in arguments:
        if argument == "-":
            stdin = True
        elif Path(argument).is_dir():
            paths += [str(path) for path in sorted(Path(argument).glob("*.bib"))]
        elif argument.endswith(".bib"):
            paths.append(argument)
        else:
            keys.append(argument)
    if stdin:
        texts = {path: app.files_at(paths).read(path) for path in paths}
        return Library.of({**texts, "<stdin>": output.stdin_text()}), tuple(keys)
    if paths:
        return Library.load(app.files_at(paths)), tuple(keys)
    try:
        return Library.load(app.library), tuple(keys)
    except InputError:
        return Library.load(app.readable_library()), tuple(keys)


def files_and_keys(app: App, arguments: Sequence[str]) -> tuple[BibFiles, tuple[str, ...]]:
    """The files to work on and the keys: .bib files named stand in for the library."""
    paths = [a for a in arguments if a.endswith(".bib") and Path(a).exists()]
    keys = tuple(a for a in arguments if a not in paths)
    return app.files_at(paths) if paths else app.library, keys


def read_records(
    app: App, arguments: Sequence[str], query: str = ""
) -> tuple[Library, tuple[Record, ...]]:
    """The records that the arguments and the query mean. NotFoundError for an unknown key."""
    library, keys = read_library(app, arguments)
    return library, library.select(keys, query)
