"""A table of CSL variables for spreadsheets: UTF-8, one reference a line.

A value that a spreadsheet would run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

from citare.exports.base import Export, Exported, checked
from citare.exports.endnote_fields import iso_date, written_name
from citare.imports import csv as csv_import
from citare.model.item import Item
from citare.model.name import Name

_FIRST: Final = ("author", "issued", "title", "container-title")
_FORMULA: Final = re.compile(r"^[=+\-@\t\r]")


def _name(name: Name) -> str:
    text = written_name(name, endnote=False)
    if name.literal:
        text = name.literal
    if not re.search("[;{}]" if name.family else "[,;.{}]", text):
        return text
    return "{" + re.sub("[{}]", "", text) + "}"


def _value(item: Item, column: str) -> str:
    if column in item.names:
        text = "; ".join(_name(name) for name in item.names[column])
    elif column in item.dates:
        text = iso_date(item.dates[column])
    else:
        text = item.get(column)
    return f"'{text}" if _FORMULA.match(text) else text


def write(items: Sequence[Item]) -> Exported:
    """The items as CSV, a column for each variable that one of them has."""
    found = {v for item in items for group in (item.text, item.names, item.dates) for v in group}
    columns = [v for v in _FIRST if v in found] + sorted(found - set(_FIRST), key=str.lower)
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(["id", "type", *columns])
    for item in items:
        writer.writerow([item.id, item.type, *(_value(item, column) for column in columns)])
    return checked("CSV", items, table.getvalue(), csv_import.read)


CSV: Final = Export("csv", "CSV", (".csv",), write)
