"""The result of a comparison: same, compatible or different, how alike, and which says more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from citare.text.similarity import similarity


class Relation(StrEnum):
    """How the second value relates to the first."""

    SAME = "same"
    COMPATIBLE = "compatible"  # one says more, neither contradicts
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A relation, a similarity from 0 to 1, and whether the second value says more."""

    relation: Relation
    similarity: float
    refines: bool = False

    @property
    def agrees(self) -> bool:
        """Same or compatible."""
        return self.relation is not Relation.DIFFERENT


SAME = Comparison(Relation.SAME, 1.0)


def exact(first: str, second: str) -> Comparison:
    """Two normal forms: the same or different, nothing between."""
    if first == second:
        return SAME
    return Comparison(Relation.DIFFERENT, min(similarity(first, second), 0.999))


def from_score(agrees: bool, score: float, refines: bool) -> Comparison:
    """From a comparison of parts: agrees, similarity, the second says more."""
    if not agrees:
        return Comparison(Relation.DIFFERENT, min(score, 0.999))
    if score >= 1.0 and not refines:
        return SAME
    return Comparison(Relation.COMPATIBLE, score, refines)
