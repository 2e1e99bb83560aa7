"""Findings: problems in a user's data, as values. Reading never stops at the first one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is; `--fail-on` compares by this order (ERROR is worst)."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]` (offsets in characters of the whole file) by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A fix by rule: edits to one file. `safe` fixes never change what a reference means."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is. Lines and columns count from 1; 0 means unknown."""

    file: str = ""
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    key: str = ""
    field: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem: a stable `code` (kebab-case, the rule's name), where, what and what to do.

    `count` is more than 1 where a finding stands for all of its kind in a file.
    """

    code: str
    severity: Severity
    message: str
    place: Place = Place()
    hint: str = ""
    fix: Fix | None = None
    count: int = 1
