"""Records of tagged lines, as RIS, EndNote's .enw and PubMed's .nbib have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

TagReader: TypeAlias = Callable[[str], "tuple[str, str] | None"]


@dataclass(slots=True)
class Tagged:
    """One record: (tag, value, line number), continuation lines joined to their value."""

    line: int
    lines: list[tuple[str, str, int]] = field(default_factory=list)

    def grouped(self) -> dict[str, list[str]]:
        """The values by tag, in order."""
        values: dict[str, list[str]] = {}
        for tag, value, _ in self.lines:
            values.setdefault(tag, []).append(value)
        return values


def tagged_lines(text: str, read_tag: TagReader) -> Iterator[tuple[str, str, int]]:
    """(tag, value, line); a line without a tag has the tag "", an empty one stays empty."""
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        tag = read_tag(line)
        yield (*tag, number) if tag else ("", line.strip(), number)


def join_line(value: str, more: str, *, keep_lines: bool) -> str:
    """A value with its continuation line."""
    if not value:
        return more
    return f"{value}\n{more}" if keep_lines else f"{value} {more}"
