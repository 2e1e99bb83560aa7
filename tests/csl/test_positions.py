"""Positions of cites."""

from __future__ import annotations

from citare.csl.positions import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Citation, Cite, places


def note(number: int, *cites: Cite) -> Citation:
    """A citation in a note."""
    return Citation(cites, note_index=number)


def positions(*citations: Citation) -> list[list[int]]:
    """The positions alone."""
    return [[place.position for place in row] for row in places(citations, 5)]


def test_ibid_and_locators() -> None:
    """Same locator is ibid, another one ibid-with-locator, none after one is subsequent."""
    a, a1, a2 = Cite("a"), Cite("a", locator="1"), Cite("a", locator="2")
    found = positions(note(1, a), note(2, a1), note(3, a1), note(4, a2), note(5, a))
    assert found == [[FIRST], [IBID_WITH_LOCATOR], [IBID], [IBID_WITH_LOCATOR], [SUBSEQUENT]]


def test_no_ibid_after_a_note_of_several() -> None:
    """Ibid refers to a note that cites one item only."""
    assert positions(note(1, Cite("a"), Cite("b")), note(2, Cite("b")))[1] == [SUBSEQUENT]


def test_no_ibid_over_a_note_in_between() -> None:
    """A note without a citation is between them."""
    assert positions(note(1, Cite("a")), note(3, Cite("a")))[1] == [SUBSEQUENT]


def test_near_note() -> None:
    """Near is within the style's distance."""
    rows = places(
        [note(1, Cite("a")), note(2, Cite("b")), note(6, Cite("a")), note(12, Cite("a"))], 5
    )
    assert [row[0].near_note for row in rows] == [False, False, True, False]


def test_text_and_notes_are_two_sequences() -> None:
    """A note between two citations of the text does not separate them."""
    found = positions(note(0, Cite("a")), note(1, Cite("b")), note(0, Cite("a")))
    assert found[2] == [IBID]
