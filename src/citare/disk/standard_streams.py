"""Files of which one is standard input: read once, and written to standard output."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from citare.disk.encoding import Decoded, decode, encode
from citare.disk.files import BibFiles, Change

STDIN = "<stdin>"


class StreamedFiles(BibFiles):
    """BibFiles in whose paths `-` is standard input, shown as `<stdin>`."""

    _stdin: Decoded | None = None

    def paths(self) -> Sequence[str]:
        """The files; standard input by the name that findings show."""
        return [STDIN if path == "-" else path for path in super().paths()]

    def decoded(self, path: str) -> Decoded:
        """As for a file. Standard input is read when it is first asked for."""
        if path != STDIN:
            return super().decoded(path)
        if self._stdin is None:
            self._stdin = decode(sys.stdin.buffer.read(), STDIN)
        return self._stdin

    def write_all(self, changes: Mapping[str, Change]) -> tuple[str, ...]:
        """As for files. The text of standard input goes to standard output, changed or not."""
        written = super().write_all({p: c for p, c in changes.items() if p != STDIN})
        if STDIN not in changes:
            return written
        change = changes[STDIN]
        data = encode(change.after, self.decoded(STDIN), STDIN, change.pieces)
        sys.stdout.buffer.write(data)
        return (*written, STDIN)
