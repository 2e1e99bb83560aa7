"""Tags and notes of entries, kept in their `keywords` and `annote` (BibLaTeX: `annotation`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citare.bibtex.writing import Value
from citare.changes import FileChanges, Files
from citare.library.library import Library, Record, SetFields, dialect_of
from citare.model.keywords import join_keywords, split_keywords
from citare.text.latex.encode import encode

_TAG_FIELDS = ("keywords", "keyword")
_NOTE_FIELDS = ("annote", "annotation")


@dataclass(frozen=True, slots=True)
class Changed:
    """The keys whose entries changed, and what became of the files."""

    keys: tuple[str, ...]
    files: FileChanges


def tags_of(record: Record) -> tuple[str, ...]:
    """An entry's tags as they are."""
    return tuple(split_keywords(record.item.get("keyword")))


def tag(
    files: Files,
    keys: Sequence[str],
    query: str,
    add: Sequence[str],
    remove: Sequence[str],
    *,
    dry_run: bool = False,
) -> Changed:
    """Add and remove tags. Tags that are there are not added again, whatever their case."""
    library = Library.load(files)
    gone = {name.lower() for name in remove}
    changes = []
    for record in library.select(keys, query):
        had = tags_of(record)
        kept = [name for name in had if name.lower() not in gone]
        there = {name.lower() for name in kept}
        now = [*kept, *(n for n in dict.fromkeys(add) if n.lower() not in there)]
        if now != list(had):
            field = _field(record, _TAG_FIELDS, "keywords")
            changes.append(SetFields(record.key, {field: _value(record, field, had, now)}))
    return _saved(library, changes, dry_run=dry_run)


def _saved(library: Library, changes: Sequence[SetFields], *, dry_run: bool) -> Changed:
    planned = library.edit(changes).changes
    if not dry_run:
        library.save(planned)
    return Changed(tuple(change.key for change in changes), planned)


def _value(record: Record, field: str, had: Sequence[str], now: Sequence[str]) -> Value | None:
    """The field with these tags; tags put after those that are there leave their text alone."""
    raw = record.fields.get(field, "").rstrip()
    separator = "; " if ";" in raw else ", "
    new = separator.join(encode(name) for name in now[len(had) :])
    if raw and list(now[: len(had)]) == list(had):
        return raw.rstrip(",;") + separator + new
    return join_keywords(encode(name) for name in now) or None


def note(
    files: Files, key: str, text: str, *, append: bool = False, dry_run: bool = False
) -> Changed:
    """Set an entry's note; an empty text removes it, `append` puts it after what is there."""
    library = Library.load(files)
    record = library.record(key)
    usual = "annotation" if dialect_of(record.document) == "biblatex" else "annote"
    field = _field(record, _NOTE_FIELDS, usual)
    before = record.fields.get(field, "")
    value = encode(text)
    if append and before:
        value = f"{before}\n{value}"
    if value == before:
        return Changed((), FileChanges())
    return _saved(library, [SetFields(record.key, {field: value or None})], dry_run=dry_run)


def _field(record: Record, names: Sequence[str], usual: str) -> str:
    """The name under which the entry has it already, else the usual one."""
    return next((name for name in names if record.entry.field(name)), usual)
