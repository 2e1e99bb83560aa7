"""Real entries of all kinds become items and entries again without an exception."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from citare.bibtex.macros import macros_of
from citare.bibtex.scanner import parse
from citare.bibtex.writing import check_value
from citare.mapping.reading import to_item
from citare.mapping.writing import to_fields
from citare.model.csl_json import item_from_json, item_to_json

LARGEST = 200_000


@pytest.mark.shared
def test_every_real_entry_is_mapped_and_its_draft_could_be_written() -> None:
    folder = Path(os.environ.get("CITARE_SHARED", "../shared")) / "bibtex"
    if not folder.is_dir():
        pytest.skip("needs the real .bib files")
    count = 0
    for path in sorted(folder.rglob("*.bib")):
        if path.stat().st_size > LARGEST:
            continue
        document = parse(path.read_text(encoding="latin-1"), path.name)
        (macros,) = macros_of([document])
        for entry in document.entries:
            item, _ = to_item(entry.type, entry.key, macros.fields(entry))
            assert item_from_json(item_to_json(item)) == item
            for name, value in to_fields(item, dialect="biblatex").fields.items():
                if name not in item.extra.get("bibtex", {}):
                    check_value(name, value)
            count += 1
    assert count > 10_000
