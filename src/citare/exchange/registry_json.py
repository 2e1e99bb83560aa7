"""JSON text to records: a list, one object, lines of objects, or what a broken file still has."""

from __future__ import annotations

import re
from typing import Final

from citare.exchange.base import Format, Imported, not_read, problem
from citare.model.item import Item
from citare.sources.crossref_work import item_from_work
from citare.sources.datacite import item_from_attributes
from citare.text.json import objects, read_json_records


def read_crossref(text: str, file: str = "") -> Imported:
    """The items of saved answers. Their ids are empty: Crossref has no citation keys."""
    data, error = read_json_records(text)
    findings = [not_read(error, file)] if error else []
    items: list[Item] = []
    for work in objects(data, "message", "items"):
        if not isinstance(work.get("DOI"), str) and not work.get("title"):
            findings.append(problem("an object that is not a Crossref work", file=file))
            continue
        item = item_from_work(work, abstract=True)
        items.append(item.with_(id=""))
    return Imported(tuple(items), tuple(findings))


def recognises_crossref(text: str) -> bool:
    """Whether a text begins as the API's answers do."""
    marks = (
        r'"(?:message-type|reference-count|is-referenced-by-count|content-domain|deposited)"\s*:'
    )
    return re.match(r"\ufeff?\s*[\[{]", text) is not None and re.search(marks, text) is not None


CROSSREF_JSON: Final = Format(
    "crossref-json", "Crossref JSON", (".json", ".jsonl"), recognises_crossref, read_crossref
)


def read_datacite(text: str, file: str = "") -> Imported:
    """The items of saved answers. Their ids are empty: DataCite has no citation keys."""
    data, error = read_json_records(text)
    findings = [not_read(error, file)] if error else []
    items: list[Item] = []
    for record in objects(data, "data", "attributes"):
        if not any(member in record for member in ("doi", "titles", "creators", "id")):
            findings.append(problem("an object that is not a DataCite record", file=file))
            continue
        items.append(item_from_attributes(record).with_(id=""))
    return Imported(tuple(items), tuple(findings))


def recognises_datacite(text: str) -> bool:
    """Whether a text begins as DataCite's records do."""
    marks = r'"(?:schemaVersion|schema_version|creators|publicationYear|resourceTypeGeneral)"\s*:'
    return re.match(r"\ufeff?\s*[\[{]", text) is not None and re.search(marks, text) is not None


DATACITE_JSON: Final = Format(
    "datacite-json", "DataCite JSON", (".json",), recognises_datacite, read_datacite
)
