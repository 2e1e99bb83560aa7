"""The executable cases beside the checkout, and the list of those that do not pass yet.

`python -m tests.cases [WORD ...]` runs them (those whose path has one of the words) and compares
them with tests/cases_failing.txt. `--write` takes those that pass now out of the list; it adds
none, unless `--add` says so too.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.shared import SHARED

FAILING: Final = Path(__file__).parent / "cases_failing.txt"
_HEADER: Final = """\
# Cases of ../shared/cases that do not pass yet: exact both ways, and only ever shorter.
# After a change: python -m tests.cases --write
"""


def listed() -> set[str]:
    """The cases that are known to fail."""
    lines = FAILING.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def failures(folder: Path, word: str = "", jobs: int = 2) -> dict[str, str]:
    """Each case that fails now, with what is wrong. Runs the command beside this Python."""
    done = subprocess.run(
        [sys.executable, folder / "run_cases.py", folder, "-k", word, "-j", str(jobs)],
        capture_output=True,
        text=True,
    )
    last = done.stdout.splitlines()[-1:] or [done.stderr]
    if not re.fullmatch(r"passed \d+ of \d+", last[0]):
        raise RuntimeError(f"the cases could not be run: {last[0]}")
    print(last[0], word)
    return dict(re.findall(r"^FAILED ([^:]+): (.*)$", done.stdout, re.MULTILINE))


def main() -> None:
    parser = argparse.ArgumentParser(description="Run the cases beside the checkout.")
    parser.add_argument("words", nargs="*", default=[""], help="only cases whose path has one")
    parser.add_argument("-j", type=int, default=2, help="cases at a time")
    parser.add_argument("--write", action="store_true", help="take what passes out of the list")
    parser.add_argument("--add", action="store_true", help="with --write: add what fails, too")
    options = parser.parse_args()
    failing: dict[str, str] = {}
    for word in options.words:
        failing |= failures(SHARED / "cases", word, options.j)
    before = listed()
    looked_at = {name for name in before if any(word in name for word in options.words)}
    for name in sorted(failing.keys() - before):
        print(f"fails, and is not listed: {name}: {failing[name]}")
    for name in sorted(looked_at - failing.keys()):
        print(f"passes, but is listed: {name}")
    if options.write:
        after = (before - looked_at) | (before & failing.keys())
        after |= failing.keys() if options.add else set()
        FAILING.write_text(_HEADER + "".join(f"{n}\n" for n in sorted(after)), encoding="utf-8")
    sys.exit(looked_at != failing.keys())


if __name__ == "__main__":
    main()
