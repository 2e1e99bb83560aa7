"""What a project may do that only its user can allow; kept in the user's state folder.

A repository that one has only cloned is not trusted. Its own settings cannot move citare's
caches and state, send requests or the user's address elsewhere, or name places outside of it,
unless the user ran `citare trust` there. What was granted holds for exactly the values that were
shown then: a setting that changes must be granted again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from citare.disk.replacing import as_input_error, store


class TrustStore:
    """What the user granted to the project in `root`."""

    def __init__(self, state: Path, root: Path) -> None:
        name = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._path = state / "trust" / f"{name}.json"
        self._root = str(root)

    def grants(self) -> dict[str, Any]:
        """Names of settings and the values that were granted; none if that cannot be read."""
        try:
            data = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        granted = data.get("granted") if isinstance(data, dict) else None
        if not isinstance(granted, dict) or data.get("project") != self._root:
            return {}
        return granted

    def grant(self, values: Mapping[str, Any]) -> None:
        """Keep what the user grants, in place of what was granted before."""
        data = {"project": self._root, "granted": dict(values)}
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            store(self._path, json.dumps(data, indent=1).encode("ascii"))
        except OSError as error:
            raise as_input_error(self._path, error) from error

    def revoke(self) -> bool:
        """Forget what was granted; whether there was anything."""
        try:
            self._path.unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise as_input_error(self._path, error) from error
        return True
