"""bibtexparser 2 and this scanner read the same on well-formed entries."""

from __future__ import annotations

import pytest

from citare.bibtex.interop import read_alike
from citare.bibtex.scanner import parse
from tests.bibtex.bib_texts import BROKEN, ODD, shared_texts


def test_well_formed_entries_are_read_alike() -> None:
    document = parse(ODD)
    alike = [e.key for e in document.entries if read_alike(e)]
    assert alike == ["Knuth:1984", "paren-key:1", "Knuth:1984b", "Knuth:1984"]


def test_a_mended_entry_is_never_read_alike() -> None:
    assert {e.key for e in parse(BROKEN).entries if read_alike(e)} == {"ok1", "ok2", ""}


@pytest.mark.shared
def test_other_peoples_entries_are_read_alike() -> None:
    """All but entries with repeated fields, remarks, odd types, parentheses, or `\\{`."""
    seen = other = 0
    for _, text in shared_texts(150, seed=4, longest=60_000):
        for entry in parse(text).entries:
            names = [f.name for f in entry.fields]
            plain = len(set(names)) == len(names) and entry.type.isalpha() and entry.key
            if entry.clean and plain and not set("(%\\") & set(entry.text):
                seen += 1
                other += not read_alike(entry)
    assert seen > 300 and other <= seen // 200
