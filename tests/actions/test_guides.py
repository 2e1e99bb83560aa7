"""Works of every kind print as the guides of ten styles want them.

`data/guides/types.bib` has one invented entry a kind; `data/guides/printed.tsv` one line a kind and
style, checked by hand against the guide's rule, which the line states. Where the style file itself
falls short of its guide, the line says how: citare prints what the style says.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from citare.actions.render import render_items
from citare.actions.styles import resolve
from citare.library.library import Library
from tests.csl_suite import FILES

DATA = Path(__file__).parents[1] / "data" / "guides"
LOCALES = {"harvard": "en-GB"}  # the style file has no language, its guide is British


class Line(NamedTuple):
    """One work in one style."""

    key: str
    style: str
    printed: str
    limit: str
    rule: str


LINES = [
    Line(*line.split("\t"))
    for line in (DATA / "printed.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
LIBRARY = Library.of({"types.bib": (DATA / "types.bib").read_text(encoding="utf-8")})
ITEMS = {record.key: record.item for record in LIBRARY.records}


@pytest.mark.parametrize("style", dict.fromkeys(line.style for line in LINES))
def test_each_kind_of_work_prints_as_its_line_says(style: str) -> None:
    """Rendered alone, without the number of a numbered style."""
    compiled = FILES.load(resolve(FILES, style))
    for line in LINES:
        if line.style != style:
            continue
        items = [ITEMS[line.key]]
        text = render_items(items, compiled, FILES, language=LOCALES.get(style, "")).text.strip()
        assert text.removeprefix("1. ").removeprefix("[1] ").removeprefix("(1) ") == line.printed, (
            line.rule
        )


def test_the_table_is_whole() -> None:
    """Thirty kinds and more in ten styles, each with a rule."""
    assert len(ITEMS) >= 30
    assert {(line.key, line.style) for line in LINES} == {
        (key, style) for key in ITEMS for style in dict.fromkeys(line.style for line in LINES)
    }
    assert len({line.style for line in LINES}) == 10
    assert all(len(line.rule) > 20 for line in LINES)
