"""Fields whose values are LaTeX that is printed, and fields that hold addresses or codes."""

from __future__ import annotations

from collections.abc import Iterator

from citare.lint.view import Record, RecordField

PRINTED = (
    "title", "subtitle", "titleaddon", "booktitle", "booksubtitle", "booktitleaddon", "maintitle",
    "mainsubtitle", "shorttitle", "journal", "journaltitle", "journalsubtitle", "issuetitle",
    "eventtitle", "series", "publisher", "organization", "institution", "school", "address",
    "location", "edition", "author", "editor", "translator", "type", "venue",
)  # fmt: skip
ADDRESSES = ("url", "doi", "ee", "biburl", "bdsk-url-1", "bdsk-url-2", "pdf", "link")


def printed_fields(record: Record) -> Iterator[RecordField]:
    """The entry's own fields that a style prints as text."""
    for name in PRINTED:
        field = record.fields.get(name)
        if field is not None:
            yield field
