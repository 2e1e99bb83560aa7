"""Add a work by hand: an entry of the fields given, where no registry has a record."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from citare.bibtex.schema import ENTRY_TYPES, rules_for
from citare.changes import FileChanges, Files
from citare.errors import UsageError
from citare.library.keys import DEFAULT_TEMPLATE, make_key
from citare.library.library import Add, Library, dialect_of, identifiers_of
from citare.mapping.reading import to_item
from citare.matching.duplicates import compare_pair
from citare.text.latex.encode import encode

ONLINE = frozenset(("online", "electronic", "www"))
"""Types of works whose date of access is part of the reference."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A new entry, or the entry that the library has of this work (`known`).

    `missing` are fields that its type needs and that were not given.
    """

    key: str
    file: str
    type: str
    missing: tuple[str, ...] = ()
    known: bool = False
    files: FileChanges = field(default_factory=FileChanges)


def new_entry(
    files: Files,
    entry_type: str,
    fields: Mapping[str, str],
    *,
    to: str = "",
    default_file: str = "",
    key: str = "",
    template: str = DEFAULT_TEMPLATE,
    dialect: str = "auto",
    today: str = "",
    dry_run: bool = False,
) -> Entered:
    """Add an entry of `fields`, whose values are BibTeX text (`field_text` makes it).

    A work online gets `today` as the date of access. UsageError for an unknown type.
    """
    entry_type = known_type(entry_type)
    library = Library.load(files)
    target = library.file_for_new(to, default_file)
    library = library.with_file(target)
    given = {name: value for name, value in fields.items() if value.strip()}
    if today and entry_type in ONLINE and "url" in given:
        given.setdefault("urldate", today)
    item, _ = to_item(entry_type, key, given)
    for record in library.records:
        same = set(identifiers_of(given)) & set(record.identifiers)
        if same or compare_pair(record.item, item):
            return Entered(record.key, record.file, record.type, known=True)
    document = next((d for d in library.documents if d.file == target), None)
    missing = missing_fields(entry_type, given, dialect_of(document, dialect))
    taken = {known.lower() for known in library.by_key}
    key = key or make_key(item, taken, template)
    plan = library.edit([Add(target, entry_type, key, given)])
    if not dry_run:
        library.save(plan.changes)
    return Entered(key, target, entry_type, missing, files=plan.changes)


def known_type(entry_type: str) -> str:
    """An entry type in lower case. UsageError with a suggestion for an unknown one."""
    name = entry_type.lower().lstrip("@")
    if name not in ENTRY_TYPES:
        near = difflib.get_close_matches(name, ENTRY_TYPES, n=1)
        hint = f"did you mean {near[0]}?" if near else "such as article, book, online, report"
        raise UsageError(f"there is no entry type {entry_type!r}", hint=hint)
    return name


def missing_fields(
    entry_type: str, fields: Mapping[str, str], dialect: str = "biblatex"
) -> tuple[str, ...]:
    """The fields that a type needs and that are not given, `author/editor` where one will do."""
    rules = rules_for(entry_type, dialect)
    needed = rules.required if rules else ()
    return tuple("/".join(group) for group in needed if not any(name in fields for name in group))


def field_text(value: str) -> str:
    """Plain text as BibTeX text. What is in braces already is BibTeX text."""
    return value if value.startswith("{") and value.endswith("}") else encode(value)


def names_text(names: Sequence[str]) -> str:
    """Names as BibTeX text: "Given Family", "Family, Given", or {an institution}."""
    return " and ".join(field_text(name.strip()) for name in names if name.strip())
