"""Give entries other citation keys, and follow in the lock and in documents that cite them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from citare.actions.documents import rewrite, rewrite_fields
from citare.actions.lock import renamed
from citare.bibtex.writing import check_key
from citare.changes import FileChanges, Files
from citare.errors import UnsafeEdit, UsageError
from citare.findings import Finding
from citare.library.keys import compile_template, make_key
from citare.library.library import Library, Record, Rename


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """Old to new keys, citations changed, each changed file's texts, and what could not be."""

    keys: Mapping[str, str]
    citations: int = 0
    files: FileChanges = field(default_factory=FileChanges)
    findings: tuple[Finding, ...] = ()


def rekey(
    files: Files,
    keys: Sequence[str],
    query: str,
    *,
    template: str,
    new_key: str = "",
    documents: Sequence[str] = (),
    lock_file: str = "",
    dry_run: bool = False,
) -> Rekeyed:
    """Make keys from the template (or give one entry `new_key`). Twice is the same as once.

    UsageError if `new_key` is given for other than one entry, UnsafeEdit if a key is taken.
    """
    library = Library.load(files)
    records = library.select(keys, query)
    if new_key:
        if len(records) != 1:
            raise UsageError("--as goes with one entry")
        _check_new(new_key)
    renames = {records[0].key: new_key} if new_key else _made(library, records, template)
    renames = {old: new for old, new in renames.items() if old != new}
    if not renames:
        return Rekeyed({})
    return apply(files, library, renames, documents, lock_file, dry_run=dry_run)


def _check_new(key: str) -> None:
    """UsageError for a key that could not be cited."""
    try:
        check_key(key)
    except UnsafeEdit as error:
        raise UsageError(error.message, hint=error.hint) from error


def apply(
    files: Files,
    library: Library,
    renames: Mapping[str, str],
    documents: Sequence[str],
    lock_file: str,
    *,
    dry_run: bool,
) -> Rekeyed:
    """Rename entries everywhere, as one step of undo."""
    in_fields = rewrite_fields(library, renames)
    names = [Rename(old, new) for old, new in renames.items()]
    planned = library.edit([*in_fields, *names])
    rewritten = rewrite(files, documents, renames)
    changes = planned.changes | rewritten.files
    if lock_file:
        changes |= renamed(files, lock_file, renames)
    if not dry_run:
        library.save(changes)
    return Rekeyed(dict(renames), rewritten.count, changes, rewritten.impossible)


def _made(library: Library, records: Sequence[Record], template: str) -> dict[str, str]:
    """New keys; an entry whose key is the template's, except for its suffix, keeps it."""
    compiled = compile_template(template)
    chosen = {record.key for record in records}
    taken = {key.lower() for key in library.by_key if key not in chosen}
    made: dict[str, str] = {}
    rest = []
    for record in records:
        base = compiled.key(record.item)
        if base and re.fullmatch(re.escape(base) + "[a-z]{0,2}", record.key):
            taken.add(record.key.lower())
        else:
            rest.append(record)
    for record in rest:
        made[record.key] = make_key(record.item, taken, template)
        taken.add(made[record.key].lower())
    return made
