"""JSON to plain values: a whole text, lines of objects, or what a broken text still holds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from citare.text.malformed import Malformed

MAX_LENGTH: Final = 200_000_000
_DECODER: Final = json.JSONDecoder()
_BEGIN: Final = re.compile(r"\{")


def read_json(text: str | bytes) -> Any:
    """The value of a whole text. Malformed (a ValueError) if it is none, or nests too deeply."""
    if len(text) > MAX_LENGTH:
        raise Malformed("the JSON is too large")
    if isinstance(text, str):
        text = text.removeprefix("\ufeff")
    try:
        return json.loads(text)
    except RecursionError:
        raise Malformed("not valid JSON (nested too deeply)") from None
    except ValueError as error:
        line = getattr(error, "lineno", 0)
        message = f"not valid JSON ({getattr(error, 'msg', error)})"
        raise Malformed(message, line) from error


def read_json_records(text: str) -> tuple[Any, Malformed | None]:
    """The value of a text, or the list of its outermost objects that are whole.

    One object a line is not an error; anything else that is not JSON is named beside the objects.
    """
    text = text.removeprefix("\ufeff")
    try:
        return read_json(text), None
    except Malformed as error:
        failure = error
    records, gaps = _recover(text)
    if records and not gaps:
        return records, None
    hint = f"{len(records)} whole objects were read" if records else ""
    return records, Malformed(failure.message, failure.line, hint)


def _recover(text: str) -> tuple[list[Any], bool]:
    """Whole objects from the start on, and whether anything but space is between them."""
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
