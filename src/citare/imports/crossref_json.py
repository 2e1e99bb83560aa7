"""Crossref's REST API: a work, a list answer, a list of works, or one work a line."""

from __future__ import annotations

import re
from typing import Final

from citare.imports.base import Import, Imported, problem
from citare.imports.json_text import objects, read_json
from citare.model.item import Item
from citare.sources.crossref_work import item_from_work


def read(text: str, file: str = "") -> Imported:
    """The items of saved answers. Their ids are empty: Crossref has no citation keys."""
    data, findings = read_json(text, file)
    items: list[Item] = []
    for work in objects(data, "message", "items"):
        if not isinstance(work.get("DOI"), str) and not work.get("title"):
            findings.append(problem("an object that is no Crossref work", file=file))
            continue
        item = item_from_work(work, abstract=True)
        items.append(item.with_(id=""))
    return Imported(tuple(items), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text begins as the API's answers do."""
    marks = (
        r'"(?:message-type|reference-count|is-referenced-by-count|content-domain|deposited)"\s*:'
    )
    return re.match(r"\ufeff?\s*[\[{]", text) is not None and re.search(marks, text) is not None


CROSSREF_JSON: Final = Import(
    "crossref-json", "Crossref JSON", (".json", ".jsonl"), read, recognises
)
