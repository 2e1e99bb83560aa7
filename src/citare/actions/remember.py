"""Write down in the lock what a registry said of entries that were just added."""

from __future__ import annotations

from collections.abc import Mapping

from citare.actions.ports import BibFiles
from citare.library.library import Library
from citare.merging.entry import Upstream, merge_entry
from citare.merging.provenance import dump, parse
from citare.sources.base import Found


def answer_of(found: Found) -> Upstream:
    """What a source said, as the merge wants it."""
    return Upstream(
        found.item,
        found.identifier,
        found.source,
        found.asked,
        _stamp(found.record, "indexed"),
        _stamp(found.record, "deposited"),
    )


def _stamp(record: Mapping[str, object], name: str) -> str:
    """The registry's own date-time: Crossref's `indexed`, `deposited`."""
    value = record.get(name)
    stamp = value.get("date-time") if isinstance(value, Mapping) else ""
    return str(stamp or "")


def remember(files: BibFiles, lock_file: str, library: Library, added: Mapping[str, Found]) -> None:
    """Put the records of `added` (by key) into the lock, unless it holds a merge conflict."""
    lock, _ = parse(files.read(lock_file) if files.exists(lock_file) else "", lock_file)
    if lock.conflicted:
        return
    for key, found in added.items():
        record = library.get(key)
        if record is not None:
            lock = lock.with_entry(merge_entry(record.item, answer_of(found)).lock)
    files.write(lock_file, dump(lock))
