"""Web of Science's tagged files (.ciw, savedrecs.txt, ISI): "FN … PT … ER … EF".

Tags are Clarivate's ("Web of Science Core Collection field tags"). A line that begins with
blanks goes on with the tag above it; of names, each line is one.
"""

from __future__ import annotations

import re
from typing import Any, Final

from citare.exchange.base import Format, Imported, problem
from citare.exchange.endnote_fields import item_from_fields
from citare.exchange.tagged import Tagged, join_line, tagged_lines
from citare.findings import Finding
from citare.model.item import Item
from citare.text.casing import title_case

FIELDS: Final = {
    "AF": "authors",
    "CA": "authors",
    "BE": "secondary-authors",
    "BF": "secondary-authors",
    "ED": "secondary-authors",
    "TI": "title",
    "SO": "secondary-title",
    "SE": "tertiary-title",
    "J9": "alt-title",
    "JI": "alt-title",
    "VL": "volume",
    "IS": "number",
    "BP": "start-page",
    "EP": "end-page",
    "PS": "pages",
    "PU": "publisher",
    "PI": "pub-location",
    "SN": "isbn",
    "EI": "isbn",
    "BN": "isbn",
    "LA": "language",
    "AB": "abstract",
    "DI": "electronic-resource-num",
    "PM": "accession-num",
    "UR": "url",
    "PY": "year",
    "CT": "custom3",
}
# What Clarivate says of its own record, counts, and addresses of theirs.
_OF_THE_RECORD: Final = frozenset(
    (
        *("FN", "VR", "ER", "EF", "NR", "TC", "Z9", "Z8", "ZB", "ZR", "ZS", "ZA", "U1", "U2"),
        *("GA", "DA", "WE", "OA", "HC", "HP", "PT", "PD", "AU", "DT", "UT", "DE", "ID", "AR"),
        *("PG", "PA", "EA", "EY", "PN", "SC", "WC"),
    )
)
_LISTS: Final = frozenset(("AU", "AF", "BA", "BE", "BF", "CA", "ED", "CR"))
_KINDS: Final = (
    ("proceedings paper", "paper-conference"),
    ("meeting abstract", "paper-conference"),
    ("book chapter", "chapter"),
    ("dissertation", "thesis"),
    ("thesis", "thesis"),
    ("patent", "patent"),
    ("data set", "dataset"),
    ("data study", "dataset"),
    ("software", "software"),
    ("report", "report"),
    ("preprint", "article"),
    ("newspaper", "article-newspaper"),
)
_TAG: Final = re.compile(r"([A-Z][A-Z0-9])(?: (.*)|\s*$)")
_NO_MARKS: Final = re.compile(r"\s*\((?:[^()]*@[^()]*|reprint author)\)\s*")


def _tag(line: str) -> tuple[str, str] | None:
    match = _TAG.match(line)
    return (match[1], (match[2] or "").strip()) if match else None


def _records(text: str, file: str, findings: list[Finding]) -> list[Tagged]:
    """The records: PT begins one and ER ends it, and either may be missing."""
    records: list[Tagged] = []
    current: Tagged | None = None
    for tag, value, line in tagged_lines(text, _tag):
        if tag == "ER":
            current = None
        elif tag in ("FN", "VR", "EF"):
            continue
        elif tag == "PT" or (tag and current is None):
            current = Tagged(line, [(tag, value, line)])
            records.append(current)
        elif tag and current is not None:
            current.lines.append((tag, value, line))
        elif value and current is not None:
            last, so_far, number = current.lines[-1]
            if last in _LISTS:
                current.lines.append((last, value, line))
            else:
                joined = join_line(so_far, value, keep_lines=False)
                current.lines[-1] = (last, joined, number)
        elif value:
            findings.append(problem(f"not part of a record: {value[:60]}", file=file, line=line))
    return records


def _type(values: dict[str, list[str]]) -> str:
    """The CSL type: by the document type, then by what the record says of its container."""
    kinds = " ".join(values.get("DT", ())).lower()
    for name, csl_type in _KINDS:
        if name in kinds:
            return csl_type
    match " ".join(values.get("PT", ())).upper()[:1]:
        case "P":
            return "patent"
        case "B":
            return "book" if values.get("SO", []) == values.get("TI", []) else "chapter"
        case "S" | "C":
            return "paper-conference" if "CT" in values else "chapter"
    return "article-journal"


def _item(record: Tagged) -> Item:
    values = record.grouped()
    csl_type = _type(values)
    values.setdefault("AF", values.get("AU", []))
    if csl_type == "book" and values.get("SO") == values.get("TI"):
        values.pop("SO", None)
    fields: dict[str, list[str]] = {}
    for tag, found in values.items():
        if tag in FIELDS:
            cleaned = [_NO_MARKS.sub(" ", value).strip() for value in found]
            fields.setdefault(FIELDS[tag], []).extend(cleaned)
    for name in ("secondary-title", "tertiary-title", "alt-title"):
        fields[name] = [_not_shouted(title) for title in fields.get(name, ())]
    if csl_type != "article-journal" and len(fields["secondary-title"]) == 1:
        fields["alt-title"] = []
    fields["alt-title"] = fields["alt-title"][-1:]  # JI, with its full stops, before J9
    words = [
        word for tag in ("DE", "ID") for value in values.get(tag, ()) for word in _split(value)
    ]
    fields["keywords"] = list(dict.fromkeys(words))
    if article := values.get("AR"):
        fields["custom7"] = article
        if csl_type != "article-journal":
            fields.setdefault("start-page", article)
    year = next(iter(values.get("PY", ())), "")
    if day := " ".join(values.get("PD", ())):
        fields["date"] = [f"{day} {year}" if year and year not in day else day]
    unknown: dict[str, Any] = {
        tag: found if len(found) > 1 else found[0]
        for tag, found in values.items()
        if tag not in FIELDS and tag not in _OF_THE_RECORD and any(found)
    }
    if identifier := " ".join(values.get("UT", ())):
        unknown["bibtex"] = {"unique-id": identifier}
    item = item_from_fields(csl_type, fields, unknown)
    return item.with_(text={**item.text, "source": "Web of Science"})


def _not_shouted(title: str) -> str:
    """A journal's name that is all in capitals, as titles are written."""
    return title_case(title.lower()) if title.isupper() and len(title) > 4 else title


def _split(value: str) -> list[str]:
    return [word for part in value.split(";") if (word := part.strip())]


def read(text: str, file: str = "") -> Imported:
    """The items of a Web of Science file. Addresses, funding and cited works go to `extra`."""
    findings: list[Finding] = []
    records = _records(text, file, findings)
    return Imported(tuple(map(_item, records)), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text begins as Clarivate's exports do."""
    return re.search(r"(?m)\A\ufeff?\s*(?:FN .*|PT [JBSCP]\s*$)", text) is not None and (
        re.search(r"(?m)^PT [A-Z]", text) is not None
    )


WOS: Final = Format("wos", "Web of Science", (".ciw", ".isi"), recognises, read)
