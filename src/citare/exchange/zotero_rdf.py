"""Zotero RDF: what Zotero exports by default, with notes and attachments beside the items."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from citare.exchange.base import Format, Imported, problem, read_tree, settled
from citare.exchange.zotero_json import CREATORS, TYPES
from citare.findings import Finding, Severity
from citare.model.dates import Date, read_date
from citare.model.identifiers import normalise_doi
from citare.model.item import Item
from citare.model.keywords import join_keywords
from citare.model.name import Name
from citare.model.note_fields import with_note_fields
from citare.text.xml import Element

TEXTS: Final = {
    "title": "title",
    "shortTitle": "title-short",
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "numPages": "number-of-pages",
    "numberOfVolumes": "number-of-volumes",
    "edition": "edition",
    "abstract": "abstract",
    "language": "language",
    "type": "genre",
    "libraryCatalog": "source",
    "description": "note",
}
_PEOPLE: Final = {
    "authors": "author",
    "editors": "editor",
    "translators": "translator",
    "contributors": "contributor",
    "seriesEditors": "collection-editor",
    "bookAuthors": "container-author",
    "interviewers": "interviewer",
    "recipients": "recipient",
    "presentors": "author",
    **{f"{role}s": variable for role, variable in CREATORS.items() if role[-1] != "y"},
}
_SIDE: Final = frozenset(("attachment", "note", "annotation"))
_NUMBERED: Final = frozenset(("report", "patent", "standard", "bill", "legal_case", "thesis"))


def _text(element: Element | None) -> str:
    return " ".join(element.all_text().split()) if element else ""


def _names(element: Element) -> dict[str, tuple[Name, ...]]:
    found: dict[str, list[Name]] = {}
    for list_ in element.children:
        role = _PEOPLE.get(list_.tag)
        for person in (p for p in list_.walk() if p.tag == "Person") if role else ():
            family = _text(person.child("surname"))
            given = _text(person.child("givenName")) or _text(person.child("givenname"))
            name = Name(family, given) if given else Name(literal=family)
            if name != Name() and role:
                found.setdefault(role, []).append(name)
    return {role: tuple(names) for role, names in found.items()}


def _identifiers(element: Element, texts: dict[str, str]) -> None:
    for identifier in element.findall("identifier"):
        text = _text(identifier)
        kind, _, value = text.partition(" ")
        if kind in ("ISBN", "ISSN") and value:
            texts.setdefault(kind, value)
        elif doi := normalise_doi(value if kind == "DOI" else text):
            texts.setdefault("DOI", doi)
        elif identifier.find("URI"):
            texts.setdefault("URL", text)


def _container(element: Element, known: Mapping[str, Element], texts: dict[str, str]) -> None:
    """What an item is part of: described inside it, or elsewhere in the file."""
    for part in element.findall("isPartOf"):
        above = part.children or [e for e in [known.get(part.get("rdf:resource"))] if e]
        for holder in above:
            series = holder.tag == "Series"
            title = _text(holder.child("title"))
            if title:
                texts.setdefault("collection-title" if series else "container-title", title)
            if short := _text(holder.child("alternative")):
                texts.setdefault("container-title-short", short)
            for name, variable in (("volume", "volume"), ("number", "issue")):
                if number := _text(holder.child(name)):
                    texts.setdefault("collection-number" if series else variable, number)
            _identifiers(holder, texts)


def _item(element: Element, known: Mapping[str, Element]) -> Item:
    csl_type = TYPES.get(_text(element.child("itemType")), "document")
    texts: dict[str, str] = {}
    for tag, variable in TEXTS.items():
        if text := _text(element.child(tag)):
            texts["number" if variable == "issue" and csl_type in _NUMBERED else variable] = text
    _identifiers(element, texts)
    _container(element, known, texts)
    if publisher := element.find("publisher/Organization"):
        texts["publisher"] = _text(publisher.find("name"))
        texts["publisher-place"] = _text(publisher.find("adr/Address/locality"))
    subjects = [_text(e) for e in element.findall("subject")]
    texts["keyword"] = join_keywords(subjects)
    dates: dict[str, Date] = {}
    for tag, variable in (("date", "issued"), ("dateSubmitted", "accessed")):
        if date := read_date(_text(element.child(tag))):
            dates[variable] = date
    kept = {variable: text for variable, text in texts.items() if text}
    item = Item(_text(element.child("citationKey")), csl_type, kept, _names(element), dates)
    return settled(with_note_fields(item))


def read(text: str, file: str = "") -> Imported:
    """The items of a Zotero RDF file. Notes and attachments are named."""
    root, broken = read_tree(text, file)
    findings: list[Finding] = list(broken)
    known = {e.get("rdf:about"): e for e in root.walk() if e.get("rdf:about")}
    items: list[Item] = []
    aside = 0
    for element in root.walk():
        kind = _text(element.child("itemType"))
        if kind and kind not in _SIDE:
            items.append(_item(element, known))
        aside += kind in _SIDE or element.tag == "Memo"
    if aside:
        message = f"{aside} notes and attachments were left out"
        findings.append(problem(message, file=file, severity=Severity.INFO))
    return Imported(tuple(items), tuple(findings))


def recognises(text: str) -> bool:
    """Whether a text is RDF with Zotero's item types."""
    return re.search(r"<(?:\w+:)?itemType>", text) is not None and "<rdf:RDF" in text


ZOTERO_RDF: Final = Format("zotero-rdf", "Zotero RDF", (".rdf",), recognises, read, by_ending=False)
