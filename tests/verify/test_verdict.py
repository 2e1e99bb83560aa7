"""Verdicts, their findings and exit codes."""

from citare.findings import Place
from citare.model.standing import Standing
from citare.sources.status import Notice, Status
from citare.verify.mismatch import Mismatch
from citare.verify.verdict import (
    SEVERITIES,
    Existence,
    Result,
    confirmed_or_differs,
    findings,
    from_existence,
)

RETRACTED = Status((Notice(Standing.RETRACTED, "10.1/r", "2010-02-02", ("Retraction Watch",)),))
WRONG = (Mismatch("title", "A", "B", 0.4),)
ASKED = "2026-11-22T08:00:00Z"


def test_sound_reference_has_no_finding() -> None:
    verdict = confirmed_or_differs("k", "10.1/x", "crossref", ASKED, (), Status())
    assert (verdict.result, verdict.exit_code) == (Result.CONFIRMED, 0)
    assert findings(verdict) == ()


def test_retracted_reference_is_confirmed_and_still_a_fault() -> None:
    verdict = confirmed_or_differs("k", "10.1/x", "crossref", ASKED, (), RETRACTED)
    assert (verdict.result, verdict.exit_code) == (Result.CONFIRMED, 1)
    (finding,) = findings(verdict, Place("a.bib", 3, 1, key="k"))
    assert finding.code == "retracted"
    assert finding.message == (
        "retracted on 2010-02-02, according to Retraction Watch: see 10.1/r "
        "(Crossref on 2026-11-22)"
    )


def test_four_references_four_answers() -> None:
    verdicts = [
        confirmed_or_differs("a", "10.1/a", "crossref", ASKED, (), Status()),
        confirmed_or_differs("b", "10.1/b", "crossref", ASKED, WRONG, Status()),
        from_existence("c", "10.1/c", Existence("unregistered-doi", "no such DOI")),
        from_existence("d", "10.1/d", Existence("not-checked", "timed out", unknown=True)),
    ]
    assert [v.result for v in verdicts] == list(Result)
    assert [v.exit_code for v in verdicts] == [0, 1, 1, 4]
    codes = [[f.code for f in findings(v)] for v in verdicts]
    assert codes == [[], ["mismatch"], ["unregistered-doi"], ["not-checked"]]


def test_alias_preprint_and_notice_are_told() -> None:
    status = Status(notice_of=("10.1/p",), published_as="10.2/v", contradiction="they contradict")
    verdict = confirmed_or_differs("k", "10.1/old", "crossref", ASKED, (), status, "10.1/new")
    codes = {f.code for f in findings(verdict)}
    assert codes == {"alias-doi", "superseded-preprint", "cites-notice", "contradictory-status"}
    assert codes <= set(SEVERITIES)
