"""`citare rules` lists and explains."""

from __future__ import annotations

from citare.lint.registry import EXPLAINED
from tests.cli.conftest import Citare


def test_every_rule_is_listed_once(citare: Citare) -> None:
    said = citare("rules", "--json").json["rules"]
    assert [one["code"] for one in said] == [rule.code for rule in EXPLAINED]
    out = citare("rules").out
    assert all(f"  {rule.code} " in out for rule in EXPLAINED)


def test_one_rule_is_explained_by_its_text(citare: Citare) -> None:
    out = citare("rules", "page-range").out
    for part in ("page-range (pages, warning, on)", "What: ", "Why: ", "Example:", "Fix: "):
        assert part in out


def test_an_unknown_rule_ends_with_5_and_names_the_likely_one(citare: Citare) -> None:
    done = citare("rules", "page-rnge")
    assert done.code == 5
    assert "did you mean page-range?" in done.err
