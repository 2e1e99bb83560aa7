"""The table of mutations fits the source: each place is found, once, and its tests are there."""

from __future__ import annotations

from tests.bench.mutations import ROOT, NoPlace, place_of
from tests.bench.mutations_table import MUTATIONS


def test_each_mutation_has_its_place() -> None:
    lost = []
    for mutation in MUTATIONS:
        try:
            place_of(mutation, ROOT / "src")
        except NoPlace as error:
            lost.append(str(error))
    assert lost == []


def test_the_tests_of_each_mutation_are_there() -> None:
    tests = {test for mutation in MUTATIONS for test in mutation.tests}
    assert [test for test in sorted(tests) if not (ROOT / test).exists()] == []


def test_names_are_unique() -> None:
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS)
