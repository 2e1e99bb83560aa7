"""`python -m citare` and the `citare` command."""

from __future__ import annotations

from citare.cli.main import main

if __name__ == "__main__":
    main()
