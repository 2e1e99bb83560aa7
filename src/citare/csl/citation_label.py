"""`citation-label`: the trigraph made of names and year when an item has none of its own.

CSL 1.0.2 leaves the making of labels to processors; these are the ones that styles expect:
"Doe99", "DoRo99", "DoRP99", "DRPF99", and "00" where there is no year.
"""

from __future__ import annotations

from citare.csl.codes import visible
from citare.csl.context import Entry
from citare.model.dates import resolved

_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
_ROLES = ("author", "editor", "translator", "container-author", "director", "composer")


def _first_letters(text: str, count: int) -> str:
    """The first letters, a capital and small ones, without what is no letter."""
    letters = "".join(char for char in visible(text) if char.isalnum())[:count]
    return letters[:1].upper() + letters[1:].lower()


def citation_label(entry: Entry) -> str:
    """Letters of up to four family names and two digits of the year."""
    own = entry.raw("citation-label")
    if own:
        return own
    people = next((p for p in (entry.names(role) for role in _ROLES) if p), ())
    counts = _LETTERS.get(len(people), (1, 1, 1, 1))
    letters = "".join(
        _first_letters(person.family, count) for person, count in zip(people, counts, strict=False)
    )
    if not letters:
        letters = _first_letters(entry.field("title"), 4)
    date = entry.date("issued")
    year = resolved(date).year if date else None
    return f"{letters}{abs(year or 0) % 100:02d}"
