"""Do the tests notice when a promise is broken? `python -m tests.bench.mutations [WORD ...]`.

Each mutation of tests/bench/mutations_table.py is made in a copy of this tree, one at a time, and
its tests are run there. Prints `caught` or `survived` for each and ends with `caught N of M`; the
exit status is 0 only if all were caught. WORDs choose mutations by name, promise or tests.

A mutation is found by the name of its function and a piece of its source, so that it follows when
code moves. One that is not found, or found twice, is an error that names it: `--places` looks for
all of them and runs nothing.
"""

from __future__ import annotations

import argparse
import ast
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Final

from tests.bench.mutations_table import MUTATIONS, Mutation
from tests.shared import SHARED

ROOT: Final = Path(__file__).parents[2]
_COPIED: Final = ("src", "tests", "refs", "styles", "pyproject.toml", "README.md", "CHANGELOG.md")
_MINUTES: Final = 10


class NoPlace(Exception):
    """A mutation whose place cannot be told."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mutation is made: a file below src, and the offset of the piece to replace."""

    path: Path
    offset: int


def place_of(mutation: Mutation, src: Path) -> Place:
    """The one place of a mutation. Raises NoPlace if there is none, or more than one."""
    found = [
        Place(path, offset)
        for path in sorted(src.rglob("*.py"))
        if mutation.function.rpartition(".")[2] in (text := path.read_text(encoding="utf-8"))
        for start, end in _functions(text, mutation.function)
        for offset in _all(text, mutation.before, start, end)
    ]
    if len(found) != 1:
        names = ", ".join(str(place.path.relative_to(src)) for place in found) or "nowhere"
        raise NoPlace(f"{mutation.name}: {mutation.before!r} in {mutation.function}: found {names}")
    return found[0]


def _functions(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where the functions, classes or constants of a name begin and end (or a `Class.method`)."""
    starts = list(itertools.accumulate((len(line) for line in text.splitlines(True)), initial=0))

    def look(body: Iterable[ast.stmt], before: str) -> Iterator[ast.stmt]:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                path = f"{before}.{node.name}"
                if f".{path}".endswith(f".{name}"):
                    yield node
                else:
                    yield from look(node.body, path)
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if any(isinstance(t, ast.Name) and t.id == name for t in targets):
                    yield node

    for node in look(ast.parse(text).body, ""):
        yield starts[node.lineno - 1], starts[node.end_lineno or node.lineno]


def _all(text: str, piece: str, start: int, end: int) -> Iterator[int]:
    at = text.find(piece, start, end)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1, end)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the tests said of one mutation."""

    mutation: Mutation
    verdict: str  # caught, survived, or what is wrong with the mutation
    seconds: float


class Copy:
    """A copy of this tree, in which one mutation at a time is made and taken back."""

    _clock = itertools.count(int(time.time()))

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in _COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / name)
            elif (ROOT / name).exists():
                shutil.copy2(ROOT / name, folder / name)

    def run(self, mutation: Mutation) -> Outcome:
        started = time.monotonic()
        place = place_of(mutation, self.folder / "src")
        text = place.path.read_text(encoding="utf-8")
        end = place.offset + len(mutation.before)
        try:
            self._write(place.path, text[: place.offset] + mutation.after + text[end:])
            code = self.test(mutation.tests)
        finally:
            self._write(place.path, text)
        verdict = {0: "survived", 1: "caught", -1: "caught (no end)"}.get(code, f"broken: {code}")
        return Outcome(mutation, verdict, time.monotonic() - started)

    def test(self, tests: tuple[str, ...]) -> int:
        """The exit code of pytest; -1 if it did not end."""
        settings = {"PYTHONPATH": str(self.folder / "src"), "CITARE_SHARED": str(SHARED)}
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
        try:
            return subprocess.run(
                command,
                cwd=self.folder,
                env={**os.environ, **settings},
                capture_output=True,
                timeout=_MINUTES * 60,
            ).returncode
        except subprocess.TimeoutExpired:
            return -1

    def _write(self, path: Path, text: str) -> None:
        """Write a module with a time of its own, so that Python compiles it again."""
        path.write_text(text, encoding="utf-8")
        now = next(self._clock)
        os.utime(path, (now, now))


def _run_all(mutations: list[Mutation], jobs: int) -> Iterator[Outcome]:
    with tempfile.TemporaryDirectory() as folder:
        free: SimpleQueue[Copy] = SimpleQueue()
        for number in range(jobs):
            free.put(Copy(Path(folder, str(number))))

        def one(mutation: Mutation) -> Outcome:
            copy = free.get()
            try:
                return copy.run(mutation)
            finally:
                free.put(copy)

        with ThreadPoolExecutor(jobs) as pool:
            yield from pool.map(one, mutations)


def main() -> None:
    parser = argparse.ArgumentParser(description="Break promises, one at a time.")
    parser.add_argument("words", nargs="*", help="only mutations that have one of these words")
    parser.add_argument("-j", type=int, default=1, help="mutations at a time")
    parser.add_argument("--places", action="store_true", help="only look for their places")
    options = parser.parse_args()
    chosen = [
        mutation
        for mutation in MUTATIONS
        if not options.words or any(word in mutation.text for word in options.words)
    ]
    lost = []
    for mutation in chosen:
        try:
            place_of(mutation, ROOT / "src")
        except NoPlace as error:
            lost.append(str(error))
        lost += [f"{mutation.name}: no {t}" for t in mutation.tests if not (ROOT / t).exists()]
    if lost or options.places:
        sys.exit("\n".join(lost) or f"{len(chosen)} mutations have their place")
    caught = 0
    for outcome in _run_all(chosen, options.j):
        caught += outcome.verdict.startswith("caught")
        verdict, seconds = outcome.verdict, f"{outcome.seconds:.0f} s"
        print(f"{verdict:<9} {seconds:>5}  {outcome.mutation.name}: {outcome.mutation.promise}")
        sys.stdout.flush()
    print(f"caught {caught} of {len(chosen)}")
    sys.exit(caught != len(chosen))


if __name__ == "__main__":
    main()
