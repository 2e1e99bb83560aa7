"""Bytes of a file, with errors in our own words. Apart, so that a list from the index needs
nothing that decodes or writes."""

from __future__ import annotations

from pathlib import Path

from citare.errors import InputError


def read_bytes(path: str) -> bytes:
    """What a file holds. InputError if it cannot be read."""
    try:
        return Path(path).read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file") from error
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
