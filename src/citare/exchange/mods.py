"""MODS, the Library of Congress's Metadata Object Description Schema (versions 3.x)."""

from __future__ import annotations

import re
from typing import Final

from citare.exchange.base import Format, Imported, read_tree
from citare.model.dates import Date, read_date
from citare.model.identifiers import normalise_doi
from citare.model.item import Item
from citare.model.keywords import join_keywords
from citare.model.name import Name
from citare.model.people import NameHints, read_name
from citare.text.xml import Element

_GENRES: Final = (
    ("article in journal", "article-journal"),
    ("journal article", "article-journal"),
    ("journalarticle", "article-journal"),
    ("newspaperarticle", "article-newspaper"),
    ("magazinearticle", "article-magazine"),
    ("encyclopediaarticle", "entry-encyclopedia"),
    ("conference", "paper-conference"),
    ("booksection", "chapter"),
    ("book chapter", "chapter"),
    ("thesis", "thesis"),
    ("theses", "thesis"),
    ("dissertation", "thesis"),
    ("technical report", "report"),
    ("report", "report"),
    ("patent", "patent"),
    ("web site", "webpage"),
    ("webpage", "webpage"),
    ("blog", "post-weblog"),
    ("letter", "personal_communication"),
    ("interview", "interview"),
    ("map", "map"),
    ("periodical", "periodical"),
    ("book", "book"),
)
_PARTS: Final = {"book": "chapter", "periodical": "article-journal"}
_RESOURCES: Final = {
    "software, multimedia": "software",
    "cartographic": "map",
    "sound recording": "song",
    "sound recording-musical": "song",
    "sound recording-nonmusical": "song",
    "moving image": "motion_picture",
    "still image": "graphic",
    "notated music": "musical_score",
}
_ROLES: Final = {
    "aut": "author", "author": "author", "cre": "author", "creator": "author",
    "edt": "editor", "editor": "editor", "trl": "translator", "translator": "translator",
    "ctb": "contributor", "contributor": "contributor", "ill": "illustrator",
    "cmp": "composer", "drt": "director", "rcp": "recipient", "ive": "interviewer",
}  # fmt: skip
_NATURAL: Final = NameHints(natural=True)


def _text(element: Element | None) -> str:
    return " ".join(element.all_text().split()) if element else ""


def _first(element: Element, path: str) -> str:
    return next((text for e in element.findall(path) if (text := _text(e))), "")


def _title(element: Element) -> str:
    """The title proper: not the abbreviated, translated, alternative or uniform one."""
    for info in element.findall("titleInfo"):
        if info.get("type"):
            continue
        title = f"{_first(info, 'nonSort')} {_first(info, 'title')}".strip()
        subtitle = _first(info, "subTitle")
        return f"{title}: {subtitle}" if subtitle else title
    return ""


def _names(element: Element) -> dict[str, tuple[Name, ...]]:
    found: dict[str, list[Name]] = {}
    for holder in element.findall("name"):
        parts = dict.fromkeys(("family", "given", "", "termsOfAddress"), "")
        for part in holder.findall("namePart"):
            kind = part.get("type")
            if kind in parts:
                parts[kind] = f"{parts[kind]} {_text(part)}".strip()
        if holder.get("type") in ("corporate", "conference"):
            name: Name | None = Name(literal=parts[""]) if parts[""] else None
        elif parts["family"]:
            name = Name(parts["family"], parts["given"], suffix=parts["termsOfAddress"])
        else:
            name = read_name(parts[""], _NATURAL)
        roles = [_text(term).lower().rstrip(".") for term in holder.findall("role/roleTerm")]
        role = next((_ROLES[said] for said in roles if said in _ROLES), "" if roles else "author")
        if name and role:
            found.setdefault(role, []).append(name)
    return {role: tuple(names) for role, names in found.items()}


def _date(element: Element, *kinds: str) -> Date | None:
    for kind in kinds:
        dates = element.findall(f"originInfo/{kind}") + element.findall(f"part/{kind}")
        keyed = sorted(dates, key=lambda e: e.get("keyDate") != "yes")
        if text := next((text for e in keyed if (text := _text(e))), ""):
            return read_date(re.sub(r"^\D{0,2}(\d{4})[\].]*$", r"\1", text))
    return None


