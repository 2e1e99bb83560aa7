"""`python -m citare` and the `citare` command."""

from __future__ import annotations

import gc

# A command lives for a second and makes few cycles: looking for them at Python's own rate costs
# a tenth of its start.
gc.set_threshold(50_000, 50, 50)

from citare.cli.main import main  # noqa: E402  (after the line above, to count for imports too)

if __name__ == "__main__":
    main()
