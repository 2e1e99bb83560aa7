"""Checking texts: fixing, suppression, other producers, and what fails."""

from __future__ import annotations

import pytest

from citare.actions.lint import LintOptions, Producer, Verdicts, lint, threshold
from citare.errors import UsageError
from citare.findings import Finding, Place, Severity
from citare.library.library import Library

RANGE = "@misc{a,\n  author = {Li, A.},\n  title = {A},\n  year = 2020,\n  pages = {1-2},\n}\n"


def codes(text: str, **options: object) -> list[str]:
    result = lint(Library.of({"f.bib": text}), LintOptions(**options))  # type: ignore[arg-type]
    return [finding.code for finding in result.findings]


def with_field(field: str) -> str:
    return RANGE.replace("  pages", f"  {field},\n  pages")


def test_fixing_reports_what_was_fixed_and_what_is_left() -> None:
    result = lint(Library.of({"f.bib": RANGE}), LintOptions(fixing="safe"))
    assert [f.code for f in result.fixed] == ["page-range"]
    assert result.findings == ()
    assert result.files["f.bib"].after == RANGE.replace("1-2", "1--2")
    assert result.files["f.bib"].before == RANGE


def test_a_severity_at_or_above_the_limit_fails() -> None:
    result = lint(Library.of({"f.bib": RANGE}), LintOptions())
    assert [result.fails(w) for w in ("never", "error", "warning", "info")] == [
        False, False, True, True,
    ]  # fmt: skip
    with pytest.raises(UsageError):
        threshold("sometimes")


@pytest.mark.parametrize(
    "text",
    [
        with_field("citare = {allow page-range because printed so}"),
        with_field("citare = {allow empty-field because x; allow page-range because y}"),
        "% citare: allow page-range because printed so\n" + RANGE,
        "@comment{citare: allow page-range, et-al because printed so}\n" + RANGE,
        "% citare: allow-in-file pages because printed so\n\n@misc{b, title = {B}}\n" + RANGE,
    ],
)
def test_a_suppression_in_the_file_hides_the_finding_of_its_entry(text: str) -> None:
    result = lint(Library.of({"f.bib": text}), LintOptions(select=("page-range",)))
    assert [f.code for f in result.suppressed] == ["page-range"]
    assert result.findings == ()


@pytest.mark.parametrize("name", ["a:page-range", "*:page-range", "a:page-*", "a:pages"])
def test_a_suppression_in_the_settings_hides_it_too(name: str) -> None:
    options = LintOptions(select=("page-range",), suppress={name: "printed so"})
    result = lint(Library.of({"f.bib": RANGE}), options)
    assert len(result.suppressed) == 1
    assert result.findings == ()


def test_a_suppressed_finding_is_not_fixed() -> None:
    options = LintOptions(fixing="unsafe", suppress={"a:page-range": "printed so"})
    assert lint(Library.of({"f.bib": RANGE}), options).files["f.bib"].after == RANGE
    text = "% citare: allow page-range because printed so\n" + RANGE
    assert (
        lint(Library.of({"f.bib": text}), LintOptions(fixing="safe")).files["f.bib"].after == text
    )


def test_a_suppression_holds_for_its_entry_only() -> None:
    text = "% citare: allow page-range because so\n" + RANGE + RANGE.replace("{a,", "{b,")
    assert codes(text, select=("page-range",)) == ["page-range"]


def test_an_unused_suppression_and_one_without_reason_are_reported() -> None:
    text = with_field("citare = {allow et-al because x; allow page-range}")
    assert codes(text) == ["suppression-without-reason", "unused-suppression"]


def test_a_suppression_of_a_rule_that_did_not_run_is_not_called_unused() -> None:
    text = with_field("citare = {allow et-al because x}")
    assert codes(text, select=("suppression",)) == []


def test_a_mistyped_code_in_a_suppression_is_reported_with_the_likely_one() -> None:
    options = LintOptions(suppress={"a:page-rang": "x"})
    found = {f.code: f for f in lint(Library.of({"f.bib": RANGE}), options).findings}
    assert "page-range" in found["unused-suppression"].hint


RETRACTED = Finding(
    "retracted", Severity.ERROR, "the work is retracted", Place("f.bib", 1, 1, key="a")
)


def registry(*findings: Finding, not_checked: int = 0) -> Producer:
    verdicts = Verdicts(tuple(findings), not_checked)
    return Producer(frozenset({"retracted", "mismatch"}), lambda _: verdicts)


def test_findings_of_other_producers_join_in() -> None:
    result = lint(Library.of({"f.bib": RANGE}), LintOptions(), [registry(RETRACTED, not_checked=3)])
    assert [f.code for f in result.findings] == ["retracted", "page-range"]
    assert result.not_checked == 3


def test_they_are_selected_ignored_and_suppressed_like_the_rules_own() -> None:
    other = registry(RETRACTED)
    one = lint(Library.of({"f.bib": RANGE}), LintOptions(select=("retracted",)), [other])
    assert [f.code for f in one.findings] == ["retracted"]
    two = lint(Library.of({"f.bib": RANGE}), LintOptions(ignore=("retracted",)), [other])
    assert [f.code for f in two.findings] == ["page-range"]
    three = lint(
        Library.of({"f.bib": RANGE}),
        LintOptions(suppress={"a:retracted": "it is the topic"}),
        [other],
    )
    assert [f.code for f in three.findings] == ["page-range"]


def test_a_producer_whose_codes_are_not_chosen_is_not_asked() -> None:
    def ask(_: object) -> Verdicts:
        raise AssertionError("asked")

    producer = Producer(frozenset({"retracted"}), ask)
    assert lint(
        Library.of({"f.bib": RANGE}), LintOptions(select=("page-range",)), [producer]
    ).findings


@pytest.mark.parametrize("asked", [[], [registry(not_checked=1)]], ids=["local", "outage"])
def test_a_suppression_of_what_was_not_checked_is_neither_unknown_nor_unused(
    asked: list[Producer],
) -> None:
    text = "% citare: allow mismatch because the post quotes it so\n" + RANGE
    result = lint(Library.of({"f.bib": text}), LintOptions(), asked)
    assert "unused-suppression" not in {finding.code for finding in result.findings}
