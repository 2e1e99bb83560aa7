"""Variables that writers keep in an item's note: "event-date: 2004-10-01", one a line.

Zotero and citeproc-js read them ("Extra" fields): lines at the beginning of the note, the first of
which may be text, or `{:variable: value}` anywhere. Names are written "Family || Given", dates as
text.
"""

from __future__ import annotations

import re

from citare.model.dates import read_date
from citare.model.item import Item
from citare.model.name import Name
from citare.model.variables import TYPES, kind

_LINE = re.compile(r"^\s*([A-Za-z][-_A-Za-z]*)\s*:\s*(\S.*?)\s*$")
_BRACED = re.compile(r"\{:([-_A-Za-z]+):\s*([^}]+)\}")


def _name_of(text: str) -> Name:
    family, bars, given = text.partition("||")
    if not bars:
        return Name(literal=text.strip())
    return Name(family=family.strip(), given=given.strip())


def _pairs(note: str) -> tuple[list[tuple[str, str]], str]:
    """The variables that a note gives, and the rest of it.

    Lines `name: value` are read until the first line of another kind (which may be the very
    first, a remark); what names no variable stays in the note.
    """
    found = [(m[1], m[2].strip()) for m in _BRACED.finditer(note)]
    lines = _BRACED.sub("", note).split("\n")
    kept: list[str] = []
    for number, line in enumerate(lines):
        match = _LINE.match(line)
        if match is None:
            kept.append(line)
            if number and line.strip():
                kept += lines[number + 1 :]
                break
            continue
        name = match[1] if kind(match[1]) or match[1] == "type" else match[1].upper()
        if kind(name) or name == "type":
            found.append((name, match[2]))
        else:
            kept.append(line)
    return found, "\n".join(kept) if found else note


def with_note_fields(item: Item) -> Item:
    """The item with the variables its note gives, or the item itself."""
    note = item.text.get("note", "")
    if ":" not in note:
        return item
    found, rest = _pairs(note)
    if not found:
        return item
    text, names, dates = dict(item.text), dict(item.names), dict(item.dates)
    csl_type = item.type
    added: dict[str, list[Name]] = {}
    for variable, value in found:
        which = kind(variable)
        if variable == "type":
            csl_type = value if value in TYPES else csl_type
        elif which == "name":
            if variable not in item.names:
                added.setdefault(variable, []).append(_name_of(value))
        elif which == "date":
            if variable not in dates and (date := read_date(value)):
                dates[variable] = date
        elif variable not in item.text:
            text[variable] = value
    names.update({variable: tuple(people) for variable, people in added.items()})
    if rest.strip():
        text["note"] = rest.strip()
    else:
        del text["note"]
    return item.with_(type=csl_type, text=text, names=names, dates=dates)
