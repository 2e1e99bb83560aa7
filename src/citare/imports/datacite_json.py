"""DataCite's REST API and DataCite JSON: one record, a list answer or a list of records."""

from __future__ import annotations

import re
from typing import Final

from citare.imports.base import Import, Imported, problem
from citare.imports.json_text import objects, read_json
from citare.model.item import Item
from citare.sources.datacite_item import item_from_attributes


def read(text: str, file: str = "") -> Imported:
    """The items of saved answers. Their ids are empty: DataCite has no citation keys."""
    data, findings = read_json(text, file)
    items: list[Item] = []
    for record in objects(data, "data", "attributes"):
        if not any(member in record for member in ("doi", "titles", "creators", "id")):
            findings.append(problem("an object that is no DataCite record", file=file))
            continue
        items.append(item_from_attributes(record).with_(id=""))
    return Imported(tuple(items), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text begins as DataCite's records do."""
    marks = r'"(?:schemaVersion|schema_version|creators|publicationYear|resourceTypeGeneral)"\s*:'
    return re.match(r"\ufeff?\s*[\[{]", text) is not None and re.search(marks, text) is not None


DATACITE_JSON: Final = Import("datacite-json", "DataCite JSON", (".json",), read, recognises)
