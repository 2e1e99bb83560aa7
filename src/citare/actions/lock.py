"""The lock file, read and changed: what registries said of the entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from citare.changes import FileChange, FileChanges, Files
from citare.errors import InputError
from citare.findings import Finding
from citare.library.library import Library, Record
from citare.merging.lock import Lock, is_lock
from citare.merging.lock import dump_lock as dump
from citare.merging.lock import parse_lock as parse
from citare.merging.merge import Upstream, merge_entry
from citare.model.standing import title_standing
from citare.sources.base import Found
from citare.sources.registry import status_of
from citare.sources.status import GRAVE


def answer_of(found: Found) -> Upstream:
    """What a source said, as the merge wants it."""
    return Upstream(
        found.item,
        found.identifier,
        found.source,
        found.asked,
        _stamp(found.record, "indexed"),
        _stamp(found.record, "deposited"),
        _grave_status(found),
    )


def _grave_status(found: Found) -> str:
    """The gravest notice of a work, if it is grave: "retraction"."""
    status = status_of(found.record, found.source, found.item.get("title"))
    return str(status.standing) if status.grave and status.standing else ""


def known_retractions(files: Files, path: str, records: Iterable[Record]) -> dict[str, str]:
    """The entries (by key) that are known to be retracted, withdrawn, removed or doubted.

    By the lock, where a registry said so when it was last asked, else by the entry's title.
    Nothing is asked, and a lock that cannot be read says nothing.
    """
    try:
        entries = read_lock(files, path)[0].entries
    except InputError:
        entries = {}
    known: dict[str, str] = {}
    for record in records:
        entry = entries.get(record.key)
        standing = title_standing(record.item.get("title"))
        by_title = standing in GRAVE and record.item.type != "book"  # a novel may be so called
        status = (entry.status if entry else "") or (str(standing) if by_title else "")
        if status:
            known[record.key] = status
    return known


def _stamp(record: Mapping[str, object], name: str) -> str:
    """The registry's own date-time: Crossref's `indexed`, `deposited`."""
    value = record.get(name)
    stamp = value.get("date-time") if isinstance(value, Mapping) else ""
    return str(stamp or "")


def read_lock(files: Files, path: str) -> tuple[Lock, str | None, tuple[Finding, ...]]:
    """The lock, its text (None if there is no such file) and what is wrong with it.

    InputError for a file of another kind.
    """
    text = files.read(path) if files.exists(path) else None
    if text is not None and not is_lock(text):
        raise InputError(
            f"{path} is not a lock of citare's, and is left as it is",
            hint="name another file as `lock`",
        )
    lock, findings = parse(text or "", path)
    return lock, text, findings


def lock_change(path: str, before: str | None, lock: Lock) -> FileChanges:
    """The change that writes a lock. None where the lock is empty and there is no file."""
    if before is None and not lock.entries:
        return FileChanges()
    return FileChanges({path: FileChange.whole(before, dump(lock))})


def with_answers(
    files: Files, path: str, library: Library, answers: Mapping[str, Found]
) -> FileChanges:
    """The change that puts the records of entries (by key) into the lock.

    A lock that holds a merge conflict is left alone.
    """
    lock, before, _ = read_lock(files, path)
    if lock.conflicted:
        return FileChanges()
    for key, found in answers.items():
        record = library.get(key)
        if record is not None:
            lock = lock.with_entry(merge_entry(record.item, answer_of(found)).lock)
    return lock_change(path, before, lock)


def renamed(files: Files, path: str, keys: Mapping[str, str]) -> FileChanges:
    """The change that gives entries of the lock other keys.

    None where there is no lock, and where it holds a merge conflict.
    """
    lock, before, _ = read_lock(files, path)
    if before is None or lock.conflicted:
        return FileChanges()
    for old, new in keys.items():
        lock = lock.renamed(old, new)
    return lock_change(path, before, lock)
