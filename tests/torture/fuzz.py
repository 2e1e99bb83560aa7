"""Mutated texts of every kind that citare reads: nothing may raise, and no byte may be lost."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from citare.bibtex.editing import AddEntry, EditEntry, RemoveEntry, revise
from citare.bibtex.nodes import Document
from citare.bibtex.scanner import parse
from citare.disk.files import BibFiles
from citare.documents.base import replace_keys
from citare.documents.registry import syntax_for
from citare.errors import CitareError, UnsafeEdit
from citare.exchange.registry import FORMATS
from citare.library.library import Library
from citare.lint.run import apply_fixes, chosen, run
from citare.matching.citation import parse_citation
from citare.merging.lock import dump_lock, parse_lock
from citare.model.identifiers import normalise_doi

DATA: Final = Path(__file__).parents[1] / "data"
HOSTILE: Final = (
    *("{", "}", '"', "@", "#", ",", "=", "%", "\\", "$", "&", "\n", "\r\n", "\x00", "\ufeff"),
    *(
        "@misc{",
        "@string{",
        "@comment{",
        " and ",
        "{{",
        "}}",
        "\\{",
        "\\'",
        "é",
        "\u202e",
        "\U0001f600",
    ),
    *("crossref = {a},", "date = {../..},", "doi = {10.1/},", "<i>", "</i>", "&amp;", "ER  - \n"),
    *("[@a]", "\\cite{a}", "---\n", "a" * 300, "{" * 40, "- ", ": ", "\t", "\u0301", "\u00ad"),
)
DOCUMENTS: Final = {
    "a.md": "---\ntitle: T\n---\n\nSee [@a, p. 3; -@b] and @{c}. `@d`\n\n```\n[@e]\n```\n",
    "a.tex": "\\cite[see][3]{a,b} % \\cite{c}\n\\begin{verbatim}\\cite{d}\\end{verbatim}\n",
    "a.typ": '#cite(<a>, supplement: [p. 3]) @b "@c" // @d\n#bibliography("refs.bib")\n',
}
LOCK: Final = (
    '[a]\nidentifier = "10.1/x"\nsource = "crossref"\ntitle = "T"\nauthor = "Li, A. and Wu, B."\n'
)
CITATIONS: Final = (
    "Müller AB, Okafor C. Seasonal change in the diet of foxes. J Anim Ecol. 2011;45(3):123-34.",
    "Ning, Y. (2025). How can “AI” transform the training of physicians? The Lancet, 7(10), e1.",
    "doi:10.1000/182; PMID: 39871336, arXiv:2101.00001v2 [cs.CL], ISBN 978-0-306-40615-7",
)


@dataclass
class Tally:
    """What has come of it so far; `crashes` and `lost` name their inputs."""

    inputs: int = 0
    crashes: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    lost_bytes: int = 0

    def lose(self, what: str, text: str, amount: int = 1) -> None:
        self.lost_bytes += max(1, amount)
        self.lost.append(f"{what}: {text[:400]!r}")


def mutated(text: str, choose: random.Random) -> str:
    """The text with some of it cut, doubled, moved or replaced by something hostile."""
    for _ in range(choose.randint(1, 6)):
        start = choose.randrange(len(text) + 1)
        end = min(len(text), start + choose.choice((0, 1, 1, 2, 8, 60)))
        piece = choose.choice(
            ("", choose.choice(HOSTILE), text[start:end] * 2, choose.choice(HOSTILE) * 3)
        )
        text = text[:start] + piece + text[end:]
    return text


def _corpus() -> Iterator[tuple[str, str]]:
    """Name and text of everything that is mutated. Long files in parts."""
    for path in sorted([*(DATA / "bib").iterdir(), *(DATA / "exchange").iterdir()]):
        text = path.read_bytes().decode("utf-8")
        for at in range(0, len(text), 2500):
            yield path.name, text[at : at + 2500]
    for name, text in DOCUMENTS.items():
        yield name, text
    yield "citare.lock", LOCK
    for text in CITATIONS:
        yield "citation", text


CORPUS: Final = tuple(_corpus())


def fuzz(seed: int, tally: Tally, folder: Path) -> None:
    """Try one mutated input, chosen by the seed."""
    choose = random.Random(seed)
    name, text = choose.choice(CORPUS)
    text = mutated(text, choose)
    tally.inputs += 1
    try:
        _checks(name)(text, choose, tally, folder)
    except CitareError:
        pass
    except Exception as error:  # what the fuzz is for
        tally.crashes.append(f"seed {seed}, {name}: {error!r}")


Check = Callable[[str, random.Random, Tally, Path], None]


def _checks(name: str) -> Check:
    if name.endswith(".bib"):
        return _bib
    if name == "citare.lock":
        return _lock
    if name == "citation":
        return _citation
    return _document if name in DOCUMENTS else _exchange


def _bib(text: str, choose: random.Random, tally: Tally, folder: Path) -> None:
    document = parse(text, "f.bib")
    if "".join(segment.text for segment in document.segments) != text:
        tally.lose("segments", text)
    library = Library([document])
    for record in library.records:
        _ = record.item, record.fields
    run(library, chosen())
    fixed = apply_fixes(library, chosen(), unsafe=choose.random() < 0.5)
    if len(fixed.library.records) < len(library.records):
        tally.lose("records after fixing", text, len(library.records))
    if document.entries:
        _edit(document, choose, tally)
    _bytes(text, choose, tally, folder)


def _edit(document: Document, choose: random.Random, tally: Tally) -> None:
    entry = choose.choice(document.entries)
    change = choose.choice(
        (
            EditEntry(entry, {"title": choose.choice(HOSTILE), "note": "x"}),
            EditEntry(entry, key="new:key"),
            RemoveEntry(entry),
            AddEntry("misc", "new", {"title": choose.choice(HOSTILE)}, entry),
        )
    )
    try:
        revised = revise(document, [change])
    except UnsafeEdit:
        return
    for other in document.entries:
        if other is not entry and other.text not in revised.text:
            tally.lose("another entry", document.text, len(other.text))


def _bytes(text: str, choose: random.Random, tally: Tally, folder: Path) -> None:
    """Written back as it was read, and with one line more, in any encoding."""
    encoding = choose.choice(("utf-8", "utf-8-sig", "latin-1", "utf-16", "cp1252"))
    data = text.encode(encoding, "ignore")
    path = folder / "f.bib"
    path.write_bytes(data)
    files = BibFiles([path], folder / "state")
    read = files.read(str(path))
    files.write(str(path), read)
    if path.read_bytes() != data:
        tally.lose(f"bytes in {encoding}", text, len(data))
    files.write(str(path), read + "% more\n")
    mark = data[:2] if encoding == "utf-16" else b""
    if not path.read_bytes().startswith(data.removesuffix(b"\n") if mark else data):
        tally.lose(f"bytes before a new line in {encoding}", text, len(data))


def _lock(text: str, choose: random.Random, tally: Tally, folder: Path) -> None:
    lock, _ = parse_lock(text, "citare.lock")
    once = dump_lock(lock)
    if not lock.conflicted and dump_lock(parse_lock(once, "citare.lock")[0]) != once:
        tally.lose("lock", text)


def _citation(text: str, choose: random.Random, tally: Tally, folder: Path) -> None:
    parse_citation(text)
    found = normalise_doi(text)
    if found and normalise_doi(found) != found:
        tally.lose("DOI", text)


def _document(text: str, choose: random.Random, tally: Tally, folder: Path) -> None:
    """Two keys exchanged, twice: the text is what it was."""
    keys = {"a": "b", "b": "a"}
    for name in DOCUMENTS:
        syntax = syntax_for(name)
        assert syntax
        once = replace_keys(text, syntax, keys)
        twice = replace_keys(once.text, syntax, keys)
        if twice.text != text and not once.impossible and not twice.impossible:
            tally.lose(f"{name} after two exchanges of keys", text)


def _exchange(text: str, choose: random.Random, tally: Tally, folder: Path) -> None:
    for known in FORMATS:
        items = known.read(text, "f").items
        if known.write and items:
            known.read(known.write(items).text, "f")
