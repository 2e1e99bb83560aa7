"""Work grows with the input, not with its square: counted in calls, at 1x, 2x, 4x and 8x.

A call of a Python function or of a C function is one unit. What a regular expression does within
itself is not counted, so processor time is looked at too, with a bound that only a square breaks.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from citare.bibtex.editing import EditEntry, revise
from citare.bibtex.scanner import parse
from citare.documents.base import replace_keys
from citare.documents.registry import syntax_for
from citare.exchange.registry import format_named
from citare.library.library import Library
from citare.lint.run import chosen, run
from citare.matching.citation import parse_citation
from citare.matching.duplicates import find_duplicates

TIMES: Final = (1, 2, 4, 8)
MOST_CALLS: Final = 12.0  # for eight times the input
MOST_SECONDS: Final = 24.0
LEAST_SECONDS: Final = 0.05  # below this the clock says nothing


def _library(text: str) -> Library:
    library = Library([parse(text, "f.bib")])
    for record in library.records:
        _ = record.item
    return library


def _lint(text: str) -> None:
    run(_library(text), chosen())


def _duplicates(text: str) -> None:
    find_duplicates([record.item for record in _library(text).records])


def _edit(text: str) -> None:
    document = parse(text, "f.bib")
    revise(document, [EditEntry(document.entries[len(document.entries) // 2], {"note": "x"})])


def _imported(name: str) -> Callable[[str], None]:
    def read(text: str) -> None:
        known = format_named(name)
        assert known
        known.read(text, "f")

    return read


def _rekey(text: str) -> None:
    syntax = syntax_for("a.md")
    assert syntax
    replace_keys(text, syntax, {"a1": "b1"})


def _entry(number: int, **fields: str) -> str:
    said = {"author": f"Li{number}, Ann", "title": f"Title {number}", "year": "2020"} | fields
    return f"@book{{k{number},\n" + "".join(f" {n} = {{{v}}},\n" for n, v in said.items()) + "}\n"


def _entries(number: int, **fields: str) -> str:
    return "".join(_entry(n, **fields) for n in range(number))


@dataclass(frozen=True)
class Shape:
    """A kind of input of any size, and what is done with it."""

    name: str
    make: Callable[[int], str]
    work: Callable[[str], Any]


SHAPES: Final[Sequence[Shape]] = (
    Shape("entries", lambda n: _entries(n * 30), _lint),
    Shape("equal titles", lambda n: _entries(n * 30, title="One title"), _duplicates),
    Shape("chapters of one ISBN", lambda n: _entries(n * 30, isbn="978-0-306-40615-7"),
          _duplicates),
    Shape("an edit in a long file", lambda n: _entries(n * 60), _edit),
    Shape("quotation marks in a title", lambda n: _entry(1, title="``a'' 'b' " * n * 20), _lint),
    Shape("braces in a title", lambda n: _entry(1, title="{" * n * 20 + "}" * n * 20), _lint),
    Shape("formulas in a title", lambda n: _entry(1, title="$x^2$ and " * n * 20), _lint),
    Shape("authors of an entry", lambda n: _entry(1, author=" and ".join(["Li, A"] * n * 30)),
          _lint),
    Shape("repeated macros", lambda n: '@string{s = "x"}\n' * n * 30 + _entries(5), _lint),
    Shape("unclosed entries", lambda n: "@misc{a, title = {T\n\n" * n * 20, _lint),
    Shape("junk", lambda n: "junk @ { % and \n" * n * 60, _lint),
    Shape("records of RIS", lambda n: "TY  - BOOK\nTI  - T\nAU  - Li, A\nER  - \n" * n * 30,
          _imported("ris")),
    Shape("a citation", lambda n: "Li A, Wu B. A title, of it. J. 2020;1(2):3-4. " * n * 3,
          parse_citation),
    Shape("citations of a document", lambda n: "See [@a1, p. 3; @b] and @c. `@d`\n" * n * 30,
          _rekey),
    Shape("keys of a citation", lambda n: "[see " + "@a1, p. 3; " * n * 30 + "@b]", _rekey),
    Shape("brackets", lambda n: "[" * n * 30 + "@a1 [@b] " * n * 30 + "]" * n * 30, _rekey),
)  # fmt: skip


def calls(work: Callable[[], object]) -> int:
    """How many functions are called."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def measured(shape: Shape) -> tuple[list[int], list[float]]:
    """Calls and seconds of processor time for each of TIMES."""
    counts, seconds = [], []
    for size in TIMES:
        text = shape.make(size)
        shape.work(text)  # what is cached or loaded once is so now
        counts.append(calls(lambda text=text: shape.work(text)))  # type: ignore[misc]
        seconds.append(min(_seconds(shape, text) for _ in range(3)))
    return counts, seconds


def _seconds(shape: Shape, text: str) -> float:
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        shape.work(text)
        return time.process_time() - begun
    finally:
        gc.enable()


def too_steep(shape: Shape) -> str:
    """How a shape grows, if it is more than a line (and what sorting adds); else ""."""
    counts, seconds = measured(shape)
    if counts[-1] > MOST_CALLS * max(counts[0], 200):
        return f"{shape.name}: {counts} calls"
    if seconds[-1] > LEAST_SECONDS and seconds[-1] > MOST_SECONDS * max(seconds[0], 0.002):
        return f"{shape.name}: {[round(s, 3) for s in seconds]} s"
    return ""
