"""Start-up against `import click`, and `list` of 10,000 entries, as whole processes.

    python -m tests.bench.startup [--runs N]

Prints CPU seconds (median, children's user + system time) and their ratio; the two commands of
a pair run in turn, so that a drifting machine hits both alike.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.entries import write_library


def cpu_seconds(command: list[str], cwd: str, env: dict[str, str]) -> float:
    """User and system time of one run and its children; the command must end with 0."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=cwd, env=env, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def pair(
    one: list[str], other: list[str], runs: int, cwd: str, env: dict[str, str]
) -> tuple[float, float, float]:
    """Median seconds of each and the median ratio of the pairs, after one warm-up."""
    cpu_seconds(one, cwd, env), cpu_seconds(other, cwd, env)
    both = [(cpu_seconds(one, cwd, env), cpu_seconds(other, cwd, env)) for _ in range(runs)]
    return (
        statistics.median(a for a, _ in both),
        statistics.median(b for _, b in both),
        statistics.median(a / b for a, b in both),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--entries", type=int, default=10_000)
    options = parser.parse_args()
    click = [sys.executable, "-c", "import click"]
    citare = [sys.executable, "-m", "citare"]
    with tempfile.TemporaryDirectory() as folder:
        env = {
            **os.environ,
            "CITARE_CACHE_DIR": f"{folder}/cache",
            "CITARE_STATE_DIR": f"{folder}/state",
            "XDG_CONFIG_HOME": f"{folder}/config",
        }
        project = Path(folder, "project")
        write_library(project / "refs" / "many.bib", options.entries)
        where = str(project)
        a, b, ratio = pair([*citare, "--help"], click, options.runs, where, env)
        print(f"citare --help           {a:.3f} s   import click {b:.3f} s   ratio {ratio:.2f}")
        cold = cpu_seconds([*citare, "list"], where, env)
        a, b, ratio = pair([*citare, "list"], click, options.runs, where, env)
        print(f"citare list, {options.entries:,} entries: cold {cold:.2f} s, warm {a:.3f} s")


if __name__ == "__main__":
    main()
