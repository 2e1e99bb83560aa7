"""The three-way merge of one entry: what the registry said last, what is here, what it says now.

Each field is decided on meaning (compare/values). Nothing is ever blanked, what is equal in
meaning keeps the person's spelling, and what cannot be decided is left as it is and reported."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from citare.compare.relation import Comparison, Relation
from citare.compare.values import Value, compare, fingerprint
from citare.merging.lock import LockEntry
from citare.merging.lock import decode_value as decode
from citare.merging.lock import encode_value as encode
from citare.model.item import Item
from citare.sources.registry import source_named

# The person's own: no record ever touches them.
NEVER: frozenset[str] = frozenset(
    [
        "abstract",
        "accessed",
        "annote",
        "citation-key",
        "citation-label",
        "keyword",
        "language",
        "note",
        "title-short",
        "URL",
        "year-suffix",
    ]
)


def variables_of(source: str) -> tuple[str, ...]:
    """The variables that take part in a sync with `source`, in reading order."""
    return source_named(source).trusted


def values_of(item: Item, source: str) -> dict[str, Value]:
    """An item's values for the variables that take part; empty ones are left out."""
    found: dict[str, Value] = {}
    for variable in variables_of(source):
        if variable == "publisher" and item.type.startswith("article-"):
            continue  # no style prints it, and registries name holdings, not imprints
        value: Value | None = (
            item.names.get(variable) or item.dates.get(variable) or item.text.get(variable)
        )
        if isinstance(value, tuple):
            value = tuple(replace(name, orcid="") for name in value)
        if value:
            found[variable] = value
    return found


class Verdict(StrEnum):
    """What a merge says of one field."""

    UNCHANGED = "unchanged"  # nothing to say
    SAME = "same"  # equal in meaning; the person's spelling stays
    UPDATED = "updated"  # the registry's new value is taken
    FILLED = "filled"  # was empty here
    KEPT = "kept"  # the user's value stays, by rule or by decision
    CONFLICT = "conflict"  # both changed, differently; the person's value stays
    DIFFERS = "differs"  # first contact, and the two differ; the person's value stays
    VANISHED = "vanished"  # the registry lost it; what is here stays


OPEN = frozenset([Verdict.CONFLICT, Verdict.DIFFERS])
TAKEN = frozenset([Verdict.UPDATED, Verdict.FILLED])


