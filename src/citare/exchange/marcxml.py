"""MARCXML: library catalogues' records (MARC 21 bibliographic format)."""

from __future__ import annotations

import re
from typing import Final

from citare.exchange.base import Format, Imported, read_tree
from citare.model.dates import read_date
from citare.model.item import Item
from citare.model.keywords import join_keywords
from citare.model.name import Name
from citare.model.people import read_name
from citare.text.xml import Element

_ROLES: Final = {
    "aut": "author", "cre": "author", "edt": "editor", "hrsg": "editor", "trl": "translator",
    "ctb": "contributor", "ill": "illustrator", "cmp": "composer", "drt": "director",
}  # fmt: skip
_END: Final = " /:;,="


class _Record:
    """A record's fields: subfields by tag and code."""

    def __init__(self, element: Element) -> None:
        self.leader = "".join(e.text for e in element.findall("leader"))
        self.fields = [
            (e.get("tag"), [(s.get("code"), " ".join(s.all_text().split())) for s in e.children])
            for e in element.findall("datafield")
        ]

    def all(self, tag: str, codes: str) -> list[str]:
        """The subfields of each field of a tag, joined, without ISBD's closing punctuation."""
        found = []
        for name, subfields in self.fields:
            if name == tag:
                parts = [text.strip(_END) for code, text in subfields if code in codes]
                found.append(" ".join(filter(None, parts)))
        return [text for text in found if text]

    def first(self, *places: tuple[str, str]) -> str:
        """The first text of the places (tag, codes) that has one."""
        return next((text for tag, codes in places for text in self.all(tag, codes)), "")


def _names(record: _Record) -> dict[str, tuple[Name, ...]]:
    found: dict[str, list[Name]] = {}
    for tag, subfields in record.fields:
        if tag not in ("100", "110", "111", "700", "710", "711"):
            continue
        text = " ".join(text for code, text in subfields if code in "ab").strip(_END)
        said = [text.lower() for code, text in subfields if code == "4"]
        role = next((_ROLES[code] for code in said if code in _ROLES), "")
        role = role or ("author" if tag.startswith("1") or not said else "")
        person = read_name(text.rstrip(".")) if tag.endswith("00") else Name(literal=text)
        if person and text and role:
            found.setdefault(role, []).append(person)
    return {role: tuple(names) for role, names in found.items()}


def _type(record: _Record) -> str:
    """The CSL type by the leader's type of record and bibliographic level."""
    kind, level = record.leader[6:7], record.leader[7:8]
    if record.all("502", "abc"):
        return "thesis"
    if kind in "ef" and kind:
        return "map"
    if kind in "ij" and kind:
        return "song"
    if kind == "g":
        return "motion_picture"
    if level in "ab" and level:
        host = record.first(("773", "w"), ("773", "x"))
        return "article-journal" if host or record.first(("773", "q")) else "chapter"
    return "periodical" if level == "s" else "book"


def _item(element: Element) -> Item:
    record = _Record(element)
    csl_type = _type(record)
    title, subtitle = record.first(("245", "a")), record.first(("245", "b"))
    isbn = record.first(("020", "a"))
    texts = {
        "title": f"{title}: {subtitle}" if subtitle else title,
        "container-title": record.first(("773", "t"), ("773", "a")),
        "collection-title": record.first(("490", "a"), ("830", "a")),
        "collection-number": record.first(("490", "v")),
        "publisher": record.first(("264", "b"), ("260", "b")),
        "publisher-place": record.first(("264", "a"), ("260", "a")),
        "edition": record.first(("250", "a")),
        "ISBN": re.sub(r"\s*\(.*", "", isbn),
        "ISSN": record.first(("022", "a"), ("773", "x")),
        "DOI": next((text for text in record.all("024", "a") if text.startswith("10.")), ""),
        "URL": record.first(("856", "u")),
        "abstract": record.first(("520", "a")),
        "note": record.first(("500", "a")),
        "genre": record.first(("502", "b")),
        "language": record.first(("041", "a")),
        "keyword": join_keywords(dict.fromkeys(record.all("650", "a") + record.all("653", "a"))),
    }
    pages = record.first(("300", "a"))
    if match := re.search(r"(\d+)\s*(?:pages|p\b|S\.|Seiten)", pages):
        texts["number-of-pages"] = match[1]
    where = record.first(("773", "g"))
    if csl_type in ("article-journal", "chapter"):
        _place(where, texts)
    year = record.first(("264", "c"), ("260", "c")) or where
    found = re.search(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)", year)
    issued = read_date(found[0]) if found else None
    kept = {variable: text for variable, text in texts.items() if text}
    return Item("", csl_type, kept, _names(record), {"issued": issued} if issued else {})


def _place(where: str, texts: dict[str, str]) -> None:
    """Volume, issue and pages in 773 $g: "volume:5 year:1992 number:3 pages:1-9", or in words."""
    patterns = {
        "volume": r"(?:volume|vol|bd|band)[.:]?\s*(\w+)",
        "issue": r"(?:number|no|issue|heft|nr)[.:]?\s*(\w+)",
        "page": r"(?:pages|seite|seiten|pp?|s)[.:]?\s*(\w+(?:\s*[-–]\s*\w+)?)",
    }
    for variable, pattern in patterns.items():
        if match := re.search(rf"(?i)(?<!\w){pattern}", where):
            texts.setdefault(variable, match[1])


def read(text: str, file: str = "") -> Imported:
    """The items of MARC records in XML, alone, in a collection or in an SRU answer."""
    root, findings = read_tree(text, file)
    records = [e for e in root.walk() if e.tag == "record" and e.child("datafield")]
    return Imported(tuple(map(_item, records)), findings)


def recognises(text: str) -> bool:
    """Whether a text has MARC's fields."""
    return re.search(r"<(?:\w+:)?datafield\b", text) is not None


MARCXML: Final = Format("marcxml", "MARCXML", (".xml", ".marcxml"), recognises, read)
