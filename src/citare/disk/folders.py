"""Where citare keeps what is not the user's: caches and state, outside the project."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import platformdirs

from citare.errors import InputError


def user_settings_file() -> Path:
    return Path(platformdirs.user_config_dir("citare", appauthor=False)) / "config.toml"


def cache_folder(setting: str = "") -> Path:
    """Safe to delete at any time."""
    return Path(setting or platformdirs.user_cache_dir("citare", appauthor=False)).expanduser()


def state_folder(setting: str = "") -> Path:
    """What undo needs, and locks."""
    return Path(setting or platformdirs.user_state_dir("citare", appauthor=False)).expanduser()


_PARTS = ("undo", "locks")  # folders in the state folder


def writable(folder: Path, say: Callable[[str], None] = lambda _: None) -> Path:
    """The folder, made if need be; where it may not be written (a home that is read-only or does
    not exist), one of the user's own among the temporary files, which is said.

    InputError if neither can be written, or the disk fails.
    """
    user = os.getuid() if hasattr(os, "getuid") else 0
    spare = Path(tempfile.gettempdir()) / f"citare-{user}"
    for candidate in (folder, spare):
        try:
            candidate.mkdir(mode=0o700, parents=True, exist_ok=True)
            owner = candidate.stat().st_uid
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
                message = f"{candidate}: {error.strerror}"
                raise InputError(message, hint="nothing was written") from error
            continue
        own = candidate is folder or not hasattr(os, "getuid") or owner == user
        if any((candidate / part).exists() and not (candidate / part).is_dir() for part in _PARTS):
            continue
        if own and os.access(candidate, os.W_OK | os.X_OK):
            if candidate is spare:
                say(f"{folder} cannot be written: what undo needs is kept in {spare}")
            return candidate
    raise InputError(
        f"{folder} cannot be written, which undo and locks need", hint="set CITARE_STATE_DIR"
    )


def read_bytes(path: str) -> bytes:
    """What a file holds. InputError if it cannot be read."""
    try:
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
