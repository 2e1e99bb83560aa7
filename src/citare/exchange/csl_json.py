"""CSL-JSON: what citeproc processors, Zotero and pandoc exchange."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from citare.exchange.base import Exported, Format, Imported, checked, not_read, settled
from citare.model.csl_json import items_from_json, items_to_json
from citare.model.item import Item
from citare.model.note_fields import with_note_fields
from citare.model.variables import TYPES
from citare.text.json import read_json_records


def read(text: str, file: str = "") -> Imported:
    """The items of a CSL-JSON file, with the variables that their notes hold (Zotero's "Extra")."""
    found = _read(text, file)
    return replace(found, items=tuple(settled(with_note_fields(item)) for item in found.items))


def _read(text: str, file: str = "") -> Imported:
    data, error = read_json_records(text)
    findings = (not_read(error, file),) if error else ()
    if findings and not data:
        return Imported((), findings)
    items, problems = items_from_json(data)
    placed = (replace(p, place=replace(p.place, file=file)) for p in problems)
    return Imported(items, (*findings, *placed))


_TYPE: Final = re.compile(r'"type"\s*:\s*"(?:' + "|".join(sorted(TYPES)) + r')"')
_MEMBER: Final = re.compile(r'"(?:issued|container-title|citation-key)"\s*:')
_OF_OTHERS: Final = re.compile(r'"(?:profile_id|itemType|protocolSection|resourceType)"\s*:')


def recognises(text: str) -> bool:
    """Whether a text begins as CSL-JSON does: objects with CSL's types, or members of its own."""
    if not re.match(r"\ufeff?\s*[\[{]", text) or _OF_OTHERS.search(text):
        return False
    return _TYPE.search(text) is not None or _MEMBER.search(text) is not None


def write(items: Sequence[Item]) -> Exported:
    """The items as a JSON array."""
    text = json.dumps(items_to_json(items), ensure_ascii=False, indent=2, default=str) + "\n"
    return checked("CSL-JSON", items, text, _read)


CSL_JSON: Final = Format("csl-json", "CSL-JSON", (".json",), recognises, read, write)
