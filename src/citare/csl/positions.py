"""Positions of cites: first, subsequent, ibid, near-note (CSL 1.0.2, "Choose", position)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citare.csl.cites import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Citation, Cite


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


def _previous(citation: Citation, index: int, before: Citation | None) -> Cite | None:
    """The cite that "ibid" would refer to, if it can."""
    if index:
        return citation.cites[index - 1]
    if before is None or not before.cites:
        return None
    ids = {cite.id for cite in before.cites}
    if len(ids) > 1:
        return None
    return before.cites[-1]


def places(citations: Sequence[Citation], near: int) -> list[list[Place]]:
    """The place of every cite, citations in document order; `near` is near-note-distance."""
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    out: list[list[Place]] = []
    before: Citation | None = None
    for citation in citations:
        row = []
        note = citation.note_index
        for index, cite in enumerate(citation.cites):
            place = Place()
            if cite.id in first_notes:
                place.position = SUBSEQUENT
                place.first_note = first_notes[cite.id]
                previous = _previous(citation, index, before)
                if previous is not None and previous.id == cite.id:
                    gap = note - before.note_index if before is not None and not index else 0
                    if gap <= 1:
                        place.position = _ibid(previous, cite)
                last = last_notes[cite.id]
                place.near_note = bool(note) and note - last <= near
            else:
                first_notes[cite.id] = note
            last_notes[cite.id] = note
            row.append(place)
        out.append(row)
        before = citation
    return out
