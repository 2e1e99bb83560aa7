"""Rendering against other CSL processors, as whole processes.

    python -m tests.bench.render [--peers DIR] [--runs N] [--small] [--only apa-1000,...]

Prints CPU seconds (user and system, with children) and ratios; the commands of a comparison run
in turn, so that a drifting machine hits all alike. `peers.py` tells how to install the peers;
one that is absent is named as not installed. The targets are printed beside the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from citare.disk.styles import StyleFiles
from tests.bench.items import bibtex, items
from tests.bench.peers import Job, Peers, citare

ROOT = Path(__file__).parents[2]
Command = list[str]
BYTECODE = Path(tempfile.gettempdir()) / "citare-bench-bytecode"


def cpu_seconds(command: Command, bytecode: Path) -> float | None:
    """User and system time of one run; None if it failed.

    Python's byte code is kept in `bytecode`, as it is for an installed program.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPYCACHEPREFIX": str(bytecode)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        print(f"    failed: {lines[-1][:150] if lines else done.returncode}")
        return None
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def in_turn(commands: Sequence[Command], runs: int) -> list[float | None]:
    """The median time of each command, run by turns."""
    times: list[list[float]] = [[] for _ in commands]
    failed = [False] * len(commands)
    for _ in range(runs):
        for index, command in enumerate(commands):
            if not failed[index]:
                seconds = cpu_seconds(command, BYTECODE)
                failed[index] = seconds is None
                times[index] += [seconds] if seconds is not None else []
    return [
        statistics.median(t) if t and not f else None for t, f in zip(times, failed, strict=True)
    ]


def compare(title: str, ours: Command, theirs: dict[str, Command | None], runs: int,
            targets: dict[str, float]) -> float | None:  # fmt: skip
    """Print one comparison; our own time comes back."""
    print(f"\n{title}")
    present = {name: command for name, command in theirs.items() if command is not None}
    own, *others = in_turn([ours, *present.values()], runs)
    print(f"  {'citare':<28}{_seconds(own)}")
    for name, seconds in zip(present, others, strict=True):
        line = f"  {name:<28}{_seconds(seconds)}"
        if own is not None and seconds:
            line += f"   citare / {name} = {own / seconds:.3f}"
            if name in targets:
                line += f"   target {targets[name]} {_verdict(own / seconds, targets[name])}"
        print(line)
    for name, command in theirs.items():
        if command is None:
            print(f"  {name:<28}not installed")
    return own


def _seconds(seconds: float | None) -> str:
    return "    failed" if seconds is None else f"{seconds:8.2f} s"


def _verdict(ratio: float, target: float) -> str:
    return "ok" if ratio <= target else "MISSED"


def make_job(scratch: Path, style: str, count: int) -> Job:
    """The files of one comparison."""
    files = StyleFiles()
    style_file = files.path(style)
    assert style_file is not None, f"no style {style}"
    import citeproc

    locales = Path(citeproc.__file__).parent / "data" / "locales"
    source = items(count)
    json_file, bib_file = scratch / f"{count}.json", scratch / f"{count}.bib"
    if not json_file.exists():
        json_file.write_text(json.dumps(source, ensure_ascii=False), encoding="utf-8")
        bib_file.write_text(bibtex(source), encoding="utf-8")
    return Job(style, style_file, locales, json_file, bib_file)


def main() -> None:
    """Run the comparisons."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--peers", type=Path, help="folder with the peers (see peers.py)")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--small", action="store_true", help="a tenth of the items")
    parser.add_argument("--only", default="", help="apa-1000, apa-10000, ieee-10000, start")
    options = parser.parse_args()
    scale = 10 if options.small else 1
    wanted = set(filter(None, options.only.split(",")))

    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        cpu_seconds(citare(make_job(scratch, "apa", 1)), BYTECODE)  # writes the byte code
        cpu_seconds([sys.executable, "-c", "import click"], BYTECODE)
        peers = Peers(options.peers.resolve() if options.peers else None, scratch)
        thousand: float | None = None
        if not wanted or wanted & {"apa-1000", "apa-10000"}:
            job = make_job(scratch, "apa", 1000 // scale)
            theirs = {
                "hayagriva (Typst, PDF)": peers.hayagriva(job),
                "Typst without bibliography": peers.typst_alone(),
                "citeproc-js (node)": peers.citeproc_js(job),
                "pandoc": peers.pandoc(job),
                "citeproc-py": peers.citeproc_py(job),
            }
            targets = {"hayagriva (Typst, PDF)": 0.5, "citeproc-js (node)": 0.1}
            thousand = compare(f"APA, {1000 // scale} items", citare(job), theirs, options.runs,
                               targets)  # fmt: skip
        if not wanted or "apa-10000" in wanted:
            job = make_job(scratch, "apa", 10000 // scale)
            own = compare(f"APA, {10000 // scale} items", citare(job), {}, options.runs, {})
            if own and thousand:
                growth = own / thousand
                print(f"  10 times the items take {growth:.1f} times as long"
                      f"   target 11 {_verdict(growth, 11)}")  # fmt: skip
        if not wanted or "ieee-10000" in wanted:
            job = make_job(scratch, "ieee", 10000 // scale)
            compare(f"IEEE, {10000 // scale} items", citare(job), {"pandoc": peers.pandoc(job)},
                    max(1, options.runs // 2), {"pandoc": 0.5})  # fmt: skip
        if not wanted or "start" in wanted:
            job = make_job(scratch, "apa", 1)
            click = [sys.executable, "-c", "import click"]
            compare("First APA line from a cold start", citare(job), {"import click": click},
                    max(9, options.runs), {"import click": 2.5})  # fmt: skip


if __name__ == "__main__":
    main()
