"""The one place where modules are imported late, by name.

Start-up is most of what a short command costs: `citare list` answers from its index without a
BibTeX reader, and `citare --help` imports no command.
"""

from __future__ import annotations

import importlib
from typing import Any


def load(module: str, name: str) -> Any:
    """An attribute of a module, imported now."""
    return getattr(importlib.import_module(module), name)
