"""Cites and citations as a caller gives them, and their positions (CSL 1.0.2, "Choose")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Cite:
    """One item within a citation, with what the writer adds to it.

    `position` (with `near_note` and `first_note`) is for callers who know it; None has it worked
    out from the order of the citations.
    """

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

    `mode` is "", "author-only", "suppress-author" or "composite", where the names of the first
    cite belong to the sentence around the citation, "Doe (2020)" (CSL 1.0.2 data schema).
    With `affixed_stay` a cite with a prefix or suffix stays where the writer put it when the
    style sorts cites, and the others are sorted between them.
    """

    cites: tuple[Cite, ...]
    note_index: int = 0
    mode: str = ""
    id: str = ""
    affixed_stay: bool = False


@dataclass(slots=True)
class Place:
    """What positions say of one cite."""

    position: int = FIRST
    near_note: bool = False
    first_note: int = 0


def _ibid(previous: Cite, cite: Cite) -> int:
    if previous.locator:
        if not cite.locator:
            return SUBSEQUENT
        same = previous.locator == cite.locator and (previous.label or "page") == (
            cite.label or "page"
        )
        return IBID if same else IBID_WITH_LOCATOR
    return IBID_WITH_LOCATOR if cite.locator else IBID


def _previous(citation: Citation, index: int, earlier: Sequence[Citation]) -> Cite | None:
    """The cite that "ibid" would refer to, if it can: the note before must cite it alone."""
    if index:
        return citation.cites[index - 1]
    if not earlier:
        return None
    before = earlier[-1]
    if before.note_index == citation.note_index:
        note = [before]
    else:
        note = []
        for other in reversed(earlier):
            if other.note_index != before.note_index:
                break
            note.append(other)
    cites = [cite for other in note for cite in other.cites]
    return cites[0] if len(cites) == 1 else None


def first_notes(citations: Iterable[Citation]) -> dict[str, int]:
    """By item, the number of the note that cites it first (0: in the text)."""
    found: dict[str, int] = {}
    for citation in citations:
        for cite in citation.cites:
            found.setdefault(cite.id, citation.note_index)
    return found


def places(citations: Sequence[Citation], near: int) -> list[list[Place]]:
    """The place of every cite, citations in document order; `near` is near-note-distance.

    Citations in the text (note index 0) and in notes are two sequences of their own.
    """
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    out: list[list[Place]] = []
    earlier: dict[bool, list[Citation]] = {True: [], False: []}
    for citation in citations:
        row = []
        note = citation.note_index
        before = earlier[bool(note)]
        for index, cite in enumerate(citation.cites):
            if cite.position is not None:
                row.append(Place(cite.position, bool(cite.near_note), cite.first_note))
                continue
            place = Place()
            if cite.id in first_notes:
                place.position = SUBSEQUENT
                place.first_note = first_notes[cite.id]
                previous = _previous(citation, index, before if note or index else before[-1:])
                if previous is not None and previous.id == cite.id:
                    gap = note - before[-1].note_index if before and not index else 0
                    if gap <= 1:
                        place.position = _ibid(previous, cite)
                place.near_note = bool(note) and note - last_notes[cite.id] <= near
            else:
                first_notes[cite.id] = note
            last_notes[cite.id] = note
            row.append(place)
        out.append(row)
        before.append(citation)
    return out
