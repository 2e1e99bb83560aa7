"""Give entries other citation keys, and follow in the lock and in documents that cite them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from citare.actions.collection import load
from citare.actions.documents import rewrite
from citare.actions.ports import BibFiles
from citare.actions.select import select
from citare.bibtex.writing import check_key
from citare.errors import UnsafeEdit, UsageError
from citare.findings import Finding
from citare.library.keys import compile_template, make_key
from citare.library.library import Library, Record, Rename, plan
from citare.merging.provenance import dump, parse


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """Old to new keys, citations changed, each changed file's texts, and what could not be."""

    keys: Mapping[str, str]
    citations: int = 0
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def rekey(
    files: BibFiles,
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
    library = load(files)
    records = select(library, keys, query)
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
    files: BibFiles,
    library: Library,
    renames: Mapping[str, str],
    documents: Sequence[str],
    lock_file: str,
    *,
    dry_run: bool,
) -> Rekeyed:
    """Rename entries everywhere, as one step of undo."""
    planned = plan(library, [Rename(old, new) for old, new in renames.items()])
    before = {document.file: document.text for document in library.documents}
    changed = {file: (before[file], text) for file, text in planned.texts.items()}
    rewritten = rewrite(files, documents, renames)
    changed.update(rewritten.files)
    if lock_file and files.exists(lock_file):
        text = files.read(lock_file)
        lock, _ = parse(text, lock_file)
        for old, new in renames.items():
            lock = lock.renamed(old, new)
        if not lock.conflicted and dump(lock) != text:
            changed[lock_file] = (text, dump(lock))
    if not dry_run:
        for file, (_, text) in changed.items():
            files.write(file, text)
    return Rekeyed(dict(renames), rewritten.count, changed, rewritten.impossible)


def _made(library: Library, records: Sequence[Record], template: str) -> dict[str, str]:
    """New keys; an entry whose key is the template's but for its suffix keeps it."""
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
