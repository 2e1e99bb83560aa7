"""Word's list of sources (Sources.xml). Each source is read on its own."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from citare.findings import Finding
from citare.imports.base import Import, Imported, problem
from citare.imports.dates import valid
from citare.imports.word_tables import NAMES, NAMESPACE, TYPES, texts_of
from citare.model.date import Date
from citare.model.item import Item
from citare.model.name import Name

_SOURCE: Final = re.compile(r"<(?:\w+:)?Source\b[^>]*>(.*?)</(?:\w+:)?Source>", re.DOTALL)
_PREFIX: Final = re.compile(r"(</?)\w+:")
_MONTHS: Final = (
    "january february march april may june july august september october november december"
)


def _child(element: etree._Element, name: str) -> str:
    return " ".join((element.findtext(name) or "").split())


def _names(source: etree._Element, role: str) -> tuple[Name, ...]:
    found: list[Name] = []
    for holder in source.findall(f"Author/{role}"):
        if corporate := _child(holder, "Corporate"):
            found.append(Name(literal=corporate))
        for person in holder.findall("NameList/Person"):
            given = f"{_child(person, 'First')} {_child(person, 'Middle')}".strip()
            found.append(Name(family=_child(person, "Last"), given=given))
    return tuple(name for name in found if name != Name())


def _date(source: etree._Element, suffix: str) -> Date | None:
    year, month, day = (_child(source, part + suffix) for part in ("Year", "Month", "Day"))
    if not re.fullmatch(r"-?\d{1,4}", year):
        return Date(literal=year) if year else None
    words = _MONTHS.split()
    number = int(month) if month.isdecimal() else 0
    number = words.index(month.lower()) + 1 if month.lower() in words else number
    parts = valid(int(year), number, int(day) if day.isdecimal() and number else 0)
    return Date((parts,)) if parts else Date(literal=year)


def _item(source: etree._Element) -> Item:
    kind = _child(source, "SourceType")
    csl_type = TYPES.get(kind, "document")
    if kind == "Report" and _child(source, "ThesisType"):
        csl_type = "thesis"
    texts = {
        variable: text
        for element, variable in texts_of(kind).items()
        if (text := _child(source, element))
    }
    roles = {variable: _names(source, role) for role, variable in NAMES.items()}
    issued, accessed = _date(source, ""), _date(source, "Accessed")
    dates = {"issued": issued, "accessed": accessed}
    return Item(
        _child(source, "Tag"),
        csl_type,
        texts,
        {role: names for role, names in roles.items() if names},
        {variable: date for variable, date in dates.items() if date},
    )


def read(text: str, file: str = "") -> Imported:
    """The items of a Sources.xml."""
    findings: list[Finding] = []
    items: list[Item] = []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for match in _SOURCE.finditer(text):
        inner = _PREFIX.sub(r"\1", match[1])
        data = f"<Source>{inner}</Source>".encode("utf-8", "replace")
        try:
            items.append(_item(etree.fromstring(data, parser)))
        except etree.XMLSyntaxError as error:
            line = text.count("\n", 0, match.start()) + 1
            findings.append(problem(f"not well-formed XML ({error.msg})", file=file, line=line))
    return Imported(tuple(items), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text is a list of Word's sources."""
    return NAMESPACE in text


WORD_XML: Final = Import("word-xml", "Word sources (XML)", (".xml",), read, recognises)
