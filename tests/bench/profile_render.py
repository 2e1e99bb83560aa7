"""Where rendering spends its time.

python -m tests.bench.profile_render [STYLE] [COUNT] [--sort cumulative]
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import tempfile
from pathlib import Path

from tests.bench.items import items
from tests.bench.render_once import citare


def main() -> None:
    """Profile one rendering; imports and the first compilation happen before."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("style", nargs="?", default="apa")
    parser.add_argument("count", nargs="?", type=int, default=1000)
    parser.add_argument("--sort", default="tottime")
    parser.add_argument("--lines", type=int, default=45)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "items.json"
        path.write_text(json.dumps(items(1)), encoding="utf-8")
        citare(options.style, str(path))
        path.write_text(json.dumps(items(options.count)), encoding="utf-8")
        profile = cProfile.Profile()
        profile.runcall(citare, options.style, str(path))
    pstats.Stats(profile).sort_stats(options.sort).print_stats(options.lines)


if __name__ == "__main__":
    main()