def _part(host: Element, texts: dict[str, str]) -> None:
    """Volume, issue and pages of the part of a host that a work is."""
    for kind, variable in (("volume", "volume"), ("issue", "issue"), ("number", "issue")):
        for detail in host.findall("part/detail"):
            if detail.get("type") == kind and (text := _first(detail, "number")):
                texts.setdefault(variable, text)
    for extent in host.findall("part/extent"):
        start, end = _first(extent, "start"), _first(extent, "end")
        if pages := f"{start}-{end}" if start and end else start or _first(extent, "list"):
            texts.setdefault("page", pages)


def _identifiers(element: Element, texts: dict[str, str]) -> None:
    kinds = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "uri": "URL"}
    for identifier in element.findall("identifier"):
        variable = kinds.get(identifier.get("type").lower())
        if variable and (text := _text(identifier)):
            if variable in ("ISBN", "ISSN"):
                text = text.split(" ")[0]
            texts.setdefault(variable, normalise_doi(text) or text)


def _type(mods: Element, *, hosted: bool) -> str:
    said = [_text(e).lower() for e in mods.findall("genre")]
    for name, csl_type in _GENRES:
        if any(name in genre for genre in said):
            return _PARTS.get(csl_type, csl_type) if hosted else csl_type
    resource = _first(mods, "typeOfResource").lower()
    if resource in _RESOURCES:
        return _RESOURCES[resource]
    hosts = " ".join(_text(e) for e in mods.findall("relatedItem/genre")).lower()
    issuance = {_first(mods, f"{of}originInfo/issuance") for of in ("", "relatedItem/")}
    serial = issuance & {"continuing", "serial"} or re.search(r"periodical|journal", hosts)
    if hosted:
        return "article-journal" if serial else "chapter"
    return "periodical" if serial else "book"


def _item(mods: Element) -> Item:
    related = {e.get("type"): e for e in reversed(mods.findall("relatedItem"))}
    host, series = related.get("host"), related.get("series")
    csl_type = _type(mods, hosted=host is not None)
    texts: dict[str, str] = {
        "title": _title(mods),
        "publisher": _first(mods, "originInfo/publisher"),
        "publisher-place": _first(mods, "originInfo/place/placeTerm"),
        "edition": _first(mods, "originInfo/edition"),
        "abstract": _first(mods, "abstract"),
        "language": _first(mods, "language/languageTerm"),
        "URL": _first(mods, "location/url"),
        "call-number": _first(mods, "location/shelfLocator") or _first(mods, "classification"),
        "note": _first(mods, "note"),
    }
    texts = {variable: text for variable, text in texts.items() if text}
    _identifiers(mods, texts)
    _part(mods, texts)
    names = _names(mods)
    issued = _date(mods, "dateIssued", "copyrightDate", "dateCreated", "date")
    if host is not None:
        texts["container-title"] = _title(host)
        _part(host, texts)
        _identifiers(host, texts)
        texts.setdefault("publisher", _first(host, "originInfo/publisher"))
        texts.setdefault("publisher-place", _first(host, "originInfo/place/placeTerm"))
        issued = issued or _date(host, "dateIssued", "date", "copyrightDate", "dateCreated")
        names = {**{r: n for r, n in _names(host).items() if r == "editor"}, **names}
    if series is not None:
        texts["collection-title"] = _title(series)
    topics = [_text(e) for e in mods.findall("subject/topic")]
    texts["keyword"] = join_keywords(dict.fromkeys(topics))
    dates = {"issued": issued} if issued else {}
    kept = {variable: text for variable, text in texts.items() if text}
    return Item(mods.get("ID"), csl_type, kept, names, dates)


def read(text: str, file: str = "") -> Imported:
    """The items of a MODS file, one record or a collection."""
    root, findings = read_tree(text, file)
    return Imported(
        tuple(_item(element) for element in root.walk() if element.tag == "mods"), findings
    )


def recognises(text: str) -> bool:
    """Whether a text has MODS records."""
    return re.search(r"<(?:\w+:)?mods(?:Collection)?\b", text) is not None


MODS: Final = Format("mods", "MODS", (".mods", ".xml"), recognises, read)
