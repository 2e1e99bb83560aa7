"""Every rule is registered, documented, and shows what its documentation says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citare.library.library import Library
from citare.lint.base import Context, Rule
from citare.lint.registry import CHECKS, RULES
from citare.lint.run import run
from citare.lint.syntax_rules import SYNTAX

SRC = Path(__file__).parents[2] / "src" / "citare"
TODAY = Context("2026-01-31")


def section(rule: Rule, name: str) -> str:
    found = re.search(rf"^{name}:\n(.*?)\n(?=\w+:)", rule.doc + "\nEnd:", re.DOTALL | re.MULTILINE)
    assert found, f"{rule.code} has no {name}"
    return found[1]


def entry(lines: str) -> str:
    return lines if "@" in lines or "%" in lines else f"@article{{key,\n{lines.rstrip()}\n}}\n"


def test_no_rule_file_is_forgotten() -> None:
    files = {p.stem for p in (SRC / "lint" / "rules").glob("*.py")} - {"__init__"}
    assert files == {rule.code.replace("-", "_") for rule in CHECKS}


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.code)
def test_each_rule_says_what_why_example_and_fix(rule: Rule) -> None:
    for name in ("What: ", "Why: ", "Fix: "):
        assert f"\n{name}" in rule.doc, name
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)
    assert rule.title.endswith(".")
    mends = re.search(r"^Fix: (\w+)", rule.doc, re.MULTILINE)
    assert mends
    assert (mends[1] == "None") == (rule.fix == "none")
    assert mends[1] != "Unsafe" or rule.fix == "unsafe"
    assert mends[1] != "Safe" or rule.fix == "safe"


@pytest.mark.parametrize(
    "rule", [r for r in RULES if r.group != "suppression"], ids=lambda r: r.code
)
def test_the_example_is_found_and_the_better_one_is_not(rule: Rule) -> None:
    bad, good = entry(section(rule, "Example")), entry(section(rule, "Rather"))
    found = run(Library.of({"f.bib": bad}), [rule], TODAY)
    assert rule.code in {f.code for f in found}, bad
    assert rule.code not in {f.code for f in run(Library.of({"f.bib": good}), [rule], TODAY)}, good


def test_whatever_the_parser_reports_is_explained() -> None:
    problem = re.compile(r"""(?:roblem|inding)\(\s*"([a-z]+(?:-[a-z]+)+)",""")
    reported: set[str] = set()
    for path in (SRC / "bibtex").glob("*.py"):
        reported |= set(problem.findall(path.read_text(encoding="utf-8")))
    assert reported
    explained = {rule.code for rule in SYNTAX} | {rule.code for rule in CHECKS}
    assert reported - {"inheritance-cycle"} <= explained