@dataclass(frozen=True, slots=True)
class FieldMerge:
    """One field's verdict with the three values it was given on (None: absent).

    `similarity` is of mine and theirs; `by_person` says that the person decided.
    """

    variable: str
    verdict: Verdict
    base: Value | None
    mine: Value | None
    theirs: Value | None
    similarity: float = 1.0
    by_person: bool = False

    @property
    def result(self) -> Value | None:
        """What is in the entry afterwards."""
        return self.theirs if self.verdict in TAKEN else self.mine


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the person decided: fields to take or to keep ("*" for all), and what was kept before.

    `kept` maps a field to the fingerprint of the registry's value it was kept against.
    """

    take: Collection[str] = ()
    keep: Collection[str] = ()
    kept: Mapping[str, str] | None = None

    def takes(self, variable: str) -> bool:
        return variable in self.take or "*" in self.take

    def keeps(self, variable: str) -> bool:
        return variable in self.keep or "*" in self.keep


UNDECIDED = Decisions()


def merge_field(
    variable: str,
    base: Value | None,
    mine: Value | None,
    theirs: Value | None,
    *,
    first_contact: bool = False,
    decided: Decisions = UNDECIDED,
) -> FieldMerge:
    """Decide one field. `first_contact`: no record was ever seen for this entry."""

    def verdict(what: Verdict, similarity: float = 1.0, by_person: bool = False) -> FieldMerge:
        return FieldMerge(variable, what, base, mine, theirs, similarity, by_person)

    if not theirs:
        return verdict(Verdict.VANISHED if base else Verdict.UNCHANGED)
    if decided.keeps(variable) and mine and not compare(variable, mine, theirs).agrees:
        return verdict(Verdict.KEPT, compare(variable, mine, theirs).similarity, by_person=True)
    if not mine:
        return _without_mine(variable, base, theirs, decided, verdict(Verdict.FILLED))
    now = compare(variable, mine, theirs)
    if now.agrees:
        if decided.takes(variable) and now.relation is not Relation.SAME:
            return verdict(Verdict.UPDATED, now.similarity, by_person=True)
        if now.refines and _cut_short(mine):
            return verdict(Verdict.FILLED, now.similarity)
        if now.refines and base and compare(variable, mine, base).relation is Relation.SAME:
            return verdict(Verdict.UPDATED, now.similarity)
        unchanged = base is not None and compare(variable, base, theirs).relation is Relation.SAME
        return verdict(Verdict.UNCHANGED if unchanged else Verdict.SAME, now.similarity)
    if decided.takes(variable):
        return verdict(Verdict.UPDATED, now.similarity, by_person=True)
    return verdict(_clash(variable, base, mine, theirs, first_contact, decided), now.similarity)


def _cut_short(value: Value) -> bool:
    """A list of names that ends in "and others": the registry knows them."""
    return isinstance(value, tuple) and bool(value) and value[-1].others


def _without_mine(
    variable: str, base: Value | None, theirs: Value, decided: Decisions, filled: FieldMerge
) -> FieldMerge:
    """The field is empty here: fill it, unless the person took it out after it had been there."""
    by_person = decided.keeps(variable)
    if decided.takes(variable) or (base is None and not by_person):
        return filled
    kept = by_person or _was_kept(variable, theirs, decided)
    kept = kept or (base is not None and compare(variable, base, theirs).agrees)
    verdict = Verdict.KEPT if kept else Verdict.CONFLICT
    return FieldMerge(variable, verdict, base, None, theirs, 0.0, by_person)


def _was_kept(variable: str, theirs: Value, decided: Decisions) -> bool:
    return (decided.kept or {}).get(variable) == fingerprint(theirs)


def _clash(
    variable: str,
    base: Value | None,
    mine: Value,
    theirs: Value,
    first_contact: bool,
    decided: Decisions,
) -> Verdict:
    """Mine and theirs differ: who moved since base?"""
    if _was_kept(variable, theirs, decided):
        return Verdict.KEPT
    if base is None:
        return Verdict.DIFFERS if first_contact else Verdict.CONFLICT
    here: Comparison = compare(variable, base, mine)
    if here.agrees and not here.refines:
        return Verdict.UPDATED
    if compare(variable, base, theirs).agrees:
        return Verdict.KEPT
    return Verdict.CONFLICT


def merge_values(
    base: Mapping[str, Value] | None,
    mine: Mapping[str, Value],
    theirs: Mapping[str, Value],
    *,
    decided: Decisions = UNDECIDED,
    undecided: Mapping[str, Value | None] | None = None,
) -> tuple[FieldMerge, ...]:
    """Merge every field of one entry; fields come in the order of `theirs`, then of `base`.

    `base` is None at first contact. `undecided` holds the fields an earlier merge left open,
    each with the base it was left at (None: first contact): they are asked again until decided.
    """
    left = undecided or {}
    merged = []
    for variable in dict.fromkeys([*theirs, *(base or {}), *left]):
        was = left[variable] if variable in left else (base or {}).get(variable)
        first = base is None or (variable in left and was is None)
        theirs_value = theirs.get(variable)
        mine_value = _mine(variable, mine, theirs_value)
        merged.append(
            merge_field(
                variable, was, mine_value, theirs_value, first_contact=first, decided=decided
            )
        )
    return tuple(merged)


_LOCATORS = ("page", "number")


def _mine(variable: str, mine: Mapping[str, Value], theirs: Value | None) -> Value | None:
    """The entry's value; a page number counts as an article number and the other way round."""
    value = mine.get(variable)
    if value or variable not in _LOCATORS or not theirs:
        return value
    other = mine.get(_LOCATORS[1 - _LOCATORS.index(variable)])
    return other if other and compare("page", other, theirs).agrees else value


@dataclass(frozen=True, slots=True)
class Upstream:
    """What a registry said: the record as an item, who said it of what, when, and its own dates.

    `status`: that the work was retracted, withdrawn, removed or doubted.
    """

    item: Item
    identifier: str
    source: str
    asked: str = ""
    indexed: str = ""
    deposited: str = ""
    status: str = ""


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
    return _merge(mine, theirs, lock, Decisions(take, keep, lock.kept if lock else None), answer)


def merge_again(
    mine: Item,
    lock: LockEntry,
    *,
    take: frozenset[str] = frozenset(),
    keep: frozenset[str] = frozenset(),
) -> EntryMerge:
    """Merge with what the lock remembers, without asking anyone."""
    theirs = {v: decode(v, line) for v, line in lock.values.items() if v not in lock.gone}
    return _merge(mine, theirs, lock, Decisions(take, keep, lock.kept), None)


def _same_record(lock: LockEntry, answer: Upstream) -> bool:
    same = lock.identifier.lower() == answer.identifier.lower()
    return same and lock.source == answer.source


def _merge(
    mine: Item,
    theirs: dict[str, Value],
    lock: LockEntry | None,
    decided: Decisions,
    answer: Upstream | None,
) -> EntryMerge:
    source = answer.source if answer else lock.source if lock else ""
    base = {v: decode(v, line) for v, line in lock.values.items()} if lock else None
    undecided: dict[str, Value | None] = {
        v: decode(v, line) if line else None for v, line in (lock.undecided if lock else {}).items()
    }
    gone = lock.gone if lock else frozenset()
    fields = merge_values(
        base, values_of(mine, source), theirs, decided=decided, undecided=undecided
    )
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
            if f.by_person or _kept_before(lock, f):
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
        status=answer.status if answer else known.status,
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
