"""Read, rewrite and change every .bib file of a folder: `python -m tests.bib_roundtrip DIR`.

Works on copies. Each file is written back as read, one field of it is changed, one entry is
added, and every byte outside the change is compared. `--reference TSV` compares the entries
found with counts of other readers (a header line; file, then one count for each reader).
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from citare.bibtex.editing import AddEntry, EditEntry, revise
from citare.bibtex.nodes import Comment, Document, Failed, Junk
from citare.bibtex.scanner import parse
from citare.disk.files import BibFiles
from citare.errors import EncodingError, UnsafeEdit

SUFFIXES = {".bib", ".bibtex", ".biblatex"}
KEY = "citare:roundtrip-added"
_BLOCK = re.compile(r"@[ \t]*[A-Za-z]+\s*[{(]")


@dataclass
class Tally:
    """What happened over all files."""

    files: int = 0
    identical: int = 0
    edited: int = 0
    added: int = 0
    refused: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    entries: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    counts: dict[str, tuple[int, str]] = field(default_factory=dict)


def bib_paths(folder: Path) -> Iterator[Path]:
    """The bibliography files below a folder, in order."""
    return (p for p in sorted(folder.rglob("*")) if p.suffix in SUFFIXES and p.is_file())


def check_file(path: Path, name: str, scratch: Path, tally: Tally) -> None:
    """One file: rewrite, edit a field, add an entry."""
    data = path.read_bytes()
    copy = scratch / "copy.bib"
    copy.write_bytes(data)
    files = BibFiles([copy], scratch / "state")
    try:
        text = files.read(str(copy))
    except EncodingError as error:
        tally.refused.append(f"{name}: {error.message}")
        tally.counts[name] = (0, "UTF-16")
        return
    document = parse(text, name)
    tally.entries += len(document.entries)
    tally.findings.update(f.code for f in document.findings)
    tally.counts[name] = (len(document.entries), disabled(document))
    rewritten = "".join(segment.text for segment in document.segments)
    same = rewritten == text and not files.write(str(copy), rewritten)
    tally.identical += same and copy.read_bytes() == data
    for change in (_edit, _add):
        copy.write_bytes(data)
        files = BibFiles([copy], scratch / "state")
        files.read(str(copy))
        try:
            change(document, files, copy, data, tally)
        except UnsafeEdit as error:
            tally.refused.append(f"{name}: {error.message}")


def _edit(document: Document, files: BibFiles, copy: Path, data: bytes, tally: Tally) -> None:
    """Change one field in the middle of the file; all other bytes must stay."""
    editable = [e for e in document.entries if e.fields]
    if not editable:
        return
    entry = editable[len(editable) // 2]
    one = entry.field(entry.fields[len(entry.fields) // 2].name)
    assert one is not None
    revised = revise(document, [EditEntry(entry, {one.name: "A {new} value"})])
    encoding = files.decoded(str(copy)).encoding
    files.write(str(copy), revised.text)
    after = copy.read_bytes()
    old = document.text[one.value_start : one.value_end]
    _compare(data, after, max(len((old + " ").encode(e)) for e in ("utf-8", encoding)))
    again = next(e for e in revised.document.entries if e.start == entry.start)
    assert not revise(revised.document, [EditEntry(again, {one.name: "A {new} value"})]).edits
    tally.edited += 1


def _add(document: Document, files: BibFiles, copy: Path, data: bytes, tally: Tally) -> None:
    """Add one entry; every byte that was there must stay."""
    fields = {"author": "Curie, Marie", "title": "{Radium} and Würde", "year": "1911"}
    revised = revise(document, [AddEntry("article", KEY, fields)])
    files.write(str(copy), revised.text)
    _compare(data, copy.read_bytes(), 0)
    assert len(revised.document.entries) == len(document.entries) + 1
    tally.added += 1


def _compare(before: bytes, after: bytes, changed: int) -> None:
    """All but at most `changed` bytes in a row must be there still."""
    limit = min(len(before), len(after))
    head = next((i for i in range(limit) if before[i] != after[i]), limit)
    limit -= head
    tail = next((i for i in range(limit) if before[-1 - i] != after[-1 - i]), limit)
    lost = len(before) - head - tail
    assert lost <= changed, f"{lost} bytes changed, {changed} were meant"


def disabled(document: Document) -> str:
    """Why a reader that counts every `@` finds more."""
    found = Counter[str]()
    for segment in document.segments:
        if isinstance(segment, Failed):
            found["with neither key nor fields"] += 1
        elif isinstance(segment, Comment):
            found["inside @comment{...}"] += len(_BLOCK.findall(segment.text, 2))
        elif isinstance(segment, Junk):
            lines = (line for line in segment.text.splitlines() if "%" in line)
            found["commented out by %"] += sum(len(_BLOCK.findall(line)) for line in lines)
    return ", ".join(f"{n} {what}" for what, n in found.items() if n)


def compare_with(reference: Path, tally: Tally) -> None:
    """Print how many entries other readers found, and where they found more."""
    with reference.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, delimiter="\t")
    rows = [row for row in rows if row[0] in tally.counts]
    fewer = 0
    for row in rows:
        ours, reason = tally.counts[row[0]]
        best = max(int(n) for n in row[1:])
        if ours < best:
            fewer += 1
            print(f"fewer: {row[0]}: {ours}, the best finds {best} ({reason or 'no reason'})")
    totals = ", ".join(
        f"{name} {sum(int(r[i]) for r in rows)}" for i, name in enumerate(header) if i
    )
    print(f"entries: citare {sum(tally.counts[r[0]][0] for r in rows)}, {totals}")
    print(f"files with fewer entries than the best reader: {fewer} of {len(rows)}")


def run(folder: Path) -> Tally:
    """Check all files of a folder."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as scratch:
        for path in bib_paths(folder):
            tally.files += 1
            name = path.relative_to(folder).as_posix()
            try:
                check_file(path, name, Path(scratch), tally)
            except Exception:
                tally.failures.append(f"{name}: {traceback.format_exc(limit=-2)}")
    return tally


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bib_roundtrip", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reference", type=Path)
    parser.add_argument("--findings", action="store_true", help="count findings by code")
    options = parser.parse_args(arguments)
    tally = run(options.folder)
    for line in (*tally.refused, *tally.failures):
        print(line)
    if options.findings:
        for code, count in tally.findings.most_common():
            print(f"{count:7} {code}")
    if options.reference:
        compare_with(options.reference, tally)
    print(f"one field changed in {tally.edited} files, one entry added to {tally.added}")
    print(
        f"identical {tally.identical} of {tally.files} files, {tally.entries} entries, "
        f"{len(tally.failures)} exceptions"
    )
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
