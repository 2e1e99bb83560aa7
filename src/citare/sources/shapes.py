"""Values of a JSON answer as the shape that they should have, empty where they have another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def as_mapping(value: object) -> Mapping[str, Any]:
    """A value that should be an object."""
    return value if isinstance(value, Mapping) else {}


def as_list(value: object) -> list[Any]:
    """A value that should be a list."""
    return value if isinstance(value, list) else []


def as_mappings(value: object) -> list[Mapping[str, Any]]:
    """A value that should be a list of objects; its other members are left out."""
    return [one for one in as_list(value) if isinstance(one, Mapping)]
