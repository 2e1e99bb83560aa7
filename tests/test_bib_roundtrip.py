"""The round trip over a folder of files ends with every file identical."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.bib_roundtrip import main, run
from tests.bibtex.bib_texts import DATA, shared_folder


def test_the_sample_files_come_back_identical(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(DATA, tmp_path / "bib")
    (tmp_path / "bib" / "latin.bib").write_bytes(b"@misc{a, title = {W\xfcrde}}\r\n")
    reference = tmp_path / "reference.tsv"
    reference.write_text("file\tother\nodd.bib\t9\nbroken.bib\t3\n", encoding="utf-8")
    assert main([str(tmp_path / "bib"), "--reference", str(reference), "--findings"]) == 0
    printed = capsys.readouterr().out
    assert "identical 3 of 3 files" in printed and "0 exceptions" in printed
    assert "fewer: odd.bib: 7, the best finds 9" in printed


@pytest.mark.shared
def test_other_peoples_files_come_back_identical(tmp_path: Path) -> None:
    for path in sorted(shared_folder().rglob("*.bib"))[::12]:
        if path.stat().st_size < 100_000:
            shutil.copy(path, tmp_path / f"{len(list(tmp_path.iterdir()))}.bib")
    tally = run(tmp_path)
    assert tally.failures == []
    assert tally.identical >= tally.files - 2 and tally.files > 100
