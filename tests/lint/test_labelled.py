"""Findings on real files, labelled by reading: nearly all are true, and most are wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from citare.actions.lint import LintOptions, lint
from citare.disk.encoding import decode
from citare.library.library import Library
from tests.shared import shared

LABELS = Path(__file__).parent / "labelled_findings.tsv"


def labels() -> dict[tuple[str, str, str, str], tuple[bool, bool]]:
    """By file, code, key and field: whether the finding is true, and whether it is wanted."""
    found = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            file, code, key, field, true, wanted = line.split("\t")
            found[file, code, key, field] = (true == "1", wanted == "1")
    return found


@pytest.mark.shared
def test_of_the_findings_shown_97_in_100_are_true_and_85_in_100_are_wanted() -> None:
    """Matters of house style are one finding a file, so few of those are shown."""
    known, folder = labels(), shared("bibtex")
    shown = []
    for file in dict.fromkeys(mark[0] for mark in known):
        text = decode((folder / file).read_bytes(), file).text
        result = lint(Library.of({file: text}), LintOptions(today="2026-11-30"))
        for finding in result.findings:
            place = finding.place
            label = known.get((place.file, finding.code, place.key, place.field))
            if label is not None:
                shown.append(label)
    true = sum(label[0] for label in shown)
    wanted = sum(label[1] for label in shown)
    print(f"\n{len(shown)} labelled findings shown: {true} true, {wanted} wanted")
    assert len(shown) >= 200
    assert true >= 0.97 * len(shown)
    assert wanted >= 0.85 * len(shown)
