"""Merge one entry with a registry's answer: verdicts, what to change, and the next lock entry."""

from __future__ import annotations

from dataclasses import dataclass, replace

from citare.compare.values import Value, fingerprint
from citare.merging.policy import values_of
from citare.merging.provenance import LockEntry
from citare.merging.three_way import OPEN, TAKEN, FieldMerge, Verdict, Words, merge_values
from citare.merging.value_text import decode, encode
from citare.model.item import Item


@dataclass(frozen=True, slots=True)
class Upstream:
    """What a registry said: the record as an item, who said it of what, when, and its own dates."""

    item: Item
    identifier: str
    source: str
    asked: str = ""
    indexed: str = ""
    deposited: str = ""


@dataclass(frozen=True, slots=True)
class EntryMerge:
    """All verdicts of one entry, the values to write, and what the lock holds afterwards."""

    fields: tuple[FieldMerge, ...]
    changes: dict[str, Value]
    lock: LockEntry

    def with_verdict(self, *verdicts: Verdict) -> tuple[FieldMerge, ...]:
        """The fields that got one of these verdicts."""
        return tuple(f for f in self.fields if f.verdict in verdicts)

    @property
    def undecided(self) -> bool:
        """Something waits for the person's word."""
        return any(f.verdict in OPEN for f in self.fields)


def merge_entry(
    mine: Item,
    answer: Upstream,
    lock: LockEntry | None = None,
    *,
    take: frozenset[str] = frozenset(),
    keep: frozenset[str] = frozenset(),
) -> EntryMerge:
    """Merge an entry with a fresh answer. A lock entry of another record counts as none.

    `take` and `keep` are variables ("*" for all) that the person has decided.
    """
    if lock is not None and not _same_record(lock, answer):
        lock = None
    theirs = values_of(answer.item, answer.source)
    return _merge(mine, theirs, lock, Words(take, keep, lock.kept if lock else None), answer)


def merge_again(
    mine: Item,
    lock: LockEntry,
    *,
    take: frozenset[str] = frozenset(),
    keep: frozenset[str] = frozenset(),
) -> EntryMerge:
    """Merge with what the lock remembers, without asking anyone."""
    theirs = {v: decode(v, line) for v, line in lock.values.items() if v not in lock.gone}
    return _merge(mine, theirs, lock, Words(take, keep, lock.kept), None)


def _same_record(lock: LockEntry, answer: Upstream) -> bool:
    same = lock.identifier.lower() == answer.identifier.lower()
    return same and lock.source == answer.source


def _merge(
    mine: Item,
    theirs: dict[str, Value],
    lock: LockEntry | None,
    words: Words,
    answer: Upstream | None,
) -> EntryMerge:
    source = answer.source if answer else lock.source if lock else ""
    base = {v: decode(v, line) for v, line in lock.values.items()} if lock else None
    undecided: dict[str, Value | None] = {
        v: decode(v, line) if line else None for v, line in (lock.undecided if lock else {}).items()
    }
    gone = lock.gone if lock else frozenset()
    fields = merge_values(base, values_of(mine, source), theirs, words=words, undecided=undecided)
    fields = tuple(
        replace(f, verdict=Verdict.UNCHANGED)
        if f.verdict is Verdict.VANISHED and f.variable in gone
        else f
        for f in fields
    )
    changes = {f.variable: f.theirs for f in fields if f.verdict in TAKEN and f.theirs}
    return EntryMerge(fields, changes, _next_lock(mine.id, fields, lock, answer))


def _next_lock(
    key: str, fields: tuple[FieldMerge, ...], lock: LockEntry | None, answer: Upstream | None
) -> LockEntry:
    """The registry's values of now; decisions and open questions carried on."""
    values, kept, undecided = dict(lock.values if lock else {}), {}, {}
    gone = set()
    for f in fields:
        if f.theirs:
            values[f.variable] = encode(f.theirs)
        else:
            gone.add(f.variable)
        if f.verdict is Verdict.KEPT and f.theirs:
            if f.by_word or _kept_before(lock, f):
                kept[f.variable] = fingerprint(f.theirs)
        elif f.verdict in OPEN:
            undecided[f.variable] = encode(f.base) if f.base else ""
    gone &= set(values)
    known = lock or LockEntry(key)
    return LockEntry(
        key=key,
        identifier=answer.identifier if answer else known.identifier,
        source=answer.source if answer else known.source,
        asked=answer.asked if answer else known.asked,
        indexed=answer.indexed if answer else known.indexed,
        deposited=answer.deposited if answer else known.deposited,
        values=values,
        kept=kept,
        undecided=undecided,
        gone=frozenset(gone),
        unread=known.unread,
    )


def _kept_before(lock: LockEntry | None, merge: FieldMerge) -> bool:
    return bool(
        lock and merge.theirs and lock.kept.get(merge.variable) == fingerprint(merge.theirs)
    )
