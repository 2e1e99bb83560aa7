"""The one place where modules are imported late: commands, and what a list seldom needs.

Start-up is most of what a short command costs; `citare list` from its index reads no BibTeX.
"""

from __future__ import annotations

import importlib
from typing import Any


def load(module: str, name: str) -> Any:
    """An attribute of a module, imported now."""
    return getattr(importlib.import_module(module), name)
