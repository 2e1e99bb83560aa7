"""CSL-JSON: what citeproc processors, Zotero and pandoc exchange."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from citare.imports.base import Import, Imported
from citare.imports.json_text import read_json
from citare.model.csl_json import items_from_json


def read(text: str, file: str = "") -> Imported:
    """The items of a CSL-JSON file."""
    data, findings = read_json(text, file)
    if findings and not data:
        return Imported((), tuple(findings))
    items, problems = items_from_json(data)
    placed = (replace(p, place=replace(p.place, file=file)) for p in problems)
    return Imported(items, (*findings, *placed))


def recognises(text: str) -> bool:
    """Whether a text begins as CSL-JSON does: objects with an id or a type."""
    return re.match(r"\ufeff?\s*[\[{]", text) is not None and (
        re.search(r'"(?:id|type)"\s*:', text) is not None
    )


CSL_JSON: Final = Import("csl-json", "CSL-JSON", (".json",), read, recognises)
