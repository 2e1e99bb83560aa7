"""`python -m tests.torture [--minutes N]`: mutated inputs, kills, failing disks, growth.

Ends with `inputs N, crashes 0, lost bytes 0, half operations 0`; the exit status is 0 only if it
says so, and if nothing grows faster than its input.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.torture.fuzz import Tally, fuzz
from tests.torture.growth import SHAPES, measured, too_steep
from tests.torture.operations import Sandbox, check_finishing, failures, kills


def operations(folder: Path) -> Iterator[str]:
    """Kill and fail an operation on four files at every system call that writes; what is wrong."""
    box = Sandbox(folder / "box")
    done = 0
    for work in ("write", "undo"):
        try:
            done += sum(1 for _ in kills(box, work))
            for code in (errno.ENOSPC, errno.EIO, errno.EACCES):
                done += sum(1 for _ in failures(box, work, code))
        except AssertionError as error:
            yield f"{work}: {error}"
    try:
        check_finishing(box)
    except AssertionError as error:
        yield f"finishing: {error}"
    print(f"{done} kills and failures in an operation on four files")


def main() -> None:
    parser = argparse.ArgumentParser(description="Try to lose something.")
    parser.add_argument("--minutes", type=float, default=1.0, help="how long inputs are mutated")
    parser.add_argument("--seed", type=int, default=None, help="only the input of this seed")
    options = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.seed is not None:
            fuzz(options.seed, tally, folder)
            sys.exit("\n".join(tally.crashes + tally.lost))
        half = list(operations(folder)) if sys.platform == "linux" else []
        steep = [found for shape in SHAPES if (found := too_steep(shape))]
        for shape in SHAPES:
            print(f"{shape.name}: {measured(shape)[0]} calls at 1x, 2x, 4x, 8x")
        os.fsync = lambda _: None  # type: ignore[assignment]  # nothing is killed any more
        end = time.monotonic() + options.minutes * 60
        seed = 0
        while time.monotonic() < end:
            fuzz(seed, tally, folder)
            seed += 1
    for line in (*half, *steep, *tally.crashes[:20], *tally.lost[:20]):
        print(line)
    print(
        f"inputs {tally.inputs}, crashes {len(tally.crashes)}, "
        f"lost bytes {tally.lost_bytes}, half operations {len(half)}"
    )
    sys.exit(bool(half or steep or tally.crashes or tally.lost))


if __name__ == "__main__":
    main()
