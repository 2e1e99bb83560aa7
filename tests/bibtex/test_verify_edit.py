"""Edits of unknown intent are let through only where they stay in bounds."""

from __future__ import annotations

import pytest

from citare.bibtex.editing import verify_edit
from citare.bibtex.scanner import parse
from citare.changes import splice
from citare.errors import UnsafeEdit
from citare.findings import Edit

TEXT = "@misc{a, title = {A}, year = 2000}\n\n@misc{b, title = {B}}\n@string{s = {S}}\n"


def verify(old: str, new: str, text: str = TEXT) -> None:
    start = text.index(old)
    edits = [Edit(start, start + len(old), new)]
    verify_edit(parse(text), edits, parse(splice(text, edits)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{A}", "{New {A}}"),
        (", year = 2000", ""),
        ("2000}", "2000, note = {x}}"),
        ("a,", "other,"),
        ("misc", "article"),
        ("@misc{b, title = {B}}\n", ""),
        ("2000}\n", "2000}\n\n@misc{new, title = {N}}\n"),
    ],
)
def test_edits_in_bounds_are_let_through(old: str, new: str) -> None:
    verify(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{A}", "{A"),
        ("{A}", "{A}}"),
        ("{A},", '"A,'),
        ("year = 2000}", "year = {2000"),
        ("{A}", "{A}, title2 = {x}} @misc{c"),
        ("{S}", "{S"),
    ],
)
def test_edits_that_reach_further_are_refused(old: str, new: str) -> None:
    with pytest.raises(UnsafeEdit):
        verify(old, new)
