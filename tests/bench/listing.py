"""Listing and searching large libraries, cold and warm: `python -m tests.bench.listing [N ...]`.

Times whole processes of `citare`, with `citare --version` as the floor.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.entries import bib_text

_QUERIES = {
    "list": ["list"],
    "search word": ["search", "cohort"],
    "search fields": ["search", "author:müller year:2015..2020 has:doi"],
    "search nothing": ["search", "xyzzy"],
}


def timed(command: list[str], cwd: Path, env: dict[str, str], runs: int = 3) -> float:
    """The best wall-clock time of some runs, in seconds."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, check=False)
        best = min(best, time.perf_counter() - start)
    return best


def bench(count: int) -> None:
    """One library of `count` entries in one file."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        (library / "refs").mkdir(parents=True)
        (library / "refs" / "refs.bib").write_text(bib_text(count), encoding="utf-8")
        env = os.environ | {"XDG_CACHE_HOME": folder, "XDG_STATE_HOME": folder}
        citare = [sys.executable, "-m", "citare"]
        floor = timed([*citare, "--version"], library, env)
        print(f"{count} entries; citare --version {floor:.3f} s")
        cold = timed([*citare, "list"], library, env, runs=1)
        print(f"  {'list, cold':24}{cold:8.3f} s")
        for name, arguments in _QUERIES.items():
            print(f"  {name + ', warm':24}{timed([*citare, *arguments], library, env):8.3f} s")


def main() -> None:
    """Run for each count given, 10,000 by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[10_000])
    for count in parser.parse_args().counts:
        bench(count)


if __name__ == "__main__":
    main()
