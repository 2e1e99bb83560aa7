"""A table: a first line of CSL variables (or common names for them), one reference a line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any, Final

from citare.exchange.base import Exported, Format, Imported, checked, problem
from citare.exchange.endnote_fields import written_name
from citare.findings import Finding
from citare.model.dates import Date, read_date, write_plain
from citare.model.item import Item
from citare.model.name import OTHERS, Name
from citare.model.people import read_name
from citare.model.variables import KINDS, TYPES, kind

_VARIABLES: Final = {name.lower(): name for name in KINDS}
_ALIASES: Final = {
    "key": "id",
    "citation key": "id",
    "authors": "author",
    "editors": "editor",
    "year": "issued",
    "date": "issued",
    "journal": "container-title",
    "pages": "page",
    "keywords": "keyword",
    "tags": "keyword",
    "place": "publisher-place",
}
_ESCAPED: Final = re.compile(r"^'(?=[=+\-@\t\r])")


def _column(header: str) -> str:
    name = header.strip().lower().replace("_", "-")
    known = _VARIABLES.get(name) or _VARIABLES.get(header.strip().lower())
    return known or _ALIASES.get(name, header.strip())


def _names(text: str) -> tuple[Name, ...]:
    """Names between semicolons; braces make an institution of what has a comma."""
    names: list[Name] = []
    for part in re.findall(r"\s*(\{[^{}]*\}|[^;]+)\s*", text):
        part = part.strip()
        if part.startswith("{") and part.endswith("}"):
            names.append(Name(literal=part[1:-1].strip()))
        elif part == "et al.":
            names.append(OTHERS)
        elif name := read_name(part):
            names.append(name)
    return tuple(name for name in names if name != Name())


def _item(row: dict[str, str]) -> Item:
    texts: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    extra: dict[str, Any] = {}
    for column, value in row.items():
        if not value or column in ("id", "type"):
            continue
        match kind(column):
            case "name":
                names[column] = _names(value)
            case "date":
                if date := read_date(value):
                    dates[column] = date
            case None:
                extra[column] = value
            case _:
                texts[column] = value
    csl_type = row.get("type", "")
    return Item(
        row.get("id", ""), csl_type if csl_type in TYPES else "document", texts, names, dates, extra
    )


def read(text: str, file: str = "") -> Imported:
    """The items of a CSV file (comma, semicolon or tab). Unknown columns go to `extra`."""
    text = text.lstrip("\ufeff")
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    findings: list[Finding] = []
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        try:
            rows.append(next(reader))
        except StopIteration:
            break
        except csv.Error as error:
            findings.append(problem(f"not valid CSV ({error})", file=file, line=reader.line_num))
    if not rows:
        return Imported((), tuple(findings))
    columns = [_column(header) for header in rows[0]]
    items = [
        _item({c: _ESCAPED.sub("", v.strip()) for c, v in zip(columns, row, strict=False)})
        for row in rows[1:]
        if any(row)
    ]
    return Imported(tuple(items), tuple(findings))


def recognises(text: str) -> bool:
    """Whether the first line names variables."""
    head = re.split(r"[,;\t]", text.lstrip("\ufeff").split("\n", 1)[0])
    columns = {_column(header.strip().strip('"')) for header in head}
    return len(head) > 1 and len(columns & {"id", "type", "title", "author", "DOI"}) > 1


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
        text = write_plain(item.dates[column])
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
    return checked("CSV", items, table.getvalue(), read)


CSV: Final = Format("csv", "CSV", (".csv", ".tsv"), recognises, read, write)
