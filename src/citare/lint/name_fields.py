"""Which fields hold lists of names."""

from __future__ import annotations

from collections.abc import Iterator

from citare.lint.view import Record, RecordField

NAME_FIELDS = (
    "author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc", "annotator",
    "commentator", "introduction", "foreword", "afterword", "shortauthor", "shorteditor", "holder",
)  # fmt: skip
# These hold a text (or names in short form) as often as names.
_TEXT = {"introduction", "foreword", "afterword", "shortauthor", "shorteditor"}


def name_fields(record: Record) -> Iterator[RecordField]:
    """The entry's own fields with lists of names."""
    for name in NAME_FIELDS:
        field = record.fields.get(name)
        if field is not None and name not in _TEXT and field.value.strip():
            yield field
