"""The .bib texts that check and fmt work on: files named, standard input, or the library."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citare.changes import FileChange, FileChanges
from citare.cli.context import App
from citare.disk.encoding import Decoded, decode, encode
from citare.disk.files import BibFiles
from citare.errors import UsageError

STDIN = "<stdin>"


@dataclass
class BibTexts:
    """Texts by file name, as findings show it, and the files to write them back to."""

    texts: dict[str, str]
    decoded: dict[str, Decoded]
    files: BibFiles

    def write_all(self, changes: Mapping[str, FileChange]) -> None:
        """Write texts back to their files; standard input's goes to standard output, changed
        or not."""
        for name, change in changes.items():
            if name == STDIN:
                data = encode(change.after, self.decoded[name], name, change.pieces)
                sys.stdout.buffer.write(data)
        self.files.write_all(FileChanges({n: c for n, c in changes.items() if n != STDIN}))


def read_texts(app: App, names: Sequence[str]) -> BibTexts:
    """Read what was named; the library's files if nothing was.

    InputError for a file that cannot be read or a library without files.
    """
    paths = list(dict.fromkeys(names)) if names else list(app.library.paths())
    if "-" in paths and len(paths) > 1:
        raise UsageError("standard input (-) cannot be mixed with files")
    files = app.files_at([p for p in paths if p != "-"])
    texts: dict[str, str] = {}
    decoded: dict[str, Decoded] = {}
    for path in paths:
        name = STDIN if path == "-" else path
        found = decode(sys.stdin.buffer.read(), STDIN) if path == "-" else files.decoded(path)
        texts[name] = found.text
        decoded[name] = found
    return BibTexts(texts, decoded, files)
