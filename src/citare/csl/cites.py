"""What a caller asks for: cites gathered into citations."""

from __future__ import annotations

from dataclasses import dataclass

FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Cite:
    """One item within a citation, with what the writer adds to it."""

    id: str
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    near_note: bool | None = None
    position: int | None = None
    first_note: int = 0


@dataclass(frozen=True, slots=True)
class Citation:
    """A cluster of cites at one place. `note_index` is 0 in the text, else the note's number.

    `mode` is "", "author-only", "suppress-author" or "composite" (CSL 1.0.2 data schema).
    """

    cites: tuple[Cite, ...]
    note_index: int = 0
    mode: str = ""
    infix: str = ""
    id: str = ""
