"""A baseline hides what was there, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citare.errors import InputError
from citare.findings import Finding, Place, Severity
from citare.lint.baseline import baseline_of, new_findings, read_baseline, write_baseline

PLACES = st.builds(
    Place,
    file=st.sampled_from(["a.bib", "ü/b.bib", ""]),
    line=st.integers(0, 9),
    key=st.text('k"\\é', max_size=2),
    field=st.sampled_from(["", "title"]),
)
FINDINGS = st.lists(
    st.builds(
        Finding,
        code=st.sampled_from(["page-range", "empty-field"]),
        severity=st.sampled_from(Severity),
        message=st.text(max_size=3),
        place=PLACES,
    ),
    max_size=8,
)


@given(FINDINGS)
def test_a_baseline_is_read_back_and_hides_all_that_it_was_made_of(found: list[Finding]) -> None:
    known = baseline_of(found, str)
    assert read_baseline(write_baseline(known), "b.json") == known
    assert new_findings(found, known, str) == ()


def test_a_second_finding_of_the_kind_is_new_wherever_its_line_is() -> None:
    old = Finding("page-range", Severity.WARNING, "m", Place("a.bib", 3, 1, key="k", field="pages"))
    moved = Finding(
        "page-range", Severity.WARNING, "m", Place("a.bib", 9, 1, key="k", field="pages")
    )
    known = baseline_of([old], str)
    assert new_findings([moved], known, str) == ()
    assert new_findings([moved, old], known, str) == (old,)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema_version": 9, "findings": []}', "@misc{"]
)
def test_another_file_is_not_taken_for_a_baseline(text: str) -> None:
    with pytest.raises(InputError):
        read_baseline(text, "b.json")
