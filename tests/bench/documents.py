"""Citations of real Markdown manuscripts beside `pandoc --citeproc`: texts, entries and CPU time.

    python -m tests.bench.documents FOLDER [--style apa ...] [-v]

Needs pandoc (on the path, or from the package pypandoc_binary). Each manuscript is read with the
.bib files of its folder. Citations are compared as text, in the order of the document, with
white space and dashes folded; entries likewise. Manuscripts that pandoc cannot read are named.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import json
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from citare.actions.cite import CiteOptions, cite_markdown
from citare.disk.encoding import decode
from citare.disk.styles import StyleFiles
from citare.documents.markdown import printed_citations
from citare.documents.printed import listings
from citare.library.library import Library

ENDINGS = (".md", ".markdown", ".qmd", ".rmd")


@dataclass
class Tally:
    """What was compared with what came out."""

    citations: int = 0
    equal: int = 0
    entries: int = 0
    entries_equal: int = 0
    ours: float = 0.0
    pandoc: float = 0.0
    slower: int = 0
    documents: int = 0
    failed: list[str] = field(default_factory=list)
    differences: list[tuple[str, str, str]] = field(default_factory=list)


def pandoc_path() -> str:
    """The pandoc program."""
    found = shutil.which("pandoc")
    if found:
        return found
    path: str = importlib.import_module("pypandoc").get_pandoc_path()
    return path


def manuscripts(folder: Path) -> Iterator[tuple[Path, list[Path]]]:
    """Documents with citations and the .bib files that go with them."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in ENDINGS or not path.is_file():
            continue
        if "@" not in path.read_text(encoding="utf-8", errors="replace"):
            continue
        near = sorted(path.parent.glob("*.bib"))
        top = folder / path.relative_to(folder).parts[0]
        bibs = near or sorted(top.rglob("*.bib"))
        if bibs:
            yield path, bibs


def fold(text: str) -> str:
    """Text for comparing: one space, one dash, no markup of Markdown."""
    text = re.sub(r"<((?:https?|ftp)://[^<>\s]*)>", r"\1", text.replace("\\", ""))
    text = re.sub(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)", r"\1", text)
    text = re.sub(r"[*_`]|<[^<>]*>|\[\^[^\]]*\]", "", text).replace("–", "-").replace("—", "-")
    return re.sub(r"\s+", " ", text).strip()


def plain(inlines: list[Any]) -> str:
    """The text of pandoc's inlines; footnotes are left out."""
    out = []
    for node in inlines:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            out.append(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            out.append(" ")
        elif kind in ("Link", "Span", "Cite", "Quoted"):
            inner = plain(content[1])
            out.append(f"“{inner}”" if kind == "Quoted" else inner)
        elif kind in ("Code", "Math"):
            out.append(content[1])
        elif kind not in ("Note", "RawInline", "Image") and isinstance(content, list):
            out.append(plain(content))
    return "".join(out)


def pandoc_texts(path: Path, bibs: list[Path], csl: Path) -> tuple[list[str], list[str], float]:
    """Pandoc's citations and entries as text, and its CPU seconds."""
    command = [pandoc_path(), str(path), "-f", "markdown", "--citeproc", "-t", "json"]
    command += [f"--bibliography={bib}" for bib in bibs] + [f"--csl={csl}"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    cites: list[str] = []
    entries: list[str] = []

    def walk(node: Any) -> None:
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            content: Any = node.get("c")
            if node.get("t") == "Cite":
                cites.append(fold(plain(content[1])))
                return
            if node.get("t") == "Div" and "csl-entry" in content[0][1]:
                blocks = content[1]
                entries.append(fold(" ".join(plain(b["c"]) for b in blocks if b["t"] == "Para")))
                return
            if node.get("t") == "Figure":  # the caption stands again as the image's description
                walk(content[1])
                return
            for value in node.values():
                walk(value)

    walk(json.loads(done.stdout)["blocks"])
    return cites, entries, seconds


def our_texts(printed: str) -> tuple[list[str], list[str]]:
    """citare's citations and entries, read back from the printed document."""
    cites = []
    for one in printed_citations(printed):
        inner = printed[one.source_end + 2 : one.end - len("</span>")]
        cites.append(fold(inner))
    entries = []
    for listing in listings(printed):
        body = printed[listing.start : listing.end]
        entries += [fold(part) for part in re.split(r"\n\n", body) if part.startswith("<a id")]
    return cites, entries


def compare(path: Path, bibs: list[Path], style: str, tally: Tally) -> None:
    """One document in one style."""
    styles = StyleFiles()
    csl = styles.path(style)
    assert csl is not None
    try:
        theirs, their_entries, seconds = pandoc_texts(path, bibs, csl)
    except (subprocess.SubprocessError, json.JSONDecodeError) as error:
        tally.failed.append(f"{path}: {str(error)[:80]}")
        return
    start = time.process_time()
    text = path.read_text(encoding="utf-8", errors="replace")
    library = Library.of({str(bib): decode(bib.read_bytes(), str(bib)).text for bib in bibs})
    made = cite_markdown(text, str(path), library, styles.load(style), styles, CiteOptions())
    used = time.process_time() - start
    ours, our_entries = our_texts(made.text)
    tally.documents += 1
    tally.ours += used
    tally.pandoc += seconds
    tally.slower += used > seconds
    matcher = difflib.SequenceMatcher(a=theirs, b=ours, autojunk=False)
    tally.citations += len(theirs)
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal":
            tally.equal += a1 - a0
        else:
            name = f"{path.parent.parent.name}/{path.name}"
            pairs = zip_longest(theirs[a0:a1], ours[b0:b1], fillvalue="-")
            tally.differences += [(name, left, right) for left, right in pairs]
    tally.entries += len(their_entries)
    tally.entries_equal += len(set(their_entries) & set(our_entries))


def main() -> int:
    """Compare, and print a line a style."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--style", action="append", default=[])
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    for style in given.style or ["apa"]:
        tally = Tally()
        for path, bibs in manuscripts(given.folder):
            if given.only in str(path):
                compare(path, bibs, style, tally)
        share = tally.equal / tally.citations if tally.citations else 0.0
        print(
            f"{style}: {tally.documents} documents, {tally.equal} of {tally.citations} citations"
            f" equal ({share:.1%}), {tally.entries_equal} of {tally.entries} entries;"
            f" CPU {tally.ours:.1f} s, pandoc {tally.pandoc:.1f} s; slower in {tally.slower}"
        )
        for line in tally.failed:
            print(f"  pandoc failed: {line}")
        if given.verbose:
            for where, left, right in tally.differences:
                print(f"  {where}\n    pandoc {left}\n    citare {right}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
