"""Where the larger corpora are: beside the checkout, or where CITARE_SHARED points."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest

SHARED: Final = Path(os.environ.get("CITARE_SHARED") or Path(__file__).parents[2] / "shared")


def shared(name: str) -> Path:
    """A file or folder of the larger corpora; the test is left out where it is missing."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"no {path}: set CITARE_SHARED to the folder of larger corpora")
    return path
