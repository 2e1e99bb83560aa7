"""What an import is: text of another tool's format to items, never stopping at a bad record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from citare.findings import Finding, Place, Severity
from citare.model.item import Item


@dataclass(frozen=True, slots=True)
class Imported:
    """The items in order and what was wrong. An item without a key of its own has id ""."""

    items: tuple[Item, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Import:
    """One format. `read(text, file)` never raises; `recognises` looks at a text's beginning."""

    name: str
    title: str
    extensions: tuple[str, ...]
    read: Callable[[str, str], Imported]
    recognises: Callable[[str], bool]


def problem(
    message: str,
    *,
    file: str = "",
    line: int = 0,
    key: str = "",
    field: str = "",
    hint: str = "",
    severity: Severity = Severity.WARNING,
) -> Finding:
    """A finding about imported text."""
    place = Place(file=file, line=line, column=1 if line else 0, key=key, field=field)
    return Finding("import", severity, message, place, hint)
