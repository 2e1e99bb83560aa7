"""`fmt`: the layout of .bib texts, as far as the settings or options ask for it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from citare.bibtex.formatting.options import SORT_KEYS, USUAL_ORDER, Format
from citare.bibtex.formatting.pipeline import formatted
from citare.changes import FileChange, FileChanges
from citare.errors import UsageError

NAMES = (
    "field-order",
    "indent",
    "align",
    "delimiters",
    "trailing-comma",
    "lowercase",
    "wrap",
    "blank-lines",
    "sort",
)


@dataclass(frozen=True, slots=True)
class FmtResult:
    """What became of each file, those that stay as they are among them."""

    files: Mapping[str, FileChange]

    @property
    def changes(self) -> FileChanges:
        """The files that differ."""
        return FileChanges(self.files)

    @property
    def changed(self) -> tuple[str, ...]:
        """The names of the files that differ."""
        return tuple(self.changes)


def fmt(texts: Mapping[str, str], wanted: Format) -> FmtResult:
    """Format texts by file name. UnsafeEdit if one would say something else afterwards."""
    return FmtResult({name: formatted(text, wanted, name) for name, text in texts.items()})


def format_of(table: Mapping[str, Any], where: str = "fmt") -> Format:
    """The `fmt` table of the settings as a `Format`.

    UsageError for an unknown name or a value that cannot be. `false` is off for all of them but
    `trailing-comma`, where it takes the comma away.
    """
    for name in table:
        if name not in NAMES:
            near = difflib.get_close_matches(name, NAMES, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(NAMES)}"
            raise UsageError(f"{where}: unknown name {name!r}", hint=hint)

    def value(name: str) -> Any:
        found = table.get(name)
        return None if found is False and name != "trailing-comma" else found

    return Format(
        field_order=_order(value("field-order"), where),
        indent=_indent(value("indent"), where),
        align=_align(value("align"), where),
        delimiters=_one_of("delimiters", value("delimiters"), ("braces", "quotes"), where),
        trailing_comma=_flag("trailing-comma", value("trailing-comma"), where),
        lowercase=_flag("lowercase", value("lowercase"), where),
        wrap=_number("wrap", value("wrap"), 30, where),
        blank_lines=_number("blank-lines", value("blank-lines"), 0, where),
        sort=_sort(value("sort"), where),
    )


def _wrong(name: str, value: Any, wanted: str, where: str) -> UsageError:
    return UsageError(f"{where}: {name} must be {wanted}, not {value!r}")


def _flag(name: str, value: Any, where: str) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise _wrong(name, value, "true or false", where)
    return value


def _number(name: str, value: Any, least: int, where: str) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise _wrong(name, value, f"a whole number from {least}", where)
    return value


def _one_of(name: str, value: Any, known: tuple[str, ...], where: str) -> str | None:
    if value is not None and value not in known:
        raise _wrong(name, value, " or ".join(known), where)
    return None if value is None else str(value)


def _indent(value: Any, where: str) -> str | None:
    """A number of blanks, or "tab"."""
    if value is None or value == "tab":
        return None if value is None else "\t"
    if isinstance(value, str) and not value.strip(" \t"):
        return value
    number = _number("indent", value, 0, where)
    return " " * (number or 0)


def _align(value: Any, where: str) -> int | None:
    """True for each entry's longest name, or a column."""
    if value is True:
        return 0
    return _number("align", value, 1, where)


def _order(value: Any, where: str) -> tuple[str, ...] | None:
    """A list of fields, or true for the usual order; `...` in a list means the usual one."""
    if value is None or value is True:
        return None if value is None else USUAL_ORDER
    names = _texts("field-order", value, where)
    order: list[str] = []
    for name in names:
        order += [n for n in USUAL_ORDER if n not in names] if name == "..." else [name.lower()]
    return tuple(order)


def _sort(value: Any, where: str) -> tuple[str, ...] | None:
    if value is None or value is True:
        return None if value is None else ("key",)
    keys = _texts("sort", value, where)
    for key in keys:
        if key.lstrip("-") not in SORT_KEYS:
            known = ", ".join(SORT_KEYS)
            raise UsageError(f"{where}: cannot sort by {key!r}", hint=f"known are {known}")
    return keys


def _texts(name: str, value: Any, where: str) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise _wrong(name, value, "a list of names", where)
    return tuple(one for one in value if one)
