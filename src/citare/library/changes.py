"""Changes to the library: what is meant, which files it touches, their new texts.

Nothing is written here. A plan's texts have been scanned again and show exactly what was meant
(citare.bibtex.edits); writing them is the caller's next step.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from citare.bibtex.edits import AddEntry, Change, EditEntry, RemoveEntry, Revised, revise
from citare.bibtex.entry_text import Raw, Value
from citare.bibtex.nodes import Document, Entry
from citare.bibtex.parse import parse
from citare.errors import UnsafeEdit
from citare.library.library import Library, Record

_LINKS = ("crossref", "xref", "xdata", "related", "entryset")
"""Fields that name other entries by key (BibLaTeX manual, section 2.2.3)."""


@dataclass(frozen=True, slots=True)
class SetFields:
    """Give an entry's own fields these values; None removes a field. `type` changes its type."""

    key: str
    fields: Mapping[str, Value | None] = field(default_factory=dict)
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Add:
    """Add an entry to a file, which may be new."""

    file: str
    type: str
    key: str
    fields: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove an entry."""

    key: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Give an entry another key, and follow it in the fields of others that name it."""

    key: str
    new_key: str


LibraryChange: TypeAlias = SetFields | Add | Remove | Rename


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What the changes make of each file they touch."""

    files: Mapping[str, Revised]

    @property
    def texts(self) -> dict[str, str]:
        """File name to new text, only where the text differs."""
        return {file: revised.text for file, revised in self.files.items() if revised.edits}


class _Draft:
    """Collects what becomes of each entry before it is handed to `revise`."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.edits: dict[int, tuple[Document, EditEntry]] = {}
        self.removed: dict[int, tuple[Document, Entry]] = {}
        self.added: list[Add] = []

    def edit(
        self,
        entry: Entry,
        document: Document,
        fields: Mapping[str, Value | None],
        *,
        key: str | None = None,
        type: str | None = None,  # noqa: A002
    ) -> None:
        _, known = self.edits.get(id(entry), (document, EditEntry(entry)))
        self.edits[id(entry)] = (
            document,
            EditEntry(entry, {**known.fields, **fields}, key or known.key, type or known.type),
        )

    def by_document(self) -> dict[str, list[Change]]:
        found: dict[str, list[Change]] = {}
        for ident, (document, edit) in self.edits.items():
            if ident not in self.removed:
                found.setdefault(document.file, []).append(edit)
        for document, entry in self.removed.values():
            found.setdefault(document.file, []).append(RemoveEntry(entry))
        for add in self.added:
            found.setdefault(add.file, []).append(AddEntry(add.type, add.key, add.fields))
        return found


def plan(library: Library, changes: Sequence[LibraryChange]) -> Plan:
    """Work out changes. NotFoundError for an unknown key, UnsafeEdit for what cannot be done.

    An inherited field that is set becomes the entry's own. A key that is taken (in whatever
    case) is refused.
    """
    draft = _Draft(library)
    for change in changes:
        if isinstance(change, Add):
            draft.added.append(change)
            continue
        record = library.record(change.key)
        if isinstance(change, SetFields):
            fields = {name.lower(): value for name, value in change.fields.items()}
            draft.edit(record.entry, record.document, fields, type=change.type)
        elif isinstance(change, Remove):
            draft.removed[id(record.entry)] = (record.document, record.entry)
        else:
            draft.edit(record.entry, record.document, {}, key=change.new_key)
            _follow(draft, record, change.new_key)
    _check_keys(draft)
    known = {d.file: d for d in library.documents}
    files = {
        file: revise(known.get(file) or parse("", file), found)
        for file, found in draft.by_document().items()
    }
    return Plan(files)


def _follow(draft: _Draft, record: Record, new_key: str) -> None:
    """Change the old key in the link fields of all entries."""
    pattern = re.compile(rf"(?<![^\s,{{\"]){re.escape(record.key)}(?![^\s,}}\"])")
    for document in draft.library.documents:
        for entry in document.entries:
            for one in entry.fields:
                if one.name not in _LINKS:
                    continue
                raw = document.text[one.value_start : one.value_end]
                changed = pattern.sub(lambda _: new_key, raw)
                if changed != raw:
                    draft.edit(entry, document, {one.name: Raw(changed)})


def _check_keys(draft: _Draft) -> None:
    leaving = {entry.key for _, entry in draft.removed.values()}
    leaving |= {edit.entry.key for _, edit in draft.edits.values() if edit.key}
    taken = {key.lower(): key for key in draft.library.by_key if key not in leaving}
    new = [a.key for a in draft.added] + [e.key for _, e in draft.edits.values() if e.key]
    for key in new:
        if key.lower() in taken:
            raise UnsafeEdit(
                f"the key {key} is taken" + (f" ({taken[key.lower()]})"),
                hint="choose another key",
            )
        taken[key.lower()] = key
