"""New values of CSL variables as changes to the fields of an entry."""

from __future__ import annotations

from collections.abc import Mapping

from citare.bibtex.entry_text import Value as FieldText
from citare.library.changes import SetFields
from citare.library.library import Record
from citare.mapping.to_fields import Dialect, field_values
from citare.model.date import Date
from citare.model.item import Item
from citare.model.name import Name

Value = str | tuple[Name, ...] | Date


def with_values(item: Item, values: Mapping[str, Value]) -> Item:
    """An item with other values for some variables."""
    text, names, dates = dict(item.text), dict(item.names), dict(item.dates)
    for variable, value in values.items():
        if isinstance(value, str):
            text[variable] = value
        elif isinstance(value, Date):
            dates[variable] = value
        else:
            names[variable] = value
    return item.with_(text=text, names=names, dates=dates)


def fields_for(
    record: Record, values: Mapping[str, Value], dialect: Dialect, *, only_absent: bool = False
) -> dict[str, FieldText]:
    """What the entry's fields say when variables get these values: only the fields that change.

    Fields are named as the entry names them. `only_absent`: leave those that are there alone.
    """
    present = frozenset(record.fields)
    merged = with_values(record.item, values)
    found: dict[str, FieldText] = {}
    for name, field in field_values(merged, record.type, dialect, present).items():
        if field.variable not in values or record.fields.get(name) == field.value:
            continue
        if not (only_absent and name in present):
            found[name] = field.value
    return found


def update(record: Record, values: Mapping[str, Value], dialect: Dialect) -> SetFields:
    """The change that gives a record's entry these values."""
    return SetFields(record.key, fields_for(record, values, dialect))
