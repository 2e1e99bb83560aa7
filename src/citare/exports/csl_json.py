"""CSL-JSON: what citeproc processors, Zotero and pandoc exchange."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from citare.exports.base import Export, Exported, checked
from citare.imports import csl_json
from citare.model.csl_json import items_to_json
from citare.model.item import Item


def write(items: Sequence[Item]) -> Exported:
    """The items as a JSON array."""
    text = json.dumps(items_to_json(items), ensure_ascii=False, indent=2, default=str) + "\n"
    return checked("CSL-JSON", items, text, csl_json.read)


CSL_JSON: Final = Export("csl-json", "CSL-JSON", (".json",), write)
