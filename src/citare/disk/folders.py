"""Where citare keeps what is not the user's: caches and state, outside the project."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def user_settings_file() -> Path:
    return Path(platformdirs.user_config_dir("citare", appauthor=False)) / "config.toml"


def cache_folder(setting: str = "") -> Path:
    """Safe to delete at any time."""
    return Path(setting or platformdirs.user_cache_dir("citare", appauthor=False)).expanduser()


def state_folder(setting: str = "") -> Path:
    """What undo needs, and locks."""
    return Path(setting or platformdirs.user_state_dir("citare", appauthor=False)).expanduser()
