"""Replace one entry's own text by what a person made of it."""

from __future__ import annotations

from citare.bibtex.nodes import Document, Entry
from citare.bibtex.scanner import parse
from citare.changes import FileChange, FileChanges, Files
from citare.errors import UnsafeEdit
from citare.findings import Edit, Severity
from citare.library.library import Library


def entry_text(library: Library, key: str) -> str:
    """An entry's text as it stands. NotFoundError for an unknown key."""
    return library.record(key).entry.text


def replace_entry(
    files: Files, library: Library, key: str, text: str, *, dry_run: bool = False
) -> tuple[str, str, str]:
    """Put `text` in the place of an entry: the file, and its text before and after.

    UnsafeEdit unless `text` is one entry that reads well, under a key that is free, and
    everything around it is read as before.
    """
    record = library.record(key)
    document, entry = record.document, record.entry
    new = _checked(text.rstrip() + ("\n" if entry.text.endswith("\n") else ""), document)
    others = {k.lower() for k in library.by_key if k != entry.key}
    if new.key.lower() in others:
        raise UnsafeEdit(f"the key {new.key} is taken", hint="choose another key")
    after = document.text[: entry.start] + new.text + document.text[entry.end :]
    _check_surroundings(document, entry, parse(after, document.file))
    change = FileChange.edited(document.text, [Edit(entry.start, entry.end, new.text)])
    if not dry_run:
        files.write_all(FileChanges({document.file: change}))
    return document.file, document.text, after


def _checked(text: str, document: Document) -> Entry:
    newline = "\r\n" if "\r\n" in document.text else "\n"
    text = text.replace("\r\n", "\n").replace("\n", newline)
    sketch = parse(text, document.file)
    errors = [f for f in sketch.findings if f.severity is Severity.ERROR]
    if errors:
        found = errors[0]
        place = f"line {found.place.line}, column {found.place.column}"
        raise UnsafeEdit(f"the edited entry has an error in {place}: {found.message}")
    if len(sketch.entries) != 1 or sketch.text.strip() != sketch.entries[0].text.strip():
        raise UnsafeEdit("the edited text is not exactly one entry", hint="nothing was written")
    return sketch.entries[0]


def _check_surroundings(before: Document, edited: Entry, after: Document) -> None:
    rest = [e.text for e in before.entries if e is not edited]
    index = before.entries.index(edited)
    now = [e.text for e in after.entries]
    if len(now) != len(rest) + 1 or now[:index] + now[index + 1 :] != rest:
        raise UnsafeEdit("the edit would change other entries", hint="nothing was written")
