"""Choose records of the library by key and by query."""

from __future__ import annotations

from collections.abc import Sequence

from citare.actions.collection import chosen
from citare.library.library import Library, Record
from citare.library.query import matches, parse
from citare.library.search_text import SearchRow, search_row


def row_of(record: Record) -> SearchRow:
    """What lists and queries see of a record."""
    return search_row(record.item, record.type, record.entry.start, record.entry.end)


def select(library: Library, keys: Sequence[str] = (), query: str = "") -> tuple[Record, ...]:
    """The records of these keys, or all; of those, the ones that the query matches.

    NotFoundError for an unknown key, UsageError for a query that cannot be read.
    """
    records = chosen(library, keys)
    if not query.strip():
        return records
    wanted = parse(query)
    return tuple(record for record in records if matches(wanted, row_of(record)))
