"""`citation-label`: the trigraph made of names and year when an item has none of its own."""

from __future__ import annotations

from citare.csl.codes import visible
from citare.csl.context import Entry
from citare.csl.dates import resolve

_LETTERS = {1: (4,), 2: (2, 2), 3: (1, 1, 2)}
_ROLES = ("author", "editor", "translator", "container-author", "director", "composer")


def citation_label(entry: Entry) -> str:
    """Letters of up to four family names and two digits of the year."""
    own = entry.raw("citation-label")
    if own:
        return own
    people = next((p for p in (entry.names(role) for role in _ROLES) if p), ())
    counts = _LETTERS.get(len(people), (1, 1, 1, 1))
    letters = "".join(
        visible(person.family).replace(" ", "")[:count]
        for person, count in zip(people, counts, strict=False)
    )
    if not letters:
        letters = visible(entry.field("title")).replace(" ", "")[:4]
    date = entry.date("issued")
    year = resolve(date).year if date else None
    return letters + (f"{abs(year) % 100:02d}" if year else "")
