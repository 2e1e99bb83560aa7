"""The three-way merge of one entry: what was said last, what stands here, what is said now.

Each field is decided on meaning (compare/values). Nothing is ever blanked, what is equal in
meaning keeps the person's spelling, and what cannot be decided is left as it is and reported.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from citare.compare.relation import Comparison, Relation
from citare.compare.values import Value, compare, fingerprint


class Verdict(StrEnum):
    """What a merge says of one field."""

    UNCHANGED = "unchanged"  # nothing to say
    SAME = "same"  # equal in meaning; the person's spelling stays
    UPDATED = "updated"  # the registry's new value is taken
    FILLED = "filled"  # was empty here
    KEPT = "kept"  # the person's value stays, by rule or by word
    CONFLICT = "conflict"  # both changed, differently; the person's value stays
    DIFFERS = "differs"  # first contact, and the two differ; the person's value stays
    VANISHED = "vanished"  # the registry lost it; what is here stays


OPEN = frozenset([Verdict.CONFLICT, Verdict.DIFFERS])
TAKEN = frozenset([Verdict.UPDATED, Verdict.FILLED])


@dataclass(frozen=True, slots=True)
class FieldMerge:
    """One field's verdict with the three values it was given on (None: absent).

    `similarity` is of mine and theirs; `by_word` says that the person decided.
    """

    variable: str
    verdict: Verdict
    base: Value | None
    mine: Value | None
    theirs: Value | None
    similarity: float = 1.0
    by_word: bool = False

    @property
    def result(self) -> Value | None:
        """What stands in the entry afterwards."""
        return self.theirs if self.verdict in TAKEN else self.mine


@dataclass(frozen=True, slots=True)
class Words:
    """What the person has said: fields to take or to keep ("*" for all), and what was kept before.

    `kept` maps a field to the fingerprint of the registry's value it was kept against.
    """

    take: Collection[str] = ()
    keep: Collection[str] = ()
    kept: Mapping[str, str] | None = None

    def takes(self, variable: str) -> bool:
        return variable in self.take or "*" in self.take

    def keeps(self, variable: str) -> bool:
        return variable in self.keep or "*" in self.keep


NO_WORDS = Words()


def merge_field(
    variable: str,
    base: Value | None,
    mine: Value | None,
    theirs: Value | None,
    *,
    first_contact: bool = False,
    words: Words = NO_WORDS,
) -> FieldMerge:
    """Decide one field. `first_contact`: no record was ever seen for this entry."""

    def verdict(what: Verdict, similarity: float = 1.0, by_word: bool = False) -> FieldMerge:
        return FieldMerge(variable, what, base, mine, theirs, similarity, by_word)

    if not theirs:
        return verdict(Verdict.VANISHED if base else Verdict.UNCHANGED)
    if words.keeps(variable) and mine and not compare(variable, mine, theirs).agrees:
        return verdict(Verdict.KEPT, compare(variable, mine, theirs).similarity, by_word=True)
    if not mine:
        return _without_mine(variable, base, theirs, words, verdict(Verdict.FILLED))
    now = compare(variable, mine, theirs)
    if now.agrees:
        if words.takes(variable) and now.relation is not Relation.SAME:
            return verdict(Verdict.UPDATED, now.similarity, by_word=True)
        if now.refines and _cut_short(mine):
            return verdict(Verdict.FILLED, now.similarity)
        if now.refines and base and compare(variable, mine, base).relation is Relation.SAME:
            return verdict(Verdict.UPDATED, now.similarity)
        unchanged = base is not None and compare(variable, base, theirs).relation is Relation.SAME
        return verdict(Verdict.UNCHANGED if unchanged else Verdict.SAME, now.similarity)
    if words.takes(variable):
        return verdict(Verdict.UPDATED, now.similarity, by_word=True)
    return verdict(_clash(variable, base, mine, theirs, first_contact, words), now.similarity)


def _cut_short(value: Value) -> bool:
    """A list of names that ends in "and others": the registry knows them."""
    return isinstance(value, tuple) and bool(value) and value[-1].others


def _without_mine(
    variable: str, base: Value | None, theirs: Value, words: Words, filled: FieldMerge
) -> FieldMerge:
    """The field is empty here: fill it, unless the person took it out after it had been there."""
    by_word = words.keeps(variable)
    if words.takes(variable) or (base is None and not by_word):
        return filled
    kept = by_word or _was_kept(variable, theirs, words)
    kept = kept or (base is not None and compare(variable, base, theirs).agrees)
    verdict = Verdict.KEPT if kept else Verdict.CONFLICT
    return FieldMerge(variable, verdict, base, None, theirs, 0.0, by_word)


def _was_kept(variable: str, theirs: Value, words: Words) -> bool:
    return (words.kept or {}).get(variable) == fingerprint(theirs)


def _clash(
    variable: str,
    base: Value | None,
    mine: Value,
    theirs: Value,
    first_contact: bool,
    words: Words,
) -> Verdict:
    """Mine and theirs differ: who moved since base?"""
    if _was_kept(variable, theirs, words):
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
    words: Words = NO_WORDS,
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
            merge_field(variable, was, mine_value, theirs_value, first_contact=first, words=words)
        )
    return tuple(merged)


_LOCATORS = ("page", "number")


def _mine(variable: str, mine: Mapping[str, Value], theirs: Value | None) -> Value | None:
    """The entry's value; a page number stands for an article number and the other way round."""
    value = mine.get(variable)
    if value or variable not in _LOCATORS or not theirs:
        return value
    other = mine.get(_LOCATORS[1 - _LOCATORS.index(variable)])
    return other if other and compare("page", other, theirs).agrees else value
