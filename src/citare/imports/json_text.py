"""JSON text to records: a list, one object, lines of objects, or what a broken file still has."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from citare.findings import Finding, Severity
from citare.imports.base import problem

_DECODER: Final = json.JSONDecoder()
_BEGIN: Final = re.compile(r"\{")


def read_json(text: str, file: str = "") -> tuple[Any, list[Finding]]:
    """The decoded value. Of a broken text, the list of outermost objects that are whole."""
    text = text.lstrip("\ufeff")
    try:
        return json.loads(text), []
    except (ValueError, RecursionError) as error:
        failure = error
    records, gaps = _recover(text)
    if records and not gaps:
        return records, []  # one object a line
    line = getattr(failure, "lineno", 0)
    message = f"not valid JSON ({getattr(failure, 'msg', 'nested too deeply')})"
    hint = f"{len(records)} whole objects were read" if records else ""
    found = [problem(message, file=file, line=line, hint=hint, severity=Severity.ERROR)]
    return records, found


def _recover(text: str) -> tuple[list[Any], bool]:
    """Whole objects from the start on, and whether anything but space stood between them."""
    records: list[Any] = []
    gaps = False
    position = 0
    while match := _BEGIN.search(text, position):
        gaps = gaps or bool(text[position : match.start()].strip())
        try:
            value, position = _DECODER.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            position, gaps = match.end(), True
            continue
        records.append(value)
    return records, gaps or bool(text[position:].strip())


def objects(value: Any, *members: str) -> list[Mapping[str, Any]]:
    """The objects of a list, of the first of `members` that holds one, or the object itself."""
    if isinstance(value, Mapping):
        for member in members:
            inner = value.get(member)
            if isinstance(inner, list | Mapping):
                return objects(inner, *members)
        return [value]
    if isinstance(value, list):
        return [entry for part in value for entry in objects(part, *members)]
    return []
