"""What the lock knows of retractions is told without asking again."""

from __future__ import annotations

from pathlib import Path

from citare.actions.lock import answer_of
from citare.library.library import Library
from citare.merging.lock import Lock, dump_lock
from citare.merging.merge import merge_entry
from citare.sources.crossref import found_of
from tests.cli.conftest import Citare

BIB = "@article{jay, author = {Rud, Kai}, title = {Of jays}, journal = {Birds}, year = 2011}\n"
WORK = {
    "DOI": "10.5555/jay",
    "type": "journal-article",
    "title": ["Of jays"],
    "author": [{"family": "Rud", "given": "Kai"}],
    "updated-by": [{"DOI": "10.5555/notice", "type": "retraction", "label": "Retraction"}],
}


def test_a_retraction_is_kept_in_the_lock_and_told_when_printing(
    project: Path, citare: Citare
) -> None:
    (project / "refs").mkdir(exist_ok=True)
    (project / "refs" / "a.bib").write_text(BIB, encoding="utf-8")
    record = Library.of({"refs/a.bib": BIB}).records[0]
    entry = merge_entry(record.item, answer_of(found_of(WORK))).lock
    assert entry.status == "retraction"
    text = dump_lock(Lock({"jay": entry}))
    assert "\n@status = retraction\n" in text
    (project / "refs" / "citare.lock").write_text(text, encoding="utf-8")
    for command in (("render", "-s", "apa"), ("export", "-f", "ris")):
        done = citare(*command)
        assert done.code == 0, done.err
        assert "jay: the registry has a notice of retraction" in done.err
