"""Variables in a note."""

from __future__ import annotations

import pytest

from citare.model.dates import Date
from citare.model.item import Item
from citare.model.name import Name
from citare.model.note_fields import with_note_fields


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("publisher: Elm", {"publisher": "Elm"}),
        ("A remark\npublisher: Elm", {"publisher": "Elm", "note": "A remark"}),
        ("publisher: Elm\nA remark: more", {"publisher": "Elm", "note": "A remark: more"}),
        ("no-such: A\npublisher: Elm", {"publisher": "Elm", "note": "no-such: A"}),
        ("doi: 10.5555/1", {"DOI": "10.5555/1"}),
        ("See {:publisher: Elm} there", {"publisher": "Elm", "note": "See  there"}),
        ("Seen: twice", {"note": "Seen: twice"}),
        ("A remark\nmore\npublisher: Elm", {"note": "A remark\nmore\npublisher: Elm"}),
    ],
)
def test_lines_at_the_beginning_are_variables(note: str, text: dict[str, str]) -> None:
    """Each ends with its line; the first line may be text, later ones end the list."""
    assert with_note_fields(Item("k", "book", {"note": note})).text == text


def test_names_dates_and_types_are_read_and_what_the_item_says_wins() -> None:
    """The note only fills in."""
    note = "type: thesis\neditor: Doe || Jo\nissued: 2004-10-01\npublisher: Elm"
    item = with_note_fields(Item("k", "book", {"note": note, "publisher": "Oak"}))
    assert item.type == "thesis"
    assert item.names == {"editor": (Name("Doe", "Jo"),)}
    assert item.dates == {"issued": Date(((2004, 10, 1),))}
    assert item.text == {"publisher": "Oak"}
    assert with_note_fields(item) is item
